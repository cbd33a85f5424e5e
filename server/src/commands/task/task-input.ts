/** Reads tasks from input and stores them in a case or a case template. */
import type { FieldFault } from '../../model/errors.ts';
import { isRawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { Placement, Row } from '../frame/row.ts';
import { requireAssignable } from '../value/assignee.ts';
import type { Origin } from '../value/custom-field-values.ts';
import { logNeeded } from './update-tasks.ts';

/** Reads a list of tasks; undefined when none was given. Faults are added to the list given. */
export function readTasks(raw: unknown, path: string, faults: FieldFault[]): RowValues[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!Array.isArray(raw)) {
    faults.push({ kind: 'invalid', name: path, accepted: 'list of tasks', given: shorten(raw) });
    return undefined;
  }
  return raw.map((item, index) => readTask(item, `${path}[${index}].`, faults));
}

function readTask(raw: unknown, path: string, faults: FieldFault[]): RowValues {
  if (!isRawObject(raw)) {
    faults.push({ kind: 'invalid', name: path.slice(0, -1), accepted: 'task', given: shorten(raw) });
    return {};
  }
  // Tasks within a case or a template have no values of custom fields; copies of tasks come with an empty list of them.
  const none = Array.isArray(raw.customFields) && raw.customFields.length === 0;
  const read = readInput(entities.task, raw, 'create', none ? ['customFields'] : [], path);
  faults.push(...read.faults);
  return raw.order === undefined ? { ...read.values, order: undefined } : read.values;
}

/** Where tasks are put. */
export interface TaskTarget {
  readonly parent: Row;
  readonly link: RowValues;
  readonly place: (id: string) => Placement;
  readonly origin: Origin;
  /** Place in the list of the first one without a place of its own. */
  readonly firstOrder: number;
}

/** Stores tasks in the order given. */
export async function insertTasks(
  context: CommandContext,
  target: TaskTarget,
  tasks: readonly RowValues[],
): Promise<Row[]> {
  const ids = await context.write.takeIds(tasks.length);
  const rows: Row[] = [];
  for (const [index, values] of tasks.entries()) {
    const id = ids[index] ?? '';
    const placement = target.place(id);
    if (values.mandatory === true && values.status === 'Completed') throw logNeeded();
    await requireAssignable(context, values, placement, 'manageTask');
    rows.push(
      context.write.insert(entities.task, id, placement, taskValues(context, target, values, index), {
        context: { type: target.parent.entity.wireType, id: target.parent.id },
      }),
    );
  }
  return rows;
}

function taskValues(
  { write }: CommandContext,
  target: TaskTarget,
  values: RowValues,
  index: number,
): RowValues {
  const started = values.status === 'InProgress' || values.status === 'Completed';
  const ended = values.status === 'Completed' || values.status === 'Cancel';
  return {
    ...values,
    ...target.link,
    order: values.order ?? target.firstOrder + index,
    startDate: values.startDate ?? (started ? write.now : null),
    endDate: values.endDate ?? (ended ? write.now : null),
    originKind: target.origin.kind,
    originId: target.origin.id ?? null,
  };
}
