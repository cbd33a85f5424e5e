/** Routes of signing in and out. */
import { browserName } from '../../../lib/user-agent.ts';
import { type FieldFault, invalidFields } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { clearSessionCookies, sessionTokenOf, setSessionCookies } from '../../http/cookies.ts';
import { headerOf } from '../../http/identity.ts';
import { refuseForeignPages } from '../../http/own-page.ts';
import { readOne, show } from '../read.ts';
import { type Answer, bodyOf, type Route, type RouteCall } from '../route.ts';

async function signIn(call: RouteCall): Promise<Answer> {
  refuseForeignPages(call.request);
  const { user, password, organisation, code } = bodyOf(call);
  const faults: FieldFault[] = [];
  if (typeof user !== 'string') faults.push({ kind: 'missing', name: 'user', accepted: 'login' });
  if (typeof password !== 'string') faults.push({ kind: 'missing', name: 'password', accepted: 'password' });
  if (faults.length > 0) throw invalidFields(faults);
  const signed = await call.services.access.signIn({
    login: user,
    password,
    organisation: typeof organisation === 'string' && organisation !== '' ? organisation : undefined,
    code: code === undefined || code === null ? undefined : String(code),
    agent: browserName(headerOf(call.request, 'user-agent')),
  });
  const { authenticated } = signed;
  setSessionCookies(call.reply, signed, call.services.secure);
  const found = await readOne({ ...call, identity: authenticated }, 'user', idToWire(authenticated.user.id));
  const headers = { 'Cache-Control': 'no-store' };
  return { status: 200, body: show(authenticated.actor, found), headers };
}

async function signOut(call: RouteCall): Promise<Answer> {
  await call.services.access.signOut(sessionTokenOf(call.request));
  clearSessionCookies(call.reply);
  return { status: 200 };
}

/** The routes. */
export const sessionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/login',
    permission: 'public',
    summary: 'Sign in; the answer sets the cookies of a session',
    status: 200,
    form: true,
    body: {
      also: {
        user: 'login',
        password: 'password',
        organisation: 'id or name of the organisation to work in',
        code: 'code of the second factor',
      },
    },
    answer: { entity: 'user' },
    handle: signIn,
  },
  {
    method: 'GET',
    path: '/logout',
    permission: 'public',
    summary: 'Sign out',
    status: 200,
    answer: {},
    handle: signOut,
  },
  {
    method: 'POST',
    path: '/logout',
    permission: 'public',
    summary: 'Sign out',
    status: 200,
    answer: {},
    handle: signOut,
  },
  {
    method: 'GET',
    path: '/auth/local/passwordPolicy',
    permission: 'public',
    summary: 'What a new password must be like',
    status: 200,
    answer: { sentence: 'The rules' },
    handle: async (call) => ({ status: 200, body: call.services.access.passwordRules }),
  },
];
