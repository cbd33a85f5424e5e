/** The case of a task: severity, number, title, as a way to it. */
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../data/session.tsx';
import { SeverityBadge } from '../../../parts/badges.tsx';
import type { TaskListRow } from './definition.tsx';
import classes from './tasks.module.css';

type CaseOfTask = NonNullable<TaskListRow['extraData']>['case'];

/** The cell. */
export function CaseCell({ of }: { readonly of: CaseOfTask }) {
  const { organisation = '' } = useApi();
  if (of === undefined || of === null) return null;
  return (
    <span className={classes.case}>
      <SeverityBadge severity={of.severity} />
      <Link
        to="/o/$organisation/cases/$number"
        params={{ organisation, number: String(of.number) }}
        search={{}}
        tabIndex={-1}
        className={classes.link}
        title={of.title}
      >
        #{of.number} <bdi>{of.title}</bdi>
      </Link>
    </span>
  );
}
