/** What tests of this layer share: folders that go away by themselves, tiny neurons written into them, and a place to run them. */

import { chmod, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CatalogueEntry } from './catalogue/catalogue-scan.ts';
import { checkDefinition } from './catalogue/definition.ts';
import { showFaults } from './catalogue/fields.ts';
import type { JsonObject } from './report/json.ts';
import { prepareJobsFolder, removeJobFolder } from './run/folder.ts';
import { createIdentityPool, type IdentityPool } from './runner/identity.ts';

/** A folder other users may enter, removed at the end of the scope that declares it with `await using`. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes a temporary folder. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'skep-neuron-test-')));
  await chmod(path, 0o755);
  return { path, [Symbol.asyncDispose]: () => removeJobFolder({ path }) };
}

/** Writes a file, and the folders it lies in. */
export async function writeAt(path: string, content: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await chmod(path, mode);
}

/** Identities that no server and no other test run uses: ending one's processes must not end theirs. */
export function testIdentities(size = 4): IdentityPool {
  const first = 200_000 + Math.floor(Math.random() * 100_000) * 16;
  return createIdentityPool(Array.from({ length: size }, (_, index) => first + index));
}

/** The fields every definition needs. */
export const plainDefinition: JsonObject = Object.freeze({
  name: 'Trial',
  version: '1.0',
  author: 'A tester',
  url: 'https://neurons.example',
  license: 'Apache-2.0',
  description: 'Written by a test',
  dataTypeList: ['domain', 'file'],
  command: 'Trial/trial.mjs',
});

/** A neuron written into a folder of neurons; `script` is its source, `fields` change its definition. */
export async function writeNeuron(
  root: string,
  script: string,
  fields: JsonObject = {},
): Promise<CatalogueEntry> {
  const given = { ...plainDefinition, ...fields };
  const checked = checkDefinition(given);
  if ('faults' in checked) throw new Error(showFaults(checked.faults));
  const { definition } = checked;
  const path = join(root, definition.command ?? '');
  const file = join(dirname(path), `${definition.name}.json`);
  await writeAt(path, script, 0o755);
  await writeAt(file, JSON.stringify(given));
  return { definition, file, folder: dirname(path), root, script: path };
}

/** Start of a neuron in JavaScript: reads its input and can write a report. */
export const neuronPrelude = `
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as childProcess from 'node:child_process';
const job = process.argv[2];
const input = JSON.parse(fs.readFileSync(path.join(job, 'input', 'input.json'), 'utf8'));
const output = (name) => path.join(job, 'output', name);
const write = (report) => fs.writeFileSync(output('output.json'), JSON.stringify(report));
const succeed = (full, more = {}) => write({ success: true, full, ...more });
const works = (attempt) => { try { attempt(); return true; } catch { return false; } };
`;

/** Folders for one test file: neurons, job folders, and one that stands for the server's data. */
export interface Ground extends AsyncDisposable {
  readonly neurons: string;
  readonly jobs: string;
  /** Holds `secret`, which only the server may read. */
  readonly data: string;
}

/** Makes the folders. */
export async function createGround(): Promise<Ground> {
  const base = await temporaryFolder();
  const neurons = join(base.path, 'neurons');
  const data = join(base.path, 'data');
  await mkdir(neurons);
  await writeAt(join(data, 'secret'), 'the secret', 0o600);
  const jobs = await prepareJobsFolder(join(data, 'jobs'));
  return { neurons, jobs, data, [Symbol.asyncDispose]: () => base[Symbol.asyncDispose]() };
}
