import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addClientFiles } from './client-files.ts';
import { addSecurityHeaders } from './security-headers.ts';

describe('the files of the web client', () => {
  const built: { folder: string; server: FastifyInstance | undefined } = { folder: '', server: undefined };

  beforeAll(async () => {
    const parent = await mkdtemp(join(tmpdir(), 'skep-client-'));
    built.folder = join(parent, 'dist');
    await mkdir(join(built.folder, 'assets'), { recursive: true });
    await writeFile(join(parent, 'secret.txt'), 'not for anybody');
    await writeFile(join(built.folder, 'index.html'), '<meta nonce="SKEP-NONCE"><title>the page</title>');
    await writeFile(join(built.folder, 'icon.svg'), '<svg/>');
    await writeFile(join(built.folder, 'assets', 'main-1a2b.js'), 'let x');
    const server = Fastify();
    await addSecurityHeaders(server, false);
    await addClientFiles(server, built.folder);
    built.server = server;
  });

  afterAll(async () => {
    await built.server?.close();
    await rm(join(built.folder, '..'), { recursive: true, force: true });
  });

  const get = async (url: string) => {
    const answer = await built.server?.inject({ method: 'GET', url });
    const { 'cache-control': cache, 'content-security-policy': policy } = answer?.headers ?? {};
    return { status: answer?.statusCode, body: String(answer?.body), cache, policy: String(policy) };
  };

  it.each(['/', '/set-up', '/sign-in?to=%2Fo%2Fmain%2Falerts', '/o/main/cases/42/tasks'])(
    'are one page at %s',
    async (url) => {
      const { status, body, cache } = await get(url);
      expect({ status, cache }).toEqual({ status: 200, cache: 'no-store' });
      expect(body).toContain('<title>the page</title>');
    },
  );

  it('let only style elements in that carry the nonce of this answer', async () => {
    const [first, second] = [await get('/'), await get('/')];
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1];
    expect(first.policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(first.policy).not.toContain('unsafe-inline');
    expect(second.body).not.toContain(String(nonce));
  });

  it('are those of the newest build, also when it came after the start', async () => {
    const page = join(built.folder, 'index.html');
    const before = await readFile(page, 'utf8');
    await writeFile(page, '<title>the next build</title>');
    expect((await get('/')).body).toBe('<title>the next build</title>');
    await writeFile(page, before);
  });

  it('are kept for good by browsers when their name carries a hash, and asked for again when it does not', async () => {
    expect((await get('/assets/main-1a2b.js')).cache).toBe('public, max-age=31536000, immutable');
    expect((await get('/icon.svg')).cache).toBe('no-cache');
  });

  it.each([
    '/assets/gone.js',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/elsewhere',
  ])('are nothing else: %s', async (url) => {
    const { status, body } = await get(url);
    expect([400, 403, 404]).toContain(status);
    expect(body).not.toContain('not for anybody');
  });
});
