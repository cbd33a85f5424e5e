/** The case that holds an alert, or the one that shares most with it. */
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './alert-cells.module.css';
import { useAlertFacts } from './alert-facts.tsx';
import type { AlertRow } from './alert-row.ts';

/** The cell. */
export function RelatedCell({ row }: { readonly row: AlertRow }) {
  const { t } = useTranslation('lists');
  const { organisation = '' } = useParams({ strict: false });
  const { related } = useAlertFacts(row._id);
  const held = row.extraData?.relatedCase?.number;
  const number = held ?? related?.number;
  if (number === undefined) return null;
  return (
    <Link
      to="/o/$organisation/cases/$number"
      params={{ organisation, number: String(number) }}
      search={{}}
      tabIndex={-1}
      className={classes.related}
      data-held={held !== undefined || undefined}
    >
      {held !== undefined || related === undefined
        ? t('cell.inCase', { number })
        : t('cell.relatedShared', { number, shared: related.shared })}
    </Link>
  );
}
