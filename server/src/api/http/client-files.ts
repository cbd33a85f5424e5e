/** The web client: its page for every address of a screen, and the built files that the page loads. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Addresses of screens. All of them are one page; the client draws what the address says. */
const clientPages = ['/', '/set-up', '/sign-in', '/o/*'] as const;
/** Files beside the page. Those below `/assets/` carry a hash in their name and never change. */
const clientFiles = ['/assets/*', '/icon.svg', '/first-paint.js'] as const;

/** What stands in the built page where each answer puts a nonce of its own. */
const nonceMark = 'SKEP-NONCE';
/** What stands there for the time of the answer: from then on the page wants to hear of changes. */
const timeMark = 'SKEP-TIME';
const open = { config: { permission: 'public' } } as const;

/** Adds the client. `folder`: where it was built to. */
export async function addClientFiles(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  // Read with each answer: a build that took the place of the last one names other files.
  const page = async (_request: unknown, reply: FastifyReply): Promise<FastifyReply> =>
    sendPage(reply, await readFile(join(folder, 'index.html'), 'utf8'));
  for (const path of clientPages) server.get(path, open, page);
  for (const path of clientFiles) {
    const lasting = path.startsWith('/assets/');
    server.get(path, open, (request, reply) =>
      reply
        .header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
        .sendFile(pathOf(request.url)),
    );
  }
}

/** The component library adds two style elements by itself; the nonce lets in these and no others. */
function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  const policy = reply.getHeader('content-security-policy');
  if (typeof policy === 'string')
    reply.header(
      'Content-Security-Policy',
      policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`),
    );
  return reply
    .header('Cache-Control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html.replaceAll(nonceMark, nonce).replaceAll(timeMark, String(Date.now())));
}

function pathOf(url: string): string {
  return url.slice(1).split('?', 1)[0] ?? '';
}
