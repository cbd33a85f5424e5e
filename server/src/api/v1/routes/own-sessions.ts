/** Routes of sessions: where one is signed in, and ending that, also for those whose accounts one manages. */
import type { SessionDescription } from '../../../access/index.ts';
import { notFound } from '../../../model/errors.ts';
import { accountIn, recordAccountChange, requireAccount } from '../../http/account-change.ts';
import { sessionTokenOf } from '../../http/cookies.ts';
import { type Answer, callerOf, parameter, type Route, type RouteCall } from '../route.ts';

async function ownSessions(call: RouteCall): Promise<Answer> {
  const found = await call.services.access.sessions(callerOf(call).user.id, sessionTokenOf(call.request));
  return { status: 200, body: found.map(onWire), headers: { 'Cache-Control': 'no-store' } };
}

function onWire({ id, agent, ...session }: SessionDescription) {
  return { _id: id, ...session, ...(agent === undefined ? {} : { agent }) };
}

async function endOne(call: RouteCall): Promise<Answer> {
  const ended = await call.services.access.endSession(
    callerOf(call).user.id,
    parameter(call, 'sessionId').toLowerCase(),
  );
  if (!ended) throw notFound('Session');
  return { status: 204 };
}

async function endOthers(call: RouteCall): Promise<Answer> {
  const { access } = call.services;
  await access.signOutEverywhere(callerOf(call).user.id, sessionTokenOf(call.request));
  return { status: 204 };
}

async function endAllOf(call: RouteCall): Promise<Answer> {
  const id = await accountIn(call, parameter(call, 'userId'));
  await requireAccount(call, id);
  const record = recordAccountChange(call, id, { sessions: 'ended' });
  await call.services.access.signOutEverywhere(id, undefined, record);
  return { status: 204 };
}

const sessionShape = '{_id, createdAt, lastUsedAt, endsAt, organisation, agent, current}';

/** The routes. */
export const ownSessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/session',
    permission: 'authenticated',
    summary: 'Where the caller is signed in, the session used last first',
    status: 200,
    answer: { sentence: `list of ${sessionShape}` },
    handle: ownSessions,
  },
  {
    method: 'DELETE',
    path: '/session/{sessionId}',
    permission: 'authenticated',
    summary: 'End a session of the caller',
    status: 204,
    answer: {},
    handle: endOne,
  },
  {
    method: 'DELETE',
    path: '/session',
    permission: 'authenticated',
    summary: 'End all sessions of the caller but the one that asks',
    status: 204,
    answer: {},
    handle: endOthers,
  },
  {
    method: 'DELETE',
    path: '/user/{userId}/session',
    permission: 'authenticated',
    summary: 'Sign a user out everywhere: oneself, or whoever one manages in all of their organisations',
    status: 204,
    answer: {},
    handle: endAllOf,
  },
];
