/** A run as a card, for phones: what ran on what, how it ended, and why not. */
import { RunState, reasonOf } from '../../parts/engine/run-state.tsx';
import { Ago } from '../../parts/time.tsx';
import { type RunRow, RunTarget, runTitle } from './run-list.tsx';
import classes from './runs.module.css';

/** The card. */
export function RunCard({ row }: { readonly row: RunRow }) {
  const reason = reasonOf(row);
  return (
    <span className={classes.card}>
      <RunState status={row.status} outcome={row.outcome} cached={row.fromCache === true} />
      <bdi className="sk-ellipsis">{runTitle(row)}</bdi>
      <Ago at={row.startDate} />
      <span className={classes.cardFacts}>
        {reason === undefined ? (
          <RunTarget row={row} />
        ) : (
          <bdi className={`${classes.failure} sk-ellipsis`}>{reason}</bdi>
        )}
      </span>
    </span>
  );
}
