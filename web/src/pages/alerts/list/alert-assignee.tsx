/** Who holds an alert, or has it open. */
import { AssigneeCell } from '../../../parts/list/cells.tsx';
import { useAlertFacts } from './alert-facts.tsx';
import type { AlertRow } from './alert-row.ts';
import { useTake } from './take.ts';

/** The cell. */
export function AlertAssignee({ row }: { readonly row: AlertRow }) {
  const { looking } = useAlertFacts(row._id);
  const take = useTake();
  return (
    <AssigneeCell
      assignee={row.assignee}
      looking={looking}
      onTake={take === undefined ? undefined : () => take(row)}
    />
  );
}
