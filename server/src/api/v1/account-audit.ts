/**
 * Records what is done with keys and passwords, in the transaction that does it. Access checks nobody's rights: who may do what
 * with whose account is decided here.
 */
import type { Alongside, Membership } from '../../access/index.ts';
import { rowFromColumns } from '../../commands/row.ts';
import { createWriter } from '../../commands/writer.ts';
import { isPlatformAdministrator } from '../../model/actor.ts';
import { CodedError, notFound } from '../../model/errors.ts';
import { idToWire } from '../../model/identifier.ts';
import { entities } from '../../model/registry.ts';
import { rowStatement } from '../../query/row-statement.ts';
import { readOne } from './read.ts';
import { actorOf, callerOf, type RouteCall } from './route.ts';

/** Records a change of an account; the value itself is never told. */
export function recordAccountChange(
  call: RouteCall,
  userId: string,
  details: Readonly<Record<string, unknown>>,
): Alongside {
  return async (transaction) => {
    const actor = actorOf(call);
    const { ids, clock } = call.services.commands;
    const write = createWriter({
      transaction,
      actor,
      requestId: call.request.id,
      now: clock(),
      takeIds: ids.take,
    });
    const { rows } = await write.run(
      rowStatement(actor, 'user', idToWire(userId), { lock: false, deleted: false }),
    );
    if (rows[0] === undefined) throw notFound('User');
    write.record(rowFromColumns(entities.user, rows[0]), 'update', details);
    await write.flush();
  };
}

/** The digits of the id of the account that the path names. Throws `notFound`, also for one that the caller does not see. */
export async function accountIn(call: RouteCall, reference: string): Promise<string> {
  const { user } = callerOf(call);
  if (reference.toLowerCase() === user.login) return user.id;
  return String((await readOne(call, 'user', reference)).values.id);
}

/**
 * Throws unless the account is the caller's own, or the caller manages users in every organisation it belongs to: with its
 * key or password one works in all of them.
 */
export async function requireAccount(call: RouteCall, userId: string): Promise<void> {
  if (callerOf(call).user.id !== userId) await requireManagerOf(call, userId);
}

/** Throws unless the caller manages users in every organisation that an account belongs to. */
export async function requireManagerOf(call: RouteCall, userId: string): Promise<void> {
  const { actor, user } = callerOf(call);
  const refusal = new CodedError('permissionMissing', { permission: 'manageUser' });
  if (!actor.permissions.has('manageUser')) throw refusal;
  if (isPlatformAdministrator(actor)) return;
  const { access } = call.services;
  const managed = new Set((await access.memberships(user.id)).filter(managesUsers).map(organisationIdOf));
  const others = await access.memberships(userId);
  if (!others.map(organisationIdOf).every((id) => managed.has(id))) throw refusal;
}

function managesUsers({ permissions }: Membership): boolean {
  return permissions.includes('manageUser');
}

function organisationIdOf({ organisation }: Membership): string {
  return organisation.id;
}
