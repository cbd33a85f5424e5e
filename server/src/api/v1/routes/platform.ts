/** Routes that tell what this server is: versions, features, licence. Clients decide by them what they can ask for. */

import { type EngineWorkers, engineWorkers } from '../../../query/engine-workers.ts';
import { platformStatistics } from '../../../query/platform-statistics.ts';
import { ownServer, type ServerStatus, togetherStatus } from '../../http/engine-status.ts';
import { named } from '../docs/answer-words.ts';
import { readObjects } from '../read.ts';
import type { Route, RouteCall } from '../route.ts';

/** Version of the API that is spoken here; clients choose their calls by it. */
export const apiVersion = '5.7.3';
/** Password of archives that downloads are packed into. It protects nobody's secrets: it keeps programs on the way from opening them. */
export const archivePassword = 'malware';

/** A moment far away: nothing here ends by a licence. */
const never = Date.UTC(9999, 11, 31);

const capabilities = [
  'case.access',
  'case.importArchive',
  'case.exportArchive',
  'case.timeline',
  'case.reporting',
  'case.customStatus',
  'alert.customStatus',
  'users.customProfiles',
  'functions',
  'alertFeeder',
  'admin.setConfiguration',
  'branding',
] as const;

/** Where techniques go that are imported without a word about the catalogue. */
const defaultCatalog = 'Enterprise Attack';

const license = {
  _id: '~0',
  _type: 'License',
  _createdAt: 0,
  _createdBy: 'system@thehive.local',
  current: true,
  id: 'open-source',
  customer: 'everybody',
  instance: 'this',
  plan: 'Apache-2.0',
  kind: 'open-source',
  validFrom: 0,
  expiresAt: never,
  capabilities,
  isValid: true,
  quotas: {},
} as const;

/** How a Cortex server was found, in the words of clients. */
const serverStatus: Readonly<Record<string, string>> = { OK: 'OK', AuthError: 'AUTH_ERROR' };

/** The Cortex servers that the organisation has attached and uses. */
async function attachedServers(call: RouteCall): Promise<readonly ServerStatus[]> {
  const found = await readObjects(call, [{ op: 'list', entity: 'cortexServer' }, { op: 'output' }]);
  return found
    .filter(({ values }) => values.active === true)
    .map(({ values }) => ({
      name: values.name,
      version: values.cortexVersion ?? '',
      status: serverStatus[String(values.status)] ?? 'ERROR',
    }));
}

function status(
  { services }: RouteCall,
  attached: readonly ServerStatus[],
  engine: EngineWorkers,
): Readonly<Record<string, unknown>> {
  const servers = [ownServer(services.version, engine), ...attached];
  return {
    engine,
    version: apiVersion,
    gitDescription: services.version,
    product: { name: 'Skep', version: services.version },
    connectors: {
      cortex: {
        enabled: true,
        status: togetherStatus(servers),
        servers,
      },
      misp: { enabled: false, status: 'OK', servers: [] },
    },
    config: {
      protectDownloadsWith: archivePassword,
      authType: ['local', 'key'],
      capabilities: ['changePassword', 'setPassword', 'authByKey'],
      ssoAutoLogin: false,
      pollingDuration: 1_000,
    },
    license,
    features: [],
  };
}

async function publicStatus({ services }: RouteCall): Promise<Readonly<Record<string, unknown>>> {
  const { access, version } = services;
  return {
    version: apiVersion,
    product: { name: 'Skep', version },
    sso: false,
    ssoProviders: [],
    imports: { mitreCatalog: defaultCatalog },
    setUpNeeded: await access.setupLinks.needed(),
    passwordRules: access.passwordRules,
  };
}

/** The routes. */
export const platformRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/status',
    permission: 'authenticated',
    summary: 'Versions, connectors and configuration that clients need',
    status: 200,
    query: [{ name: 'verbose', sentence: 'Accepted; there is nothing more to tell' }],
    answer: {
      members: {
        ...named('version', 'connectors', 'config', 'license', 'features'),
        engine: '{workers: processes that take runs, places: runs at once}',
      },
    },
    async handle(call) {
      const engine = await engineWorkers(call.services.commands.database);
      return { status: 200, body: status(call, await attachedServers(call), engine) };
    },
  },
  {
    method: 'GET',
    path: '/status/public',
    permission: 'public',
    summary: 'What a client may know before signing in',
    status: 200,
    answer: {
      members: {
        product: '{name, version}',
        setUpNeeded: 'whether there is no administrator yet',
        ...named('version', 'sso', 'ssoProviders', 'imports', 'passwordRules'),
      },
    },
    handle: async (call) => ({ status: 200, body: await publicStatus(call) }),
  },
  {
    method: 'GET',
    path: '/admin/stats',
    permission: 'managePlatform',
    summary: 'How much the platform holds',
    status: 200,
    answer: {
      sentence:
        '{objects: about how many of each kind, organisations, users: {total, locked}, runs: {waiting, running}, files: {count, bytes}, databaseBytes, schemaVersion}',
    },
    handle: async ({ services }) => ({
      status: 200,
      body: await platformStatistics(services.commands.database),
    }),
  },
  {
    method: 'GET',
    path: '/license/current',
    permission: 'authenticated',
    summary: 'The licence: everything, for ever',
    status: 200,
    answer: { sentence: '{fallback, notFound}' },
    handle: async () => ({ status: 200, body: { fallback: license, notFound: true } }),
  },
];
