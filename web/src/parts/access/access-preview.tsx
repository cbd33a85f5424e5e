/** What a change of access does to others, before it is made. */
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { usePeople } from '../person.tsx';
import { useShares } from '../sharing/sharing-data.ts';
import classes from './access.module.css';
import { accessChange } from './access.ts';

/** Most people that are named. */
const mostNamed = 8;

/** What the preview tells of. */
export interface AccessPreviewProps {
  readonly caseId: string;
  readonly before: readonly string[] | undefined;
  readonly after: readonly string[] | undefined;
}

/** The preview. */
export function AccessPreview({ caseId, before, after }: AccessPreviewProps) {
  const { t } = useTranslation('sharing');
  const known = usePeople();
  const { organisation } = useApi();
  const { data: shares = [] } = useShares(caseId);
  const everybody = [...known.values()].flatMap(({ login, locked }) => (locked ? [] : [login]));
  const { lose, gain } = accessChange(everybody, before, after);
  const partners = shares.flatMap(({ organisationName: name }) => (name === organisation ? [] : [name]));
  return (
    <section className={classes.preview} aria-label={t('restrict.afterwards')} aria-live="polite">
      <h3 className={classes.title}>{t('restrict.afterwards')}</h3>
      {after !== undefined && <p>{t('restrict.keep', { count: after.length })}</p>}
      {lose.length > 0 && (
        <p>
          <span className={classes.lose}>{t('restrict.lose', { count: lose.length })}</span>:{' '}
          <Names logins={lose} />
        </p>
      )}
      {lose.length === 0 && <p>{t('restrict.loseNobody')}</p>}
      {gain.length > 0 && (
        <p>
          {t('restrict.gain', { count: gain.length })}: <Names logins={gain} />
        </p>
      )}
      {after !== undefined && partners.length > 0 && (
        <p>{t('restrict.partners', { names: partners.join(', ') })}</p>
      )}
      {after !== undefined && <p className={classes.quiet}>{t('restrict.others')}</p>}
    </section>
  );
}

function Names({ logins }: { readonly logins: readonly string[] }) {
  const { t } = useTranslation('sharing');
  const known = usePeople();
  const named = logins.slice(0, mostNamed).map((login) => known.get(login)?.name ?? login);
  const rest = logins.length - named.length;
  return (
    <bdi>
      {named.join(', ')}
      {rest > 0 && ` ${t('restrict.more', { count: rest })}`}
    </bdi>
  );
}
