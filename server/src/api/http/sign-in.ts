/** Signing in and out by a form, for dialects whose clients then work with the cookies of a session. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Authenticated } from '../../access/index.ts';
import { browserName } from '../../lib/user-agent.ts';
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { clearSessionCookies, sessionTokenOf, setSessionCookies } from './cookies.ts';
import { headerOf } from './identity.ts';
import { refuseForeignPages } from './own-page.ts';

/** A request to sign in or out; to sign in it has an input. */
export interface SessionCall {
  readonly services: { readonly access: Access; readonly secure: boolean };
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Signs somebody in: the answer will set the cookies of a session. Throws `invalidFields` and what access throws. */
export async function signInBy(call: SessionCall & { readonly input: RawObject }): Promise<Authenticated> {
  const { request, reply, services, input } = call;
  refuseForeignPages(request);
  const { user, password, organisation, code } = input;
  const faults: FieldFault[] = [];
  if (typeof user !== 'string') faults.push({ kind: 'missing', name: 'user', accepted: 'login' });
  if (typeof password !== 'string') faults.push({ kind: 'missing', name: 'password', accepted: 'password' });
  if (faults.length > 0) throw invalidFields(faults);
  const signed = await services.access.signIn({
    login: user,
    password,
    organisation: typeof organisation === 'string' && organisation !== '' ? organisation : undefined,
    code: code === undefined || code === null ? undefined : String(code),
    agent: browserName(headerOf(request, 'user-agent')),
  });
  setSessionCookies(reply, signed, services.secure);
  reply.header('Cache-Control', 'no-store');
  return signed.authenticated;
}

/** Signs out whoever holds the session. */
export async function signOutBy({ services, request, reply }: SessionCall): Promise<void> {
  await services.access.signOut(sessionTokenOf(request));
  clearSessionCookies(reply);
}
