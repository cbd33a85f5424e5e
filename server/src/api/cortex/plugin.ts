/** Puts the routes of the Cortex dialect into the server: paths, permissions, bodies in every encoding that clients use, answers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asRawObject, isRawObject, type RawObject } from '../../model/input.ts';
import type { Dialect } from '../http/dialect.ts';
import { checkJson } from '../http/json-body.ts';
import { type MultipartInput, readMultipart } from '../http/uploads.ts';
import { renderDefect, renderError } from './errors.ts';
import type { Answer, Route } from './route.ts';
import type { CortexServices } from './services.ts';

/** Where the dialect lies beside others. */
export const usualPlace = '/cortex';

/** The dialect below a place; with an empty one it has a server of its own. */
export function cortexDialect(
  services: CortexServices,
  routes: readonly Route[],
  place: string = usualPlace,
): Dialect {
  return {
    name: 'cortex',
    prefixes: [place === '' ? '/' : place],
    renderError,
    renderDefect,
    async register(server) {
      readOtherBodies(server);
      // A server that stops waits for open requests: those that wait for a run would keep it until that has ended.
      server.addHook('preClose', () => services.hub.close());
      for (const route of routes) addRoute(server, services, route, place);
    },
  };
}

/** Most bytes of a form; whoever has more to say sends JSON. */
const longestForm = 100_000;

/** Forms hold lists of texts; of other types the query string alone is read. */
function readOtherBodies(server: FastifyInstance): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: longestForm },
    async (_: FastifyRequest, body: string) => readForm(body),
  );
  server.addContentTypeParser('text/plain', { parseAs: 'string', bodyLimit: longestForm }, async () => ({}));
}

function readForm(body: string): RawObject {
  const fields = new URLSearchParams(body);
  const form = Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  checkJson(form);
  return form;
}

function addRoute(server: FastifyInstance, services: CortexServices, route: Route, place: string): void {
  const { method, path, permission, longLived = false } = route;
  server.route({
    method,
    url: `${place}${path}`.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { permission, longLived },
    exposeHeadRoute: method === 'GET' && !longLived,
    handler: (request, reply) => handle(services, route, request, reply),
  });
}

async function handle(
  services: CortexServices,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  checkJson(request.params);
  checkJson(request.query);
  const { raw, uploads } = await readBody(services, request);
  const query = isRawObject(request.query) ? request.query : {};
  const answer = await route.handle({
    services,
    identity: request.identity,
    parameters: textsOf(request.params),
    input: { ...raw, ...query },
    uploads,
    request,
    reply,
  });
  if (answer !== 'answered') await send(reply, route.status, answer);
}

async function readBody(services: CortexServices, request: FastifyRequest): Promise<MultipartInput> {
  if (request.isMultipart()) return readMultipart(request, services.commands.files, services.uploadLimits);
  const raw = request.body === undefined || request.body === null ? {} : asRawObject(request.body);
  return { raw, uploads: new Map() };
}

function textsOf(parameters: unknown): Readonly<Record<string, string>> {
  if (!isRawObject(parameters)) return {};
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

async function send(reply: FastifyReply, status: number, answer: Exclude<Answer, 'answered'>): Promise<void> {
  reply.status(status);
  if (answer.headers !== undefined) reply.headers(answer.headers);
  if (answer.body === undefined) {
    await reply.send();
    return;
  }
  if (answer.text === true) {
    await reply.type('text/plain; charset=utf-8').send(String(answer.body));
    return;
  }
  await reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
}
