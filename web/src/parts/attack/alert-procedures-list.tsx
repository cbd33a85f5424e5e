/** The techniques of an alert with their acts. Loaded when there is one, or when one is to be noted. */
import { Refusal } from '../task/attempt.tsx';
import { AddProceduresDialog } from './add-dialog.tsx';
import type { Procedure } from './attack-data.ts';
import classes from './procedure-list.module.css';
import { ProcedureList } from './procedure-list.tsx';
import { useProcedureWork } from './use-procedure-work.tsx';

/** The list. */
export default function AlertProceduresList({
  alertId,
  at,
  procedures,
  may,
  adding,
  onAdded,
}: {
  readonly alertId: string;
  /** When the alert happened: its techniques did so at about that time. */
  readonly at: number;
  readonly procedures: readonly Procedure[];
  readonly may: boolean;
  readonly adding: boolean;
  readonly onAdded: () => void;
}) {
  const place = { on: 'alert', id: alertId } as const;
  const work = useProcedureWork(place, at, may);
  return (
    <div className={classes.narrow}>
      <ProcedureList procedures={procedures} verbs={work.verbs} level={4} />
      <Refusal of={work.refusal} />
      {work.dialogs}
      <AddProceduresDialog opened={adding} place={place} at={at} onClose={onAdded} />
    </div>
  );
}
