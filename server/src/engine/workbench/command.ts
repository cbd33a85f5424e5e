/** `skep neuron …`: what somebody who writes analyzers and responders does at the command line. */

import { resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { parsedJson } from '../../lib/json-text.ts';
import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import type { ExecutionResult } from '../run/execute.ts';
import { type Checked, checkFolder } from './check.ts';
import { pack } from './pack.ts';
import { runOnce } from './run.ts';
import { scaffold } from './scaffold.ts';
import { levelFrom, settingsFrom, subjectFrom } from './subject.ts';
import { type Asked, AskedWrongly, readWords } from './words.ts';

/** What the command works with. */
export interface Workbench {
  readonly workingFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The settings; read only when a neuron is run. Throws what is wrong with them. */
  readonly loadConfig: () => Pick<Config, 'engine' | 'data'>;
  /** Takes the result. */
  readonly write: (text: string) => void;
  /** Takes what is said besides. */
  readonly tell: (text: string) => void;
  /** Fires when the person calls it off. */
  readonly signal: AbortSignal;
}

/** Carries out the words after `skep neuron`. Gives 0, 1 for a neuron that fails or is wrong, 2 for a wrong request. */
export async function neuronCommand(words: readonly string[], bench: Workbench): Promise<number> {
  try {
    const asked = readWords(words);
    if (asked.what === 'new') return await create(asked, bench);
    const folder = resolve(bench.workingFolder, asked.subject);
    const checked = await checkFolder(folder);
    if (asked.what === 'test') return test(checked, bench);
    if (asked.what === 'pack') return await packChecked(folder, checked, asked, bench);
    return await run(checked, asked, bench);
  } catch (error) {
    if (!(error instanceof AskedWrongly)) throw error;
    bench.tell(`${error.message}\n`);
    return 2;
  }
}

async function create({ subject, flag }: Asked, { workingFolder, write }: Workbench): Promise<number> {
  const folder = await scaffold(
    {
      name: subject,
      kind: flag('responder') ? 'responder' : 'analyzer',
      language: flag('python') ? 'python' : 'typescript',
    },
    workingFolder,
  );
  const example = flag('responder')
    ? '--type thehive:case --object case.json'
    : '--type domain --data evil.example';
  write(`${folder}\nTry it: skep neuron run ${subject} ${example}\n`);
  return 0;
}

function test({ entries, faults }: Checked, { write, tell }: Workbench): number {
  for (const { definition } of entries)
    write(`${definition.id}: ${definition.kind} for ${definition.dataTypeList.join(', ')}\n`);
  for (const fault of faults) tell(`${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

async function packChecked(
  folder: string,
  checked: Checked,
  { option }: Asked,
  bench: Workbench,
): Promise<number> {
  const [entry] = checked.entries;
  if (checked.faults.length > 0 || entry === undefined) return test(checked, bench);
  const { name, version } = entry.definition;
  const file = resolve(bench.workingFolder, option('out') ?? `${name}-${version}.zip`);
  const count = await pack(folder, file);
  bench.write(`${file}\n`);
  bench.tell(`${count} files\n`);
  return 0;
}

async function run({ entries, faults }: Checked, asked: Asked, bench: Workbench): Promise<number> {
  for (const fault of faults) bench.tell(`${fault}\n`);
  const entry = chooseEntry(entries, asked.option('id'));
  const subject = await subjectFrom(asked, entry);
  const levels = { tlp: levelFrom(asked, 'tlp', 4), pap: levelFrom(asked, 'pap', 3) };
  const config = bench.loadConfig();
  const configuration = settingsFrom(asked, entry, { cacheMinutes: 0, timeoutMinutes: 30 });
  const result = await runOnce(
    { entry, configuration, subject, levels },
    {
      config,
      environment: bench.environment,
      signal: bench.signal,
      onOutput: ({ text }) => bench.tell(text),
      tell: (line) => bench.tell(`${line}\n`),
    },
  );
  return show(result, bench);
}

function chooseEntry(entries: readonly CatalogueEntry[], id: string | undefined): CatalogueEntry {
  const [first, second] = entries;
  const chosen = id === undefined ? first : entries.find(({ definition }) => definition.id === id);
  const ids = entries.map(({ definition }) => definition.id).join(', ');
  if (chosen === undefined)
    throw new AskedWrongly(ids === '' ? 'There is nothing to run.' : `--id must be one of ${ids}.`);
  if (id === undefined && second !== undefined) throw new AskedWrongly(`Say which with --id: ${ids}.`);
  return chosen;
}

function show(result: ExecutionResult, { write, tell }: Workbench): number {
  tell(`${((result.endedAt - result.startedAt) / 1_000).toFixed(2)} s\n`);
  if (result.status === 'Failure') {
    tell(`${result.errorMessage}\n`);
    return 1;
  }
  const { full, tags, artifacts, operations, notes } = result.report;
  write(
    `${JSON.stringify({ full: parsedJson(full), summary: { taxonomies: tags }, artifacts, operations, notes }, undefined, 2)}\n`,
  );
  return 0;
}
