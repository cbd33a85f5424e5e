import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { staleFiles, writeStaleFiles } from './generate.ts';
import { generatedFiles } from './generated-files.ts';

it('finds every generated file as its program writes it; else run `npm run generate`', async () => {
  expect(await staleFiles(generatedFiles)).toEqual([]);
});

it('writes missing and outdated files, and only those', async () => {
  const root = await mkdtemp(join(tmpdir(), 'skep-generate-'));
  const files = ['kept', 'changed', 'deep/new'].map((path) => ({ path, produce: () => `${path}\n` }));
  await writeFile(join(root, 'kept'), 'kept\n');
  await writeFile(join(root, 'changed'), 'other\n');
  expect(await staleFiles(files, root)).toEqual(['changed', 'deep/new']);
  expect(await writeStaleFiles(files, root)).toEqual(['changed', 'deep/new']);
  expect(await readFile(join(root, 'deep/new'), 'utf8')).toBe('deep/new\n');
  expect(await staleFiles(files, root)).toEqual([]);
  await rm(root, { recursive: true });
});
