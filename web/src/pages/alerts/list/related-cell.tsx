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
  const related = useRelated(row);
  if (related === undefined) return null;
  const { number, whole } = related;
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

/** The same in words only, where the row is a link itself. */
export function RelatedWords({ row }: { readonly row: AlertRow }) {
  const related = useRelated(row);
  return related === undefined ? null : <span className={classes.relatedWords}>{related.whole}</span>;
}

function useRelated(row: AlertRow): { readonly number: number; readonly whole: string } | undefined {
  const { t } = useTranslation('lists');
  const { related } = useAlertFacts(row._id);
  const held = row.extraData?.relatedCase?.number;
  const number = held ?? related?.number;
  if (number === undefined) return undefined;
  const whole =
    held !== undefined || related === undefined
      ? t('cell.inCase', { number })
      : t('cell.relatedShared', { number, shared: related.shared });
  return { number, whole };
}
