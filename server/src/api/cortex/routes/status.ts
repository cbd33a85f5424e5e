/** Routes of the server itself: its version, whether something is amiss, and sessions. */
import type { RawObject } from '../../../model/input.ts';
import { signInBy, signOutBy } from '../../http/sign-in.ts';
import { readNamed, renderUser } from '../people.ts';
import type { Answer, Route, RouteCall } from '../route.ts';
import { workersOf } from '../workers.ts';

/** Version of Cortex whose API this is; clients compare it with what they know. */
const cortexVersion = '4.1.0';

const status = (version: string): RawObject => ({
  versions: { Cortex: cortexVersion, Skep: version },
  config: {
    protectDownloadsWith: 'malware',
    authType: ['key', 'local'],
    capabilities: ['changePassword', 'setPassword', 'authByKey'],
    ssoAutoLogin: false,
  },
});

const alertOf = { analyzer: 'ObsoleteAnalyzers', responder: 'ObsoleteResponders' } as const;

/** Kinds of which an enabled neuron has a definition that the catalogue has lost. */
async function alerts(call: RouteCall): Promise<Answer> {
  const known = new Set(call.services.definitions().map(({ id }) => id));
  const lost = (await workersOf(call, undefined, { settings: false })).filter(
    ({ workerDefinitionId }) => !known.has(String(workerDefinitionId)),
  );
  const kinds = (['analyzer', 'responder'] as const).filter((kind) => lost.some(({ type }) => type === kind));
  return { body: kinds.map((kind) => alertOf[kind]) };
}

async function signIn(call: RouteCall): Promise<Answer> {
  const identity = await signInBy(call);
  const itsCall = { ...call, identity };
  const { id, name, roles } = await renderUser(
    itsCall,
    await readNamed(itsCall, 'user', identity.user.login),
  );
  return { body: { id, name, roles } };
}

/** The routes. */
export const statusRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/status',
    permission: 'public',
    summary: 'Version and ways to sign in',
    status: 200,
    answer: '{versions, config}',
    handle: async ({ services }) => ({ body: status(services.version) }),
  },
  {
    method: 'GET',
    path: '/api/alert',
    permission: 'authenticated',
    summary: 'What is amiss with the neurons of the organisation',
    status: 200,
    answer: 'List of ObsoleteAnalyzers and ObsoleteResponders',
    handle: alerts,
  },
  {
    method: 'POST',
    path: '/api/login',
    permission: 'public',
    summary: 'Sign in; the answer sets the cookies of a session',
    status: 200,
    input: { user: 'login', password: 'password' },
    answer: '{id, name, roles}',
    handle: signIn,
  },
  {
    method: 'GET',
    path: '/api/logout',
    permission: 'public',
    summary: 'Sign out',
    status: 200,
    async handle(call) {
      await signOutBy(call);
      return {};
    },
  },
];
