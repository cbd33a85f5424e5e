/** A case as a card, for phones. */
import { peopleKeptTo } from '../../../parts/access/access.ts';
import { SeverityBadge, StageMark } from '../../../parts/badges.tsx';
import { Ago } from '../../../parts/time.tsx';
import classes from './case-cells.module.css';
import { KeptMark } from './case-cells.tsx';
import type { CaseRow } from './case-row.ts';

/** The card. */
export function CaseCard({ row }: { readonly row: CaseRow }) {
  return (
    <span className={classes.card}>
      <SeverityBadge severity={row.severity} />
      <bdi className={classes.cardTitle}>{row.title}</bdi>
      <span className={classes.number}>
        <Ago at={row._updatedAt ?? row._createdAt} />
      </span>
      <span className={classes.cardFacts}>
        <span>#{row.number}</span>
        {peopleKeptTo(row.access) !== undefined && <KeptMark />}
        <StageMark kind="case" stage={row.stage} status={row.status} />
      </span>
    </span>
  );
}
