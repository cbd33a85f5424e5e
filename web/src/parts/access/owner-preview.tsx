/** Who sees a case now, and who would once it belongs to another organisation. */
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useCase } from '../case/case-context.tsx';
import { useShares } from '../sharing/sharing-data.ts';
import classes from './access.module.css';
import { peopleKeptTo } from './access.ts';
import { type Sight, sightAfter } from './handover.ts';

/** The table, and what goes along. */
export function OwnerPreview({ to, kept }: { readonly to: string; readonly kept: string | undefined }) {
  const { t } = useTranslation('sharing');
  const { t: ofTasks } = useTranslation('tasks');
  const { detail } = useCase();
  const { organisation = '' } = useApi();
  const { data: shares = [] } = useShares(detail._id);
  const partners = shares.map(({ organisationName, profileName }) => ({
    organisation: organisationName,
    profile: profileName,
  }));
  const lines = sightAfter({ from: organisation, to, kept, partners });
  const told = ({ owns, profile }: Sight): string => {
    if (owns) return t('owner.owns');
    return profile === undefined ? t('owner.nothing') : t('owner.as', { profile });
  };
  return (
    <section className={classes.preview} aria-label={t('owner.preview')} aria-live="polite">
      <h3 className={classes.title}>{t('owner.preview')}</h3>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{ofTasks('sharing.organisation')}</th>
            <th>{t('owner.now')}</th>
            <th>{t('owner.after')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ organisation: name, now, after }) => (
            <tr key={name}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>{told(now)}</td>
              <td data-lost={(!after.owns && after.profile === undefined) || undefined}>{told(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {kept === undefined && <p>{t('owner.released')}</p>}
      {peopleKeptTo(detail.access) !== undefined && <p>{t('owner.restricted', { organisation: to })}</p>}
      <p className={classes.quiet}>{t('owner.alerts')}</p>
    </section>
  );
}
