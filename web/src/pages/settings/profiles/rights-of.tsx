/** What somebody may do, in words, by what it is about. */
import { useTranslation } from 'react-i18next';
import classes from './profiles.module.css';
import { useRightWord } from './right-word.ts';
import { groupNames, rightGroups } from './rights.ts';

/** The list. */
export function RightsOf({ permissions }: { readonly permissions: readonly string[] }) {
  const { t } = useTranslation('settings');
  const word = useRightWord();
  const groups = groupNames
    .map((group) => ({ group, held: rightGroups[group].filter((right) => permissions.includes(right)) }))
    .filter(({ held }) => held.length > 0);
  if (groups.length === 0) return <p className={classes.note}>{t('profile.readsOnly')}</p>;
  return (
    <dl className={classes.rights}>
      {groups.map(({ group, held }) => (
        <div key={group}>
          <dt>{t(`rightGroup.${group}`)}</dt>
          <dd>{held.map(word).join(' · ')}</dd>
        </div>
      ))}
    </dl>
  );
}
