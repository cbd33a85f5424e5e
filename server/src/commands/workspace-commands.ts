/** What people keep for themselves: saved views, and drafts of what they are writing. */
import { CodedError, invalidFields } from '../model/errors.ts';
import { readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue } from './row.ts';
import { readUpdate, type UpdateInput } from './update-input.ts';

export const createView: Command<RowValues, { id: string }> = {
  name: 'createView',
  permission: 'authenticated',
  read(raw) {
    const { values, faults } = readInput(entities.view, raw, 'create');
    if (faults.length > 0) throw invalidFields(faults);
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
  read: (raw) => readUpdate(entities.view, raw),
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

function requireAuthor({ actor }: CommandContext, row: Row): void {
  if (row.columns.created_by !== actor.login)
    throw new CodedError('notAllowed', { reason: 'Only the author of a view can change it' });
}

/** Keeps what somebody has begun to write, one draft for each place. Drafts are nobody else's business and are not audited. */
export const saveDraft: Command<RowValues, { id: string }> = {
  name: 'saveDraft',
  permission: 'authenticated',
  read(raw) {
    const { values, faults } = readInput(entities.draft, raw, 'create');
    if (faults.length > 0) throw invalidFields(faults);
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
  read: (raw) => ({ place: String(raw.place) }),
  async run({ write, actor }, input) {
    write.queue({
      sql: 'delete from skep.draft where organisation_id = $1 and created_by = $2 and place = $3',
      parameters: [actor.organisation.id, actor.login, input.place],
    });
  },
};
