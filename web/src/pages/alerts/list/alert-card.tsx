/** An alert as a card, for phones. */
import { SeverityBadge } from '../../../parts/badges.tsx';
import { Ago } from '../../../parts/time.tsx';
import classes from './alert-cells.module.css';
import type { AlertRow } from './alert-row.ts';
import { ObservablesCell } from './observables-cell.tsx';
import { RelatedWords } from './related-cell.tsx';

/** The card. */
export function AlertCard({ row }: { readonly row: AlertRow }) {
  return (
    <span className={classes.card}>
      <SeverityBadge severity={row.severity} />
      <bdi className={classes.cardTitle}>{row.title}</bdi>
      <span className={classes.cardTime}>
        <Ago at={row.date} />
      </span>
      <span className={classes.cardFacts}>
        <bdi>{row.type}</bdi>
        <ObservablesCell row={row} />
        <RelatedWords row={row} />
      </span>
    </span>
  );
}
