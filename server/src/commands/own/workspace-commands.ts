/** What people keep for themselves: saved views, and drafts of what they are writing. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';

export const createView: Command<RowValues, { id: string }> = {
  name: 'createView',
  permission: 'authenticated',
  read(raw) {
    const { values, faults } = readInput(entities.view, raw, 'create');
    const all = [...faults, ...viewFaults(values)];
    if (all.length > 0) throw invalidFields(all);
    return values;
  },
  async run({ write }, values) {
    const [id = ''] = await write.takeIds(1);
    write.insert(entities.view, id, undefined, values);
    return { id };
  },
};

export const updateView: Command<UpdateInput, void> = {
  name: 'updateView',
  permission: 'authenticated',
  read(raw) {
    const input = readUpdate(entities.view, raw);
    const faults = viewFaults(input.values);
    if (faults.length > 0) throw invalidFields(faults);
    return input;
  },
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('view', reference);
      requireAuthor(context, row);
      context.write.update(row, input.values);
    }
  },
};

export const deleteView: Command<UpdateInput, void> = {
  name: 'deleteView',
  permission: 'authenticated',
  read: (raw) => readUpdate(entities.view, { id: raw.id }),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('view', reference);
      requireAuthor(context, row);
      context.write.queue({
        sql: 'delete from skep.view where organisation_id = $1 and id = $2',
        parameters: [row.organisationId, row.id],
      });
      context.write.record(row, 'delete', { name: storedValue(row, 'name') });
    }
  },
};

/** Longest filter or options of a view, in characters of JSON; most columns and sort keys. */
const longestView = 100_000;
const mostColumns = 50;

/** What is wrong with the parts of a view that are JSON. */
function viewFaults(values: RowValues): FieldFault[] {
  const objects = ['filter', 'listOptions'].filter(
    (name) => values[name] !== undefined && !isViewObject(values[name]),
  );
  const lists = ['sortList', 'showColumns'].filter(
    (name) => values[name] !== undefined && !isNameList(values[name]),
  );
  return [
    ...objects.map((name) => fault(name, `object of at most ${longestView} characters`, values[name])),
    ...lists.map((name) => fault(name, `list of at most ${mostColumns} field names`, values[name])),
  ];
}

function fault(name: string, accepted: string, given: unknown): FieldFault {
  return { kind: 'invalid', name, accepted, given: shorten(given) };
}

function isViewObject(value: unknown): boolean {
  return isRawObject(value) && JSON.stringify(value).length <= longestView;
}

function isNameList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= mostColumns &&
    value.every((name) => typeof name === 'string' && name.length >= 1 && name.length <= 256)
  );
}

function requireAuthor({ actor }: CommandContext, row: Row): void {
  if (row.columns.created_by !== actor.login)
    throw new CodedError('notAllowed', { reason: 'Only the author of a view can change it' });
}

/** Longest draft in characters of JSON. */
const longestDraft = 1_200_000;

/** Keeps what somebody has begun to write, one draft for each place. Drafts are nobody else's business and are not audited. */
export const saveDraft: Command<RowValues, { id: string }> = {
  name: 'saveDraft',
  permission: 'authenticated',
  read(raw) {
    const { values, faults } = readInput(entities.draft, raw, 'create');
    const tooLong = JSON.stringify(values.content ?? null).length > longestDraft;
    const accepted = `JSON of at most ${longestDraft} characters`;
    const all = tooLong ? [...faults, fault('content', accepted, values.content)] : faults;
    if (all.length > 0) throw invalidFields(all);
    return values;
  },
  async run({ write, actor }, values) {
    const [id = ''] = await write.takeIds(1);
    const { rows } = await write.run({
      sql: `insert into skep.draft (organisation_id, id, created_at, created_by, place, content) values ($1, $2, $3, $4, $5, $6)
        on conflict (organisation_id, created_by, place)
        do update set content = excluded.content, version = draft.version + 1, updated_at = excluded.created_at, updated_by = excluded.created_by returning id`,
      parameters: [
        actor.organisation.id,
        id,
        new Date(write.now),
        actor.login,
        values.place,
        JSON.stringify(values.content),
      ],
    });
    return { id: String(rows[0]?.id) };
  },
};

export const deleteDraft: Command<{ place: string }, void> = {
  name: 'deleteDraft',
  permission: 'authenticated',
  read(raw) {
    const faults: FieldFault[] = [];
    const place = requiredText(raw, 'place', faults, 'place of a draft');
    if (faults.length > 0) throw invalidFields(faults);
    return { place };
  },
  async run({ write, actor }, input) {
    write.queue({
      sql: 'delete from skep.draft where organisation_id = $1 and created_by = $2 and place = $3',
      parameters: [actor.organisation.id, actor.login, input.place],
    });
  },
};
