/** Noting, changing and deleting techniques of a case or an alert: the acts with their dialogs, for whoever shows them. */
import { type ReactNode, useState } from 'react';
import { useAttempt } from '../task/attempt.tsx';
import { AddProceduresDialog, type PickedTechnique } from './add-dialog.tsx';
import type { Procedure, ProcedurePlace } from './attack-data.ts';
import { EditProcedureDialog } from './edit-dialog.tsx';
import { useProcedureActs } from './procedure-acts.ts';
import type { ProcedureVerbs } from './procedure-list.tsx';

/** The acts. */
export interface ProcedureWork {
  /** Undefined where the reader may only read. */
  readonly verbs: ProcedureVerbs | undefined;
  readonly add: (start?: readonly PickedTechnique[]) => void;
  /** Why the last act was refused. */
  readonly refusal: unknown;
  /** The dialogs, to be shown somewhere. */
  readonly dialogs: ReactNode;
}

/** Gives the acts. `at`: when a new one happened, as far as is known. */
export function useProcedureWork(place: ProcedurePlace, at: number, may: boolean): ProcedureWork {
  const acts = useProcedureActs(place);
  const [adding, setAdding] = useState<readonly PickedTechnique[]>();
  const [editing, setEditing] = useState<Procedure>();
  const { attempt, refusal } = useAttempt();
  const verbs: ProcedureVerbs = {
    onEdit: setEditing,
    onDelete: (procedure) => void attempt(() => acts.remove(procedure)),
  };
  return {
    verbs: may ? verbs : undefined,
    add: (start = []) => setAdding(start),
    refusal,
    dialogs: may && (
      <>
        <AddProceduresDialog
          opened={adding !== undefined}
          place={place}
          at={at}
          start={adding ?? []}
          onClose={() => setAdding(undefined)}
        />
        <EditProcedureDialog place={place} procedure={editing} onClose={() => setEditing(undefined)} />
      </>
    ),
  };
}
