/** Routes of signing in and out. */
import { idToWire } from '../../../model/identifier.ts';
import { signInBy, signOutBy } from '../../http/sign-in.ts';
import { readOne, show } from '../read.ts';
import { type Answer, bodyOf, type Route, type RouteCall } from '../route.ts';

async function signIn(call: RouteCall): Promise<Answer> {
  const identity = await signInBy({ ...call, input: bodyOf(call) });
  const found = await readOne({ ...call, identity }, 'user', idToWire(identity.user.id));
  return { status: 200, body: show(identity.actor, found) };
}

async function signOut(call: RouteCall): Promise<Answer> {
  await signOutBy(call);
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
