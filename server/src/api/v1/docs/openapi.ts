/** The description of v1 in OpenAPI, drawn from the table of routes and the model. */

import { wholePath } from '../base-path.ts';
import type { AnswerShape, BodyShape, QueryParameter, Route } from '../route.ts';
import { answerInWords } from './answer-words.ts';
import { capital, inputSchema, type Schema, sharedSchemas } from './openapi-schemas.ts';
import { errorsOf } from './route-errors.ts';

/** An OpenAPI document as plain data. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

/** The document for a table of routes. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Skep API v1',
      version,
      description: 'Every route, what it takes and gives, and who may call it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { password: [] }, { session: [] }],
    paths: pathsOf(routes),
    components: {
      schemas: sharedSchemas(),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        password: { type: 'http', scheme: 'basic' },
        session: { type: 'apiKey', in: 'cookie', name: 'THEHIVE-SESSION' },
      },
    },
  };
}

/** The document as the text of a file. */
export function openApiText(routes: readonly Route[], version: string): string {
  return `${JSON.stringify(openApiDocument(routes, version), null, 2)}\n`;
}

function pathsOf(routes: readonly Route[]): Schema {
  const paths = new Map<string, Record<string, unknown>>();
  for (const route of routes) {
    const path = wholePath(route.path);
    const present = paths.get(path) ?? {};
    paths.set(path, { ...present, [route.method.toLowerCase()]: operation(route) });
  }
  return Object.fromEntries([...paths].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function operation(route: Route): Schema {
  const parameters = [...pathParameters(route.path), ...(route.query ?? []).map(queryParameter)];
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [tagOf(route.path)],
    'x-permission': route.permission,
    'x-errors': errorsOf(route),
    ...(route.permission === 'public' ? { security: [] } : {}),
    ...(route.aliases === undefined || route.aliases.length === 0 ? {} : { 'x-aliases': route.aliases }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body) }),
    responses: {
      [String(route.status)]: response(route.answer),
      ...(route.partly === undefined ? {} : { 207: response({ sentence: route.partly }) }),
      default: {
        description: 'A mistake of the caller, or a defect',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

/** `GET /case/{caseId}/shares` → `getCaseShares`. */
function operationId({ method, path }: Route): string {
  const words = path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      const parameter = /^\{(\w+)\}$/.exec(part)?.[1];
      return parameter === undefined ? capital(part.replace(/^_/, '')) : `By${capital(parameter)}`;
    });
  return method.toLowerCase() + words.join('').replaceAll(/[^A-Za-z0-9]/g, '');
}

function tagOf(path: string): string {
  return path.replace(/^\/api/, '').split('/')[1] ?? 'other';
}

function pathParameters(path: string): Schema[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameter({ name, sentence, required }: QueryParameter): Schema {
  return {
    name,
    in: 'query',
    description: sentence,
    required: required ?? false,
    schema: { type: 'string' },
  };
}

function requestBody(body: BodyShape): Schema {
  const one = inputSchema(body);
  const { mostInList: maxItems } = body;
  const schema = maxItems === undefined ? one : { type: 'array', items: one, maxItems };
  const json = { 'application/json': { schema } };
  if (body.files === undefined) return { content: json };
  const parts = body.files.map((name) => [
    name === '*' ? 'file' : name,
    { type: 'array', items: { type: 'string', format: 'binary' } },
  ]);
  return {
    content: {
      ...json,
      'multipart/form-data': {
        schema: { type: 'object', properties: { _json: schema, ...Object.fromEntries(parts) } },
      },
    },
  };
}

function response(answer: AnswerShape): Schema {
  const { entity, list, members, contentType } = answer;
  const description = answerInWords(answer);
  if (entity === undefined && description === undefined) return { description: 'Done' };
  if (entity === undefined) {
    const schema = members === undefined ? {} : objectSchema(members, list);
    return { description, content: { [contentType ?? 'application/json']: { schema } } };
  }
  const own = { $ref: `#/components/schemas/Output${capital(entity)}` };
  const one = members === undefined ? own : { allOf: [own, objectSchema(members, false)] };
  const schema = list === true ? { type: 'array', items: one } : one;
  return { description: capital(entity), content: { 'application/json': { schema } } };
}

function objectSchema(members: Readonly<Record<string, string>>, list: boolean | undefined): Schema {
  const properties = Object.fromEntries(
    Object.entries(members).map(([name, what]) => [name, what === '' ? {} : { description: what }]),
  );
  const one = { type: 'object', properties };
  return list === true ? { type: 'array', items: one } : one;
}
