/** Routes of signing in and out. */
import { signInBy, signOutBy } from '../../http/sign-in.ts';
import { readUser, renderUser } from '../people.ts';
import type { Route, RouteCall } from '../route.ts';

function signingOut(method: 'GET' | 'POST'): Route {
  return {
    method,
    path: '/logout',
    permission: 'public',
    summary: 'Sign out',
    status: 200,
    async handle(call) {
      await signOutBy(call);
      return {};
    },
  };
}

/** The routes. */
export const sessionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/login',
    permission: 'public',
    summary: 'Sign in; the answer sets the cookies of a session',
    status: 200,
    input: {
      user: 'login',
      password: 'password',
      organisation: 'id or name of the organisation to work in',
      code: 'code of the second factor',
    },
    answer: 'The user',
    async handle(call) {
      const identity = await signInBy(call);
      const signedIn: RouteCall = { ...call, identity };
      return { body: await renderUser(signedIn, await readUser(signedIn, identity.user.login)) };
    },
  },
  signingOut('GET'),
  signingOut('POST'),
];
