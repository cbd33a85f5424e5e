/** What a new password must be like, said before anybody types one. */
import { useTranslation } from 'react-i18next';
import { useResource } from '../../../data/queries.ts';
import classes from '../form/form.module.css';

interface PublicStatus {
  readonly passwordRules: {
    readonly minimumLength: number;
    readonly requires: readonly ('lower' | 'upper' | 'digit' | 'special')[];
  };
}

/** The sentence. */
export function PasswordRules() {
  const { t } = useTranslation('settings');
  const { data } = useResource<PublicStatus>('/status/public', {});
  if (data === undefined) return null;
  const { minimumLength, requires } = data.passwordRules;
  const rules = [
    t('password.length', { count: minimumLength }),
    ...requires.map((demand) => t(`password.${demand}`)),
    t('password.unusual'),
  ];
  return <p className={classes.meta}>{rules.join(' · ')}</p>;
}
