/** Puts the routes of v1 into the server: paths, permissions, bodies, answers. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { jsonOf } from '../../lib/json-text.ts';
import { CodedError } from '../../model/errors.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { Dialect } from '../http/dialect.ts';
import { checkJson } from '../http/json-body.ts';
import { type MultipartInput, readMultipart } from '../http/uploads.ts';
import { basePath, wholePath } from './base-path.ts';
import { addDocsPage } from './docs/docs-page.ts';
import { renderDefect, renderError } from './errors.ts';
import { withFormValues } from './form-values.ts';
import type { Answer, Route } from './route.ts';
import type { ApiServices } from './services.ts';

/** v1 as a dialect of the server. */
export function v1Dialect(services: ApiServices, routes: readonly Route[]): Dialect {
  return {
    name: 'v1',
    prefixes: ['/', basePath],
    renderError,
    renderDefect,
    async register(server) {
      await addDocsPage(server, routes, services.version);
      server.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: 10_000 },
        async (_: FastifyRequest, body: string) => readForm(body),
      );
      // A server that stops waits for open requests: streams would keep it for as long as anybody listens.
      server.addHook('preClose', () => services.hub.close());
      for (const route of routes) addRoute(server, services, route);
    },
  };
}

function readForm(body: string): RawObject {
  const form = Object.fromEntries(new URLSearchParams(body));
  checkJson(form);
  return form;
}

/** Content type under which routes document that they send files. */
const fileType = 'application/octet-stream';

function addRoute(server: FastifyInstance, services: ApiServices, route: Route): void {
  for (const path of [wholePath(route.path), ...(route.aliases ?? [])]) {
    server.route({
      method: route.method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      config: {
        permission: route.permission,
        longLived: route.longLived ?? false,
        passive: route.passive ?? false,
      },
      exposeHeadRoute: route.method === 'GET' && route.longLived !== true,
      // Files are sent as they are: their length is known, and most are compressed already.
      ...(route.answer.contentType === fileType ? { compress: false as const } : {}),
      handler: (request, reply) => handle(services, route, request, reply),
    });
  }
}

async function handle(
  services: ApiServices,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  checkJson(request.params);
  checkJson(request.query);
  const { raw, uploads } = await readBody(services, route, request);
  const answer = await route.handle({
    services,
    identity: request.identity,
    parameters: textsOf(request.params),
    query: isRawObject(request.query) ? request.query : {},
    body: raw,
    uploads,
    request,
    reply,
  });
  if (answer !== 'answered') await send(reply, answer);
}

/** The body of a request: JSON, a form where the route takes one, or a multipart form where it takes files. */
async function readBody(
  services: ApiServices,
  route: Route,
  request: FastifyRequest,
): Promise<{ raw: unknown; uploads: MultipartInput['uploads'] }> {
  const type = request.headers['content-type'] ?? '';
  const refused =
    (request.isMultipart() && route.body?.files === undefined) || (isForm(type) && route.form !== true);
  if (refused) {
    const accepted =
      route.body?.files === undefined ? 'application/json' : 'application/json or multipart/form-data';
    throw new CodedError('unsupportedMedia', { given: type.split(';', 1)[0] ?? '', accepted });
  }
  if (!request.isMultipart()) return { raw: request.body, uploads: new Map() };
  const read = await readMultipart(request, services.commands.files, services.uploadLimits);
  return { raw: withFormValues(route.body?.entity, read.raw), uploads: read.uploads };
}

function isForm(type: string): boolean {
  return type.startsWith('application/x-www-form-urlencoded');
}

function textsOf(parameters: unknown): Readonly<Record<string, string>> {
  if (!isRawObject(parameters)) return {};
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

async function send(reply: FastifyReply, answer: Exclude<Answer, 'answered'>): Promise<void> {
  reply.status(answer.status);
  if (answer.headers !== undefined) reply.headers(answer.headers);
  if (answer.body === undefined) {
    await reply.send();
    return;
  }
  if (answer.text === true) {
    await reply.type('text/plain; charset=utf-8').send(String(answer.body));
    return;
  }
  await reply.type('application/json; charset=utf-8').send(jsonOf(answer.body));
}
