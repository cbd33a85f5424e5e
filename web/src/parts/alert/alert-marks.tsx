/** The marks of an alert in one line: severity, status, TLP, PAP, who holds it, where it came from. */
import { PapBadge, SeverityBadge, StageMark, TlpBadge } from '../badges.tsx';
import { Person } from '../person.tsx';
import { Ago } from '../time.tsx';
import classes from './alert.module.css';
import type { AlertDetail } from './alert-data.ts';

/** The marks. */
export function AlertMarks({ alert }: { readonly alert: AlertDetail }) {
  return (
    <div className={classes.marks}>
      <SeverityBadge severity={alert.severity} word />
      <StageMark stage={alert.stage} status={alert.status} kind="alert" />
      <TlpBadge tlp={alert.tlp} />
      <PapBadge pap={alert.pap} />
      {alert.assignee !== undefined && <Person login={alert.assignee} />}
      <span className={classes.origin}>
        <bdi>{alert.type === alert.source ? alert.source : `${alert.type} / ${alert.source}`}</bdi>
        <Ago at={alert.date} />
      </span>
    </div>
  );
}
