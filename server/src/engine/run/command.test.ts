/** How scripts are started. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, writeAt } from '../testing.ts';
import { commandOf, languageOf } from './command.ts';
import { defaultLimits } from './limits.ts';

test.each([
  ['a.ts', '', 'node'],
  ['a.mjs', '', 'node'],
  ['a.py', '', 'python'],
  ['plain', '#!/usr/bin/env python3\nimport x', 'python'],
  ['windows', '#!/usr/bin/env python3\r\nimport x', 'python'],
  ['versioned', '#!/usr/bin/python3.11 -I\n', 'python'],
  ['node', '#!/usr/bin/env node\n', 'node'],
  ['shell', '#!/bin/sh\n', 'program'],
  ['binary', '\u007fELF', 'program'],
  ['empty', '', 'program'],
])('%s beginning with %j is for %s', async (name, content, language) => {
  await using folder = await temporaryFolder();
  await writeAt(join(folder.path, name), content);
  expect(await languageOf(join(folder.path, name))).toBe(language);
});

test('JavaScript runs with the Node.js that runs the server, with a heap that fits the limit', async () => {
  await using folder = await temporaryFolder();
  const script = join(folder.path, 'a.mjs');
  await writeAt(script, '');
  const limits = { ...defaultLimits, memoryBytes: 256 * 1024 ** 2 };
  const command = await commandOf({ script, folder: folder.path }, limits, async () => undefined);
  expect(command.language).toBe('node');
  expect(command.arguments).toContain('--max-old-space-size=192');
  expect(command.arguments.at(-1)).toBe(script);
});

test('Python keeps modules beside the script and leaves out those of a user', async () => {
  await using folder = await temporaryFolder();
  const script = join(folder.path, 'a.py');
  await writeAt(script, '');
  const python = { executable: '/venv/bin/python', readable: ['/venv'] };
  const command = await commandOf({ script, folder: folder.path }, defaultLimits, async () => python);
  expect(command).toEqual({ language: 'python', ...python, arguments: ['-E', '-s', '-B', '-u', script] });
});

test('a Python script without an interpreter, and a program that is not executable, cannot start', async () => {
  await using folder = await temporaryFolder();
  const commandAt = (script: string) =>
    commandOf({ script, folder: folder.path }, defaultLimits, async () => undefined);
  await writeAt(join(folder.path, 'a.py'), '');
  await writeAt(join(folder.path, 'program'), '#!/bin/sh\n', 0o644);
  await expect(commandAt(join(folder.path, 'a.py'))).rejects.toThrow('no interpreter is ready');
  await expect(commandAt(join(folder.path, 'program'))).rejects.toThrow('is not executable');
});
