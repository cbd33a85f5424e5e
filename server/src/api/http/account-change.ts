/**
 * Records what is done with keys and passwords, in the transaction that does it. Access checks nobody's rights: who may do what
 * with whose account is decided here.
 */
import type { FastifyRequest } from 'fastify';
import type { Access, Alongside, Authenticated, Membership } from '../../access/index.ts';
import type { CommandDependencies } from '../../commands/frame/command.ts';
import { rowFromColumns } from '../../commands/frame/row.ts';
import { createWriter } from '../../commands/frame/writer.ts';
import { isPlatformAdministrator } from '../../model/actor.ts';
import { CodedError, notFound } from '../../model/errors.ts';
import { idToWire } from '../../model/identifier.ts';
import { entities } from '../../model/registry.ts';
import { rowStatement } from '../../query/row-statement.ts';
import { scopeOf } from '../../query/scope-of.ts';

/** A request about an account, in whatever dialect. */
export interface AccountCall {
  readonly services: { readonly access: Access; readonly commands: CommandDependencies };
  readonly identity: Authenticated | null;
  readonly request: Pick<FastifyRequest, 'id'>;
}

/** Who makes it. */
function callerOf({ identity }: AccountCall): Authenticated {
  if (identity === null) throw new CodedError('notAuthenticated');
  return identity;
}

/** Records a change of an account; the value itself is never told. */
export function recordAccountChange(
  call: AccountCall,
  userId: string,
  details: Readonly<Record<string, unknown>>,
): Alongside {
  return async (transaction) => {
    const { actor } = callerOf(call);
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
export async function accountIn(call: AccountCall, reference: string): Promise<string> {
  const { user } = callerOf(call);
  if (reference.toLowerCase() === user.login) return user.id;
  const { actor } = callerOf(call);
  const { rows } = await call.services.commands.database.read(
    scopeOf(actor),
    rowStatement(actor, 'user', reference, { lock: false, deleted: false }),
  );
  if (rows[0] === undefined) throw notFound('User');
  return String(rows[0].id);
}

/**
 * Throws unless the account is the caller's own, or the caller manages users in every organisation it belongs to: with its
 * key or password one works in all of them.
 */
export async function requireAccount(call: AccountCall, userId: string): Promise<void> {
  if (callerOf(call).user.id !== userId) await requireManagerOf(call, userId);
}

/** Throws unless the caller manages users in every organisation that an account belongs to. */
export async function requireManagerOf(call: AccountCall, userId: string): Promise<void> {
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
