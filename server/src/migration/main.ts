/** The program behind `skep import …`: opens the instance, imports, and leaves a report. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { ConfigError } from '../config/faults.ts';
import { loadConfig, processSurroundings, type Surroundings } from '../config/load.ts';
import { takeDown, type Undo } from '../lib/take-down.ts';
import { DataFolderTaken } from '../storage/data-folder-claim.ts';
import { openInstance } from './open-instance.ts';
import { reportText } from './report.ts';
import { type ImportOutcome, runImport } from './run-import.ts';
import { SourceFailure } from './source-client.ts';
import { type Asked, AskedWrongly, keyVariable, readWords } from './words.ts';

/** Time for closing, in milliseconds. */
const graceMs = 20_000;

/** Carries out the words of this process. Gives 0; 1 when something could not be read or the import stopped; 2 for a wrong request. */
async function carryOut(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const asked = readWords(words, surroundings.environment);
  const { [keyVariable]: _, ...environment } = surroundings.environment;
  const config = loadConfig({ ...surroundings, environment });
  const log = pino({ level: 'warn' });
  const undo: Undo = [];
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stopping.abort());
  try {
    const commands = await openInstance(config, log, undo);
    const outcome = await runImport({
      commands,
      connection: { address: asked.address, key: asked.key, signal: stopping.signal },
      organisation: asked.organisation,
      tell,
    });
    await show(outcome, asked, surroundings.workingFolder);
    return outcome.head.stopped === undefined && outcome.report.failures.length === 0 ? 0 : 1;
  } finally {
    await takeDown(undo, graceMs, (error) => log.error({ err: error }, 'Something did not end as it should'));
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function show({ head, report, file }: ImportOutcome, asked: Asked, folder: string): Promise<void> {
  const path = resolve(folder, asked.report ?? `skep-import-${head.endedAt.replaceAll(/[:.]/g, '-')}.json`);
  await writeFile(path, file, { mode: 0o600 });
  process.stdout.write(reportText(head, report));
  tell(`The report is in ${path}`);
}

try {
  process.exitCode = await carryOut(process.argv.slice(2), processSurroundings());
} catch (error) {
  const isTold =
    error instanceof AskedWrongly ||
    error instanceof ConfigError ||
    error instanceof SourceFailure ||
    (error instanceof Error && 'code' in error);
  tell(isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (error instanceof DataFolderTaken) tell('Stop it, import, and start it again.');
  process.exitCode = error instanceof AskedWrongly || error instanceof ConfigError ? 2 : 1;
}
