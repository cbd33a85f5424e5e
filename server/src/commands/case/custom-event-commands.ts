/** Events that people put into the timeline of a case: adding and changing them. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { placeInAudit } from '../frame/audit-place.ts';
import type { Command } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { within } from '../frame/placement.ts';
import { storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { evidenceFaults, withEvidence } from './event-evidence.ts';

interface CreateEventInput {
  readonly caseId: string;
  readonly values: RowValues;
}

export const createCustomEvent: Command<CreateEventInput, { id: string }> = {
  name: 'createCustomEvent',
  permission: 'manageCustomEvent',
  read(raw) {
    const { values, faults } = readInput(entities.customEvent, raw, 'create', ['caseId']);
    const all: FieldFault[] = [...faults, ...spanFaults(values), ...evidenceFaults(raw)];
    const caseId = requiredText(raw, 'caseId', all, 'id of a case');
    if (all.length > 0) throw invalidFields(all);
    return { caseId, values };
  },
  async run(context, input) {
    const { find, write, origin } = context;
    const caseRow = await find('case', input.caseId);
    const values = await withEvidence(context, input.caseId, input.values);
    const [id = ''] = await write.takeIds(1);
    write.insert(
      entities.customEvent,
      id,
      within(caseRow),
      {
        ...values,
        caseId: caseRow.id,
        originKind: origin.kind,
        originId: origin.id ?? null,
      },
      { context: { type: caseRow.entity.wireType, id: caseRow.id } },
    );
    return { id };
  },
};

export const updateCustomEvent: Command<UpdateInput, void> = {
  name: 'updateCustomEvent',
  permission: 'manageCustomEvent',
  read: (raw) => readUpdate(entities.customEvent, raw, [], evidenceFaults(raw)),
  async run(context, input) {
    const { find, write } = context;
    for (const reference of input.references) {
      const row = await find('customEvent', reference);
      const whole = (name: string): unknown => input.values[name] ?? storedValue(row, name);
      const endDate = input.values.endDate === null ? null : whole('endDate');
      const faults = spanFaults({ date: whole('date'), endDate });
      if (faults.length > 0) throw invalidFields(faults);
      const values = await withEvidence(context, `~${textOf(row, 'caseId')}`, input.values, row);
      write.update(row, values, { context: placeInAudit(row) });
    }
  },
};

/** A span does not end before it begins. */
function spanFaults({ date, endDate }: RowValues): FieldFault[] {
  if (typeof date !== 'number' || typeof endDate !== 'number' || endDate >= date) return [];
  return [
    {
      kind: 'invalid',
      name: 'endDate',
      accepted: 'date that is not before date',
      given: shorten(endDate),
    },
  ];
}
