/** The description of the API, given by the server itself: a page for people, an OpenAPI document for programs. */
import type { FastifyInstance } from 'fastify';
import type { Route } from '../route.ts';
import { docsHtml } from './docs-html.ts';
import { docsStyle } from './docs-style.ts';
import { openApiText } from './openapi.ts';

/** Where the description is: the page for browsers, the document for everybody else. */
const docsPath = '/api/docs';
const places = { style: `${docsPath}/style.css`, openApi: `${docsPath}/openapi.json` } as const;

/** Every path that belongs to the description. */
export const docsPaths: readonly string[] = [docsPath, ...Object.values(places)];

/** The page needs its style sheet and nothing else. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Everybody may read it: it tells nothing that the source does not. */
const open = { config: { permission: 'public' } } as const;

/** Adds the description. It is drawn once, since it stays the same while the server runs. */
export function addDocsPage(server: FastifyInstance, routes: readonly Route[], version: string): void {
  const document = openApiText(routes, version);
  const page = docsHtml(routes, version, places);
  server.get(docsPath, open, async (request, reply) => {
    reply.header('Vary', 'Accept');
    if (!prefersPage(request.headers.accept ?? ''))
      return reply.type('application/json; charset=utf-8').send(document);
    return reply.header('Content-Security-Policy', pagePolicy).type('text/html; charset=utf-8').send(page);
  });
  server.get(places.openApi, open, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  );
  server.get(places.style, open, async (_request, reply) =>
    reply.header('Cache-Control', 'no-cache').type('text/css; charset=utf-8').send(docsStyle),
  );
}

/** Browsers ask for HTML by name; programs for JSON or for anything. */
function prefersPage(accept: string): boolean {
  const page = preference(accept, 'text/html');
  return page > 0 && page >= preference(accept, 'application/json');
}

/** How much a type is wanted, from 0 to 1; 0 when it is not named. */
function preference(accept: string, type: string): number {
  const named = accept
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .find(([name]) => name?.toLowerCase() === type);
  if (named === undefined) return 0;
  const quality = named.find((member) => member.startsWith('q='));
  return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
}
