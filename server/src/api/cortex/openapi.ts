/** The description of the Cortex dialect in OpenAPI, drawn from the table of routes. */
import type { RawObject } from '../../model/input.ts';
import type { Route } from './route.ts';

/** The document for a table of routes below a place. */
export function openApiDocument(routes: readonly Route[], place: string, version: string): RawObject {
  const paths = new Map<string, Record<string, unknown>>();
  for (const route of routes) {
    const path = `${place}${route.path}`;
    paths.set(path, { ...paths.get(path), [route.method.toLowerCase()]: operation(route) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Skep as a Cortex',
      version,
      description: 'Every route of the API of Cortex, what it takes and gives, and who may call it.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { password: [] }],
    paths: Object.fromEntries([...paths].sort(([one], [other]) => (one < other ? -1 : 1))),
    components: {
      schemas: { Error: errorSchema },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        password: { type: 'http', scheme: 'basic' },
      },
    },
  };
}

const errorSchema = {
  type: 'object',
  required: ['type', 'message', 'code'],
  properties: {
    type: { type: 'string' },
    message: { type: 'string' },
    code: { type: 'string' },
    errors: { type: 'array', items: { type: 'object' } },
  },
} as const;

function operation(route: Route): RawObject {
  const { method, permission, summary, status, input, answer } = route;
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const fields = Object.entries(input ?? {});
  const inQuery =
    method === 'GET' ? fields.map(([name, description]) => queryParameter(name, description)) : [];
  return {
    operationId: operationId(route),
    summary,
    'x-permission': permission,
    ...(permission === 'public' ? { security: [] } : {}),
    ...(inPath.length + inQuery.length === 0 ? {} : { parameters: [...inPath, ...inQuery] }),
    ...(method === 'GET' || fields.length === 0 ? {} : { requestBody: requestBody(fields) }),
    responses: {
      [String(status)]: { description: answer ?? 'Done' },
      default: {
        description: 'A mistake of the caller, or a defect',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function queryParameter(name: string, description: string): RawObject {
  return { name, in: 'query', description, schema: { type: 'string' } };
}

function requestBody(fields: readonly (readonly [string, string])[]): RawObject {
  const properties = Object.fromEntries(fields.map(([name, description]) => [name, { description }]));
  return { content: { 'application/json': { schema: { type: 'object', properties } } } };
}

/** `GET /api/job/{runId}/report` → `getJobByRunIdReport`. */
function operationId({ method, path }: Route): string {
  const words = path
    .replace(/^\/api/, '')
    .split('/')
    .map((part) => part.replace(/^\{(\w)/, (_, letter: string) => `By${letter.toUpperCase()}`))
    .map((part) => part.replaceAll(/[^A-Za-z0-9]/g, ''));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
