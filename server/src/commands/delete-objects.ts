/**
 * Deletion hides at once and removes later: the object and everything below it is gone behind every door, its unique key is
 * free, and an administrator of the organisation can restore it until it is removed for good.
 */
import { CodedError } from '../model/errors.ts';
import type { Permission } from '../model/permission.ts';
import { type EntityName, entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import { commentContext } from './log-commands.ts';
import { observableContext } from './observable-commands.ts';
import { ownerOf } from './placement.ts';
import { type Row, storedValue } from './row.ts';
import { readUpdate, type UpdateInput } from './update-input.ts';
import { contextOf } from './update-tasks.ts';

/** Tables that hold what lies below a root. */
const below = ['task', 'task_log', 'comment', 'observable', 'attachment', 'job', 'action'] as const;

interface Deletable {
  readonly entity: EntityName;
  readonly permission: Permission;
  /** Hides what lies below the object as well. */
  readonly children: (context: CommandContext, row: Row) => void;
  readonly check?: (context: CommandContext, row: Row) => void;
  readonly under: (row: Row) => { type: string; id: string };
}

const itself = (row: Row) => ({ type: row.entity.wireType, id: row.id });

function deletion(name: string, of: Deletable): Command<UpdateInput, void> {
  return {
    name,
    permission: of.permission,
    read: (raw) => readUpdate(entities[of.entity], { id: raw.id, ids: raw.ids }),
    async run(context, input) {
      for (const reference of input.references) {
        const row = await context.find(of.entity, reference);
        of.check?.(context, row);
        hideRow(context, row, of.under(row));
        of.children(context, row);
      }
    },
  };
}

/** Hides one row and records its deletion. */
export function hideRow(
  { write, actor }: CommandContext,
  row: Row,
  under: { type: string; id: string },
): void {
  write.update(
    row,
    {},
    {
      action: 'delete',
      context: under,
      visibleAfter: [],
      columns: { deleted_at: write.now, deleted_by: actor.login },
    },
  );
}

function hideBelow(
  { write, actor }: CommandContext,
  row: Row,
  condition: string,
  tables: readonly string[] = below,
): void {
  for (const table of tables) {
    write.queue({
      sql: `update skep."${table}" set deleted_at = $2, deleted_by = $3 where root_id = $1 and deleted_at is null and ${condition}`,
      parameters: [
        row.placement.rootId,
        new Date(write.now),
        actor.login,
        ...(condition.includes('$4') ? [row.id] : []),
      ],
    });
  }
}

export const deleteAlerts = deletion('deleteAlerts', {
  entity: 'alert',
  permission: 'manageAlert/delete',
  under: itself,
  children(context, row) {
    hideBelow(context, row, 'true');
    context.write.queue({
      sql: 'delete from skep.alert_key where organisation_id = $1 and alert_id = $2',
      parameters: [row.organisationId, row.id],
    });
  },
});

export const deleteCase = deletion('deleteCase', {
  entity: 'case',
  permission: 'manageCase/delete',
  under: itself,
  check: requireOwner,
  children(context, row) {
    hideBelow(context, row, 'true');
    context.write.queue({
      sql: 'update skep.alert set case_id = null where case_id = $1',
      parameters: [row.id],
    });
  },
});

export const deleteTask = deletion('deleteTask', {
  entity: 'task',
  permission: 'manageTask',
  under: contextOf,
  children(context, row) {
    hideBelow(context, row, 'task_id = $4', ['task_log']);
    hideBelow(
      context,
      row,
      'log_id in (select l.id from skep.task_log l where l.root_id = $1 and l.task_id = $4)',
      ['attachment'],
    );
  },
});

export const deleteLog = deletion('deleteLog', {
  entity: 'log',
  permission: 'manageTask',
  under: (row) => ({ type: entities.task.wireType, id: String(storedValue(row, 'taskId')) }),
  children: (context, row) => hideBelow(context, row, 'log_id = $4', ['attachment']),
});

export const deleteComment = deletion('deleteComment', {
  entity: 'comment',
  permission: 'manageComment',
  under: commentContext,
  children: () => undefined,
});

export const deleteObservable = deletion('deleteObservable', {
  entity: 'observable',
  permission: 'manageObservable',
  under: observableContext,
  children: (context, row) => hideBelow(context, row, 'observable_id = $4', ['job']),
});

function requireOwner({ actor }: CommandContext, row: Row): void {
  if (ownerOf(row) !== actor.organisation.id) {
    throw new CodedError('badRequest', { reason: 'Only the organisation that owns the case can delete it' });
  }
}

interface RestoreInput {
  readonly entity: 'alert' | 'case';
  readonly reference: string;
}

/** Brings back a deleted alert or case with everything that was deleted together with it. */
export const restoreObject: Command<RestoreInput, void> = {
  name: 'restoreObject',
  permission: 'manageConfig',
  read: (raw) => ({ entity: raw.entity === 'case' ? 'case' : 'alert', reference: String(raw.id) }),
  async run(context, input) {
    const row = await context.find(input.entity, input.reference, { deleted: true });
    const deletedAt = row.columns.deleted_at;
    if (typeof deletedAt !== 'number') throw new CodedError('notFound', { entity: row.entity.wireType });
    if (input.entity === 'alert') restoreKey(context, row);
    context.write.update(
      row,
      {},
      { columns: { deleted_at: null, deleted_by: null }, visibleBefore: [], details: { restored: true } },
    );
    for (const table of below) {
      context.write.queue({
        sql: `update skep."${table}" set deleted_at = null, deleted_by = null where root_id = $1 and deleted_at = $2`,
        parameters: [row.placement.rootId, new Date(deletedAt)],
      });
    }
  },
};

function restoreKey({ write }: CommandContext, row: Row): void {
  write.addRow('alert_key', {
    organisation_id: row.organisationId,
    type: storedValue(row, 'type'),
    source: storedValue(row, 'source'),
    source_ref: storedValue(row, 'sourceRef'),
    alert_id: row.id,
  });
}
