/** Passwords and the unnamed key of an account, for clients that name the account in the path. */
import type { FastifyRequest } from 'fastify';
import { requiredText } from '../../commands/frame/text-input.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import {
  type AccountCall,
  accountIn,
  recordAccountChange,
  requireAccount,
  requireManagerOf,
} from './account-change.ts';
import { sessionTokenOf } from './cookies.ts';
import { type Answer, callerOf } from './route-table.ts';

/** A request about the secrets of an account. */
export interface SecretCall extends AccountCall {
  readonly request: FastifyRequest;
  readonly input: RawObject;
}

const unkept = { 'Cache-Control': 'no-store' } as const;

/** Sets the password of an account, whose sessions end. */
export async function setPassword(call: SecretCall, reference: string): Promise<Answer> {
  const id = await accountIn(call, reference);
  await requireManagerOf(call, id);
  const record = recordAccountChange(call, id, { password: '<hidden>' });
  await call.services.access.passwords.set(id, call.input.password, record);
  return {};
}

/** Changes a password for whoever knows the present one: only one's own, whatever account is named. */
export async function changePassword(call: SecretCall, reference: string): Promise<Answer> {
  const { user } = callerOf(call);
  const id = await accountIn(call, reference);
  if (id !== user.id) throw new CodedError('notAllowed', { reason: 'You can change your own password only' });
  const faults: FieldFault[] = [];
  const current = requiredText(call.input, 'currentPassword', faults, 'the present password');
  if (faults.length > 0) throw invalidFields(faults);
  const { password: next } = call.input;
  const record = recordAccountChange(call, id, { password: '<hidden>' });
  try {
    const change = { userId: id, current, next, sessionToken: sessionTokenOf(call.request) };
    await call.services.access.passwords.change(change, record);
  } catch (error) {
    // Who asks is known: a wrong current password does not end the session in the eyes of a client.
    if (error instanceof CodedError && error.code === 'authenticationFailed')
      throw new CodedError('notAllowed', { reason: error.message });
    throw error;
  }
  return {};
}

/** The account that is named, which the caller may manage. */
async function managed(call: SecretCall, reference: string): Promise<string> {
  const id = await accountIn(call, reference);
  await requireAccount(call, id);
  return id;
}

/** The key of an account, for its owner only. */
export async function readKey(call: SecretCall, reference: string): Promise<Answer> {
  const id = await managed(call, reference);
  const record = recordAccountChange(call, id, { keyRead: true });
  const body = await call.services.access.keys.read(id, callerOf(call).user.id, record);
  return { body, text: true, headers: unkept };
}

/** Makes or replaces the key of an account. */
export async function renewKey(call: SecretCall, reference: string): Promise<Answer> {
  const id = await managed(call, reference);
  const record = recordAccountChange(call, id, { key: '<hidden>' });
  const body = await call.services.access.keys.renew(id, callerOf(call).actor.login, record);
  return { body, text: true, headers: unkept };
}

/** Removes the key of an account. */
export async function removeKey(call: SecretCall, reference: string): Promise<Answer> {
  const id = await managed(call, reference);
  await call.services.access.keys.remove(id, recordAccountChange(call, id, { key: null }));
  return {};
}
