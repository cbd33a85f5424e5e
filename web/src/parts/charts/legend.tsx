/** What the colours of a chart stand for. */
import type { CSSProperties } from 'react';
import classes from './charts.module.css';

/** An entry: its word and its place among the series. */
export interface LegendEntry {
  readonly id: string;
  readonly label: string;
  readonly hue: number;
}

/** The legend. `lines`: the series are lines, not grounds. */
export function Legend({
  entries,
  lines = false,
}: {
  readonly entries: readonly LegendEntry[];
  readonly lines?: boolean;
}) {
  return (
    <ul className={classes.legend}>
      {entries.map(({ id, label, hue }) => (
        <li key={id}>
          <span
            className={classes.key}
            data-line={lines || undefined}
            style={{ '--key': `var(--sk-s${(hue % 8) + 1})` } as CSSProperties}
            aria-hidden="true"
          />
          <bdi className="sk-ellipsis">{label}</bdi>
        </li>
      ))}
    </ul>
  );
}
