/** Reading a folder that a hostile process has written. */

import { spawnSync } from 'node:child_process';
import { chown, link, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderUsage } from '../run/folder-usage.ts';
import { temporaryFolder } from '../testing.ts';
import { openOutput } from './output.ts';

const uid = process.getuid?.();
const root = uid === 0;

test('an honest file is read whole', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), 'content');
  await using output = await openOutput(folder.path, uid);
  expect((await output.read('file', 7)).toString()).toBe('content');
});

test.each([[''], ['.'], ['..'], ['../x'], ['a/b'], ['a\0b'], ['a\\b']])(
  'the name %j is refused',
  async (name) => {
    await using folder = await temporaryFolder();
    await using output = await openOutput(folder.path, uid);
    await expect(output.read(name, 10)).rejects.toThrow('not a name directly inside');
  },
);

test('a file one byte too large is refused', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), 'content');
  await using output = await openOutput(folder.path, uid);
  await expect(output.read('file', 6)).rejects.toThrow('larger than 6 bytes');
});

test('links, second names, folders and pipes are refused', async () => {
  await using folder = await temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  await writeFile(at('file'), 'x');
  await Promise.all([symlink('file', at('link')), link(at('file'), at('twin')), mkdir(at('folder'))]);
  spawnSync('mkfifo', [at('pipe')]);
  await using output = await openOutput(folder.path, uid);
  await expect(output.read('link', 10)).rejects.toThrow('is a link');
  await expect(output.read('twin', 10)).rejects.toThrow('more than one name');
  await expect(output.read('folder', 10)).rejects.toThrow('not a regular file');
  await expect(output.read('pipe', 10)).rejects.toThrow('not a regular file');
});

test.skipIf(!root)('a device is refused [needs root]', async () => {
  await using folder = await temporaryFolder();
  spawnSync('mknod', [join(folder.path, 'zero'), 'c', '1', '5']);
  await using output = await openOutput(folder.path, uid);
  await expect(output.read('zero', 10)).rejects.toThrow('not a regular file');
});

test.skipIf(!root)('a file of another user is refused [needs root]', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), 'x');
  await chown(join(folder.path, 'file'), 12_345, 12_345);
  await using output = await openOutput(folder.path, uid);
  await expect(output.read('file', 10)).rejects.toThrow('belongs to another user');
});

test('a folder that is a link is refused', async () => {
  await using folder = await temporaryFolder();
  await symlink('/etc', join(folder.path, 'output'));
  await expect(openOutput(join(folder.path, 'output'), uid)).rejects.toThrow('was replaced');
});

test.skipIf(process.platform !== 'linux')(
  'a folder swapped after it was opened is not noticed [needs Linux]',
  async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'output');
    await mkdir(path);
    await writeFile(join(path, 'hostname'), 'the right one');
    await using output = await openOutput(path, uid);
    await rename(path, `${path}-moved`);
    await symlink('/etc', path);
    expect((await output.read('hostname', 100)).toString()).toBe('the right one');
  },
);

test('usage counts files and folders at any depth, and stops at the limit', async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, 'a', 'b'), { recursive: true });
  await writeFile(join(folder.path, 'a', 'b', 'file'), 'x'.repeat(10_000));
  await symlink('/usr', join(folder.path, 'link'));
  const usage = await folderUsage([folder.path, join(folder.path, 'absent')], 100);
  expect(usage.files).toBe(4);
  expect(usage.bytes).toBeGreaterThanOrEqual(10_000);
  expect((await folderUsage([folder.path], 2)).files).toBe(3);
});
