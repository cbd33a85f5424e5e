/** The case that holds an alert, or the one that shares most with it. */
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { RowLink } from '../../../parts/list/row-link.tsx';
import classes from './alert-cells.module.css';
import { useAlertFacts } from './alert-facts.tsx';
import type { AlertRow } from './alert-row.ts';

/** The cell. */
export function RelatedCell({ row }: { readonly row: AlertRow }) {
  const { t } = useTranslation('lists');
  const organisation = useApi().organisation ?? '';
  const { related } = useAlertFacts(row._id);
  const held = row.extraData?.relatedCase?.number;
  const number = held ?? related?.number;
  if (number === undefined) return null;
  const whole =
    held !== undefined || related === undefined
      ? t('cell.inCase', { number })
      : t('cell.relatedShared', { number, shared: related.shared });
  return (
    <RowLink
      href={`/o/${encodeURIComponent(organisation)}/cases/${number}`}
      className={classes.related}
      title={whole}
    >
      <span className={classes.relatedWhole}>{whole}</span>
      <span className={classes.relatedShort}>{t('cell.relatedShort', { number })}</span>
    </RowLink>
  );
}
