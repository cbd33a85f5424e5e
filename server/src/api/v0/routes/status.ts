/** Routes that tell what this server is and whether it works. */
import type { RawObject } from '../../../model/input.ts';
import { engineWorkers } from '../../../query/engine-workers.ts';
import { ownServer, togetherStatus } from '../../http/engine-status.ts';
import { apiVersion, archivePassword } from '../facts.ts';
import type { Route, RouteCall } from '../route.ts';

async function status({ services: { commands, version } }: RouteCall): Promise<RawObject> {
  const servers = [ownServer(version, await engineWorkers(commands.database))];
  return {
    versions: { Scalligraph: apiVersion, TheHive: apiVersion, Skep: version },
    connectors: {
      cortex: { enabled: true, status: togetherStatus(servers), servers },
      misp: { enabled: false, status: 'OK', servers: [] },
    },
    config: {
      protectDownloadsWith: archivePassword,
      authType: ['session', 'basic', 'local', 'key'],
      capabilities: ['changePassword', 'setPassword', 'authByKey'],
      ssoAutoLogin: false,
      pollingDuration: 1_000,
      freeTagDefaultColour: '#000000',
    },
    schemaStatus: [],
  };
}

/** `Ok` or `Error`; clients read the word, not the status. */
async function health({ services, request }: RouteCall): Promise<string> {
  try {
    const question = { sql: 'select 1', parameters: [], name: 'healthy' };
    await services.commands.database.read({ role: 'worker' }, question, { timeoutMs: 2_000 });
    return 'Ok';
  } catch (error) {
    request.log.error({ err: error }, 'The server cannot do its work');
    return 'Error';
  }
}

/** The routes. */
export const statusRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/status',
    permission: 'public',
    summary: 'Versions, connectors and ways to sign in',
    status: 200,
    answer: '{versions, connectors, config, schemaStatus}',
    handle: async (call) => ({ body: await status(call) }),
  },
  {
    method: 'GET',
    path: '/health',
    permission: 'public',
    summary: 'Whether the server works',
    status: 200,
    answer: 'Ok or Error, as text',
    handle: async (call) => ({ body: await health(call), text: true }),
  },
];
