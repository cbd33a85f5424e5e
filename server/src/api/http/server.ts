/** The HTTP server: everything that is the same for all dialects, in the order in which a request meets it. */
import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Registry } from 'prom-client';
import type { Access } from '../../access/index.ts';
import { observeRequests } from './access-log.ts';
import { addClientFiles } from './client-files.ts';
import { endConnections } from './closing.ts';
import type { Dialect } from './dialect.ts';
import { answerErrors, sendError } from './error-seam.ts';
import { identifyCallers } from './identity.ts';
import { parseJson } from './json-body.ts';
import { type LoadLimits, limitLoad } from './overload.ts';
import { addPlatformRoutes } from './platform-routes.ts';
import { demandPermissions } from './route-permission.ts';
import { addSecurityHeaders } from './security-headers.ts';

/** What the server needs. */
export interface ServerDependencies {
  readonly access: Pick<Access, 'authenticate'>;
  readonly dialects: readonly Dialect[];
  readonly logger: FastifyBaseLogger;
  readonly metrics: Registry;
  /** Resolves while the server can do its work; what it rejects with is logged, not told. */
  readonly healthy: () => Promise<void>;
  /** Whether browsers reach the server over https. */
  readonly secure: boolean;
  /** Proxies whose forwarding headers are believed: addresses and networks. */
  readonly trustedProxies: readonly string[];
  readonly limits: ServerLimits;
  /** Folder of the built web client; without it the server has no pages. */
  readonly clientFolder?: string | undefined;
}

/** Bounds of the server. */
export interface ServerLimits extends LoadLimits {
  /** Largest body that is no upload, in bytes. */
  readonly bodyBytes: number;
  /** Longest wait in milliseconds for requests to end when the server closes; then they are cut off. */
  readonly closingMs: number;
}

/** Longest time in milliseconds until the head and body of a request must have arrived; uploads take long on thin lines. */
const requestTimeoutMs = 600_000;
/** Bodies below this many bytes gain nothing from compression. */
const compressFromBytes = 1_024;

/** Builds the server; it does not listen yet. Fails when a route declares no permission. */
export async function buildServer(dependencies: ServerDependencies): Promise<FastifyInstance> {
  const { access, dialects, limits, metrics, secure } = dependencies;
  const server: FastifyInstance = Fastify(optionsOf(dependencies));
  demandPermissions(server);
  answerErrors(server, dialects);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
  });
  observeRequests(server, metrics);
  limitLoad(server, limits);
  endConnections(server, limits.closingMs);
  addSecurityHeaders(server, secure);
  await server.register(cookie);
  identifyCallers(server, access);
  await server.register(compress, {
    global: true,
    threshold: compressFromBytes,
    encodings: ['gzip', 'identity'],
  });
  await server.register(multipart);
  readBodies(server);
  addPlatformRoutes(server, dependencies);
  if (dependencies.clientFolder !== undefined) await addClientFiles(server, dependencies.clientFolder);
  for (const dialect of dialects) await server.register(async (inner) => dialect.register(inner));
  return server;
}

type Options = FastifyServerOptions;

function optionsOf({ logger, limits, trustedProxies, dialects }: ServerDependencies): Options {
  return {
    loggerInstance: logger,
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    // Ids of callers are not taken over: the audit groups by ours.
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    requestTimeout: requestTimeoutMs,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { maxParamLength: 2_048, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      void sendError(dialects, error, request, reply);
    },
  };
}

/** JSON is read by our own reader; every other type needs a reader of its route. */
function readBodies(server: FastifyInstance): void {
  server.removeContentTypeParser(['application/json', 'text/plain']);
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_: FastifyRequest, body: string) => parseJson(body),
  );
}
