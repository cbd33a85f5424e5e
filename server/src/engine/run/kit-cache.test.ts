import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';
import { temporaryFolder, testIdentities, writeAt } from '../testing.ts';
import { createKitCache, type KitCache } from './kit-cache.ts';
import { kitEntries } from './node-kit.ts';

const isRoot = process.getuid?.() === 0;
// One that no server uses: those end all processes of their users when they start.
const uid = testIdentities(1).all[0]?.uid ?? process.getuid?.() ?? 0;

function cacheIn(folder: string): KitCache {
  const report = (error: unknown): never => {
    throw error;
  };
  return createKitCache({ folder, uids: isRoot ? [uid] : [], report, signal: new AbortController().signal });
}

it('gives compiled code to other users, who leave it as it is, and keeps it for the next start', async () => {
  await using folder = await temporaryFolder();
  const cache = cacheIn(folder.path);
  expect(cache()).toBeUndefined();
  const path = await vi.waitUntil(cache, { timeout: 20_000 });
  const before = await readdir(path, { recursive: true });
  const program = `await import(${JSON.stringify(pathToFileURL(kitEntries()[0] ?? '').href)});`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: '/',
    encoding: 'utf8',
    env: { NODE_COMPILE_CACHE: path, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
    ...(isRoot ? { uid, gid: uid } : {}),
  });
  expect(stdout + stderr).toMatch(/V8 code cache for ESM \S*sdk\/src\/index\.ts was accepted/);
  if (isRoot) expect(await readdir(path, { recursive: true })).toEqual(before);
  const { mtimeMs } = await stat(path);
  const later = cacheIn(folder.path);
  later();
  expect(await vi.waitUntil(later)).toBe(path);
  expect((await stat(path)).mtimeMs).toBe(mtimeMs);
});

it('tells why there is none, once', async () => {
  await using folder = await temporaryFolder();
  await writeAt(join(folder.path, 'file'), '');
  const report = vi.fn();
  const cache = createKitCache({
    folder: join(folder.path, 'file', 'below'),
    uids: [],
    report,
    signal: new AbortController().signal,
  });
  cache();
  await vi.waitUntil(() => report.mock.calls.length > 0);
  expect(cache()).toBeUndefined();
  expect(report).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'ENOTDIR' }));
});
