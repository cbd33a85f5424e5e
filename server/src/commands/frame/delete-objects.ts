/**
 * Deletion hides at once and removes later: the object and everything below it is gone behind every door, its unique key is
 * free, and an administrator of the organisation can restore it until it is removed for good.
 */
import { CodedError } from '../../model/errors.ts';
import type { Permission } from '../../model/permission.ts';
import { entities } from '../../model/registry.ts';
import { freeAlertKey } from '../alert/alert-key.ts';
import { releaseAlerts } from '../alert/linked-alert.ts';
import { placeInAudit } from './audit-place.ts';
import { type Deletable, hideBelow } from './below.ts';
import type { Command, CommandContext } from './command.ts';
import { hideRow } from './hide-row.ts';
import type { Row } from './row.ts';
import { readUpdate, type UpdateInput } from './update-input.ts';

function deletion(
  name: string,
  entity: Deletable,
  permission: Permission,
  also: (context: CommandContext, row: Row) => Promise<void> | void = () => undefined,
): Command<UpdateInput, void> {
  return {
    name,
    permission,
    read: (raw) => readUpdate(entities[entity], { id: raw.id, ids: raw.ids }),
    async run(context, input) {
      for (const reference of input.references) {
        const row = await context.find(entity, reference);
        await requireOwn(context, row);
        await also(context, row);
        hideRow(context, row, placeInAudit(row), { main: true });
        hideBelow(context, entity, row);
      }
    },
  };
}

export const deleteAlerts = deletion('deleteAlerts', 'alert', 'manageAlert/delete', freeAlertKey);
export const deleteCase = deletion('deleteCase', 'case', 'manageCase/delete', releaseAlerts);
export const deleteTask = deletion('deleteTask', 'task', 'manageTask');
export const deleteLog = deletion('deleteLog', 'log', 'manageTask');
export const deleteComment = deletion('deleteComment', 'comment', 'manageComment');
export const deleteObservable = deletion('deleteObservable', 'observable', 'manageObservable');
export const deleteProcedures = deletion('deleteProcedures', 'procedure', 'manageProcedure');
export const deleteCustomEvent = deletion('deleteCustomEvent', 'customEvent', 'manageCustomEvent');
export const deleteCaseReport = deletion('deleteCaseReport', 'caseReport', 'manageCaseReport');

/** Others that a case is shared with delete what their own people put into it, and nothing else. */
export async function requireOwn({ write, actor }: CommandContext, row: Row): Promise<void> {
  if (row.organisationId === actor.organisation.id) return;
  const isCase = row.entity === entities.case;
  const { rows } = await write.run({
    name: 'made_by_member',
    sql: `select true from skep.user_account u join skep.membership m on m.user_id = u.id
      where u.login = $1 and m.organisation_id = $2 and not $3::boolean`,
    parameters: [row.columns.created_by, actor.organisation.id, isCase],
  });
  if (rows.length > 0) return;
  if (isCase)
    throw new CodedError('badRequest', { reason: 'Only the organisation that owns the case can delete it' });
  throw new CodedError('notAllowed', {
    reason: 'Only the organisation that owns the case, or the one that put this into it, can delete it',
  });
}
