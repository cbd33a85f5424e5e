/** Takes one value of a custom field off the object that carries it. */
import { type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import type { Permission } from '../../model/permission.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { requirePermissionOn } from '../frame/require-permission.ts';
import type { Row } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import type { AuditContext } from '../frame/writer.ts';
import { observableContext } from '../observable/observable-commands.ts';
import { contextOf, isOfCase } from '../task/update-tasks.ts';
import { applyValues, customFieldValuesOf } from './change-custom-fields.ts';

/** Who may change an object that carries values, and what its records stand under. */
interface Carrier {
  readonly permission: (row: Row) => Permission;
  readonly context: (row: Row) => AuditContext;
}

const itself = (row: Row): AuditContext => ({ type: row.entity.wireType, id: row.id });

/** Entities whose objects carry values. */
const carrierNames = ['case', 'alert', 'caseTemplate', 'task', 'observable'] as const;

const carriers: Readonly<Record<(typeof carrierNames)[number], Carrier>> = {
  case: { permission: () => 'manageCase/update', context: itself },
  alert: { permission: () => 'manageAlert/update', context: itself },
  caseTemplate: { permission: () => 'manageCaseTemplate', context: itself },
  task: {
    permission: (row) => (isOfCase(row) ? 'manageTask' : 'manageCaseTemplate'),
    context: contextOf,
  },
  observable: { permission: () => 'manageObservable', context: observableContext },
};

/** `id` is that of the value. Recorded as a change of the object that carried it. */
export const removeCustomFieldValue: Command<{ readonly valueId: string }, void> = {
  name: 'removeCustomFieldValue',
  permission: [
    'manageCase/update',
    'manageAlert/update',
    'manageCaseTemplate',
    'manageTask',
    'manageObservable',
  ],
  read(raw) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id of a value of a custom field');
    if (faults.length > 0) throw invalidFields(faults);
    const valueId = idFromWire(reference);
    if (valueId === undefined) throw notFound('CustomFieldValue');
    return { valueId };
  },
  async run(context, { valueId }) {
    const { owner, carrier } = await ownerOf(context, valueId);
    requirePermissionOn(owner, carrier.permission(owner), context.actor);
    const present = await customFieldValuesOf(context.write, owner);
    const removed = present.filter((value) => value.id === valueId);
    const { details, previous } = await applyValues(
      context,
      owner,
      present,
      { removed, added: [], moved: [] },
      context.origin,
    );
    if (details === undefined || previous === undefined) throw notFound('CustomFieldValue');
    context.write.update(owner, {}, { details, previous, context: carrier.context(owner) });
  },
};

/** The object that carries a value, locked. Throws `notFound` when the actor does not see it. */
async function ownerOf(
  context: CommandContext,
  valueId: string,
): Promise<{ readonly owner: Row; readonly carrier: Carrier }> {
  const { rows } = await context.write.run({
    sql: 'select entity_kind, entity_id from skep.custom_field_value where id = $1',
    parameters: [valueId],
  });
  const name = carrierNames.find((one) => one === rows[0]?.entity_kind);
  if (name === undefined) throw notFound('CustomFieldValue');
  const owner = await context.find(name, `~${String(rows[0]?.entity_id)}`);
  return { owner, carrier: carriers[name] };
}
