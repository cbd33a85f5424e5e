/** Job folders: what they hold, whose they are, and that nothing of them stays. */

import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { createJobFolder, prepareJobsFolder, removeJobFolder, sweepJobFolders } from './folder.ts';
import type { SubjectFile } from './input.ts';

const root = process.getuid?.() === 0;
const nothing = { input: { data: 'x' }, file: undefined, certificates: undefined };

function fileOf(content: string, size = content.length): SubjectFile {
  return {
    filename: 'a.txt',
    contentType: 'text/plain',
    size,
    open: () => Readable.from([Buffer.from(content)]),
  };
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

test('input, file and certificates lie in input, output is empty', async () => {
  await using base = await temporaryFolder();
  const file = { name: 'attachment1', source: fileOf('content') };
  const folder = await createJobFolder(
    base.path,
    { input: { a: 'é' }, file, certificates: 'PEM' },
    undefined,
  );
  expect((await readdir(folder.input)).sort()).toEqual(['attachment1', 'cacerts', 'input.json']);
  expect(JSON.parse(await readFile(join(folder.input, 'input.json'), 'utf8'))).toEqual({ a: 'é' });
  expect(await readFile(join(folder.input, 'attachment1'), 'utf8')).toBe('content');
  expect(await readdir(folder.output)).toEqual([]);
  expect(folder.hasCertificates).toBe(true);
  expect(folder.given.toSorted()).toEqual(['attachment1', 'cacerts', 'input.json']);
});

test.skipIf(!root)(
  'its owner can write to output and beside its input, and nobody else can pass [needs root]',
  async () => {
    await using base = await temporaryFolder();
    const folder = await createJobFolder(base.path, nothing, { uid: 12_345, gid: 12_345 });
    const owners = await Promise.all(
      [folder.path, folder.input, folder.output].map(async (path) => (await stat(path)).uid),
    );
    expect(owners).toEqual([0, 0, 12_345]);
    expect(await Promise.all([folder.path, folder.input, folder.output].map(modeOf))).toEqual([
      '710',
      '770',
      '700',
    ]);
    expect(await modeOf(join(folder.input, 'input.json'))).toBe('440');
  },
);

test('a file larger than it was said to be leaves no folder', async () => {
  await using base = await temporaryFolder();
  const file = { name: 'attachment1', source: fileOf('content', 3) };
  await expect(createJobFolder(base.path, { ...nothing, file }, undefined)).rejects.toThrow(
    'larger than the 3 bytes',
  );
  expect(await readdir(base.path)).toEqual([]);
});

test('removal follows no links and is stopped by no closed folder or endless path', async () => {
  await using base = await temporaryFolder();
  const kept = join(base.path, 'kept');
  await mkdir(kept);
  await writeFile(join(kept, 'file'), 'x');
  const folder = await createJobFolder(base.path, nothing, undefined);
  await symlink(kept, join(folder.output, 'link'));
  await mkdir(join(folder.output, 'closed', 'inner'), { recursive: true });
  await chmod(join(folder.output, 'closed'), 0);
  const deep = `i=0; while [ $i -lt 60 ]; do mkdir ${'d'.repeat(200)} && cd ${'d'.repeat(200)} || exit 1; i=$((i+1)); done`;
  spawnSync('/bin/sh', ['-c', deep], { cwd: folder.output });
  await removeJobFolder(folder);
  expect(await readdir(base.path)).toEqual(['kept']);
  expect(await readdir(kept)).toEqual(['file']);
});

test('what a killed server left is swept, running jobs and other files stay', async () => {
  await using base = await temporaryFolder();
  const jobs = await prepareJobsFolder(join(base.path, 'jobs'));
  const running = await createJobFolder(jobs, nothing, undefined);
  await createJobFolder(jobs, nothing, undefined);
  await writeFile(join(jobs, 'note'), '');
  expect(await sweepJobFolders(jobs, new Set([running.path]))).toBe(1);
  expect((await readdir(jobs)).sort()).toEqual([running.path.slice(jobs.length + 1), 'note'].sort());
});

test.skipIf(!root)(
  'the folder of job folders can be passed but not listed by others [needs root]',
  async () => {
    await using base = await temporaryFolder();
    expect(await modeOf(await prepareJobsFolder(join(base.path, 'jobs')))).toBe('711');
  },
);
