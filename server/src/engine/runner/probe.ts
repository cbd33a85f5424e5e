/**
 * Finds out, by trying, how well this machine can isolate neurons. Each form of isolation runs the canary; the first form
 * that stops what it must is used. What still gets through is reported, and so is why stronger forms were passed over.
 */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isJsonObject, type JsonObject } from '../report/json.ts';
import { openOutput } from '../report/output.ts';
import { commandOf } from '../run/command.ts';
import { createJobFolder, type JobFolder, removeJobFolder } from '../run/folder.ts';
import { defaultLimits } from '../run/limits.ts';
import type { Identity, IdentityPool } from './identity.ts';
import { type Leak, standingLeaks } from './leaks.ts';
import { type Attack, type IsolationForm, type IsolationLevel, isAtLeast, isolationForms } from './levels.ts';
import type { Machine } from './machine.ts';
import { createProcessRunner } from './process.ts';
import { listProcesses } from './process-table.ts';
import { createRefusingRunner, type Runner } from './runner.ts';

/** A form that was passed over. */
export interface RejectedForm {
  readonly form: string;
  readonly level: IsolationLevel;
  readonly reason: string;
}

/** How neurons are isolated here. */
export interface IsolationReport {
  /** Level of the form that works; undefined when none does. */
  readonly level: IsolationLevel | undefined;
  readonly form: string | undefined;
  /** False when that level is weaker than the settings ask for: then nothing runs. */
  readonly accepted: boolean;
  /** What a neuron can still do. */
  readonly leaks: readonly Leak[];
  readonly rejected: readonly RejectedForm[];
}

/** What the search needs. */
export interface ProbeRequest {
  readonly machine: Machine;
  /** Weakest level that is accepted. */
  readonly minimum: IsolationLevel;
  readonly identities: IdentityPool;
  /** Folder of job folders, as `prepareJobsFolder` gave it. */
  readonly jobsFolder: string;
  /** Forms to try, strongest first. */
  readonly forms?: readonly IsolationForm[];
}

/** Tries the forms and gives a runner for the first that works, or one that refuses with the reason. */
export async function findIsolation(
  request: ProbeRequest,
): Promise<{ readonly runner: Runner; readonly report: IsolationReport }> {
  const { machine, minimum, forms = isolationForms } = request;
  const rejected: RejectedForm[] = [];
  for (const form of forms) {
    const tried = await tryForm(form, request);
    if ('reason' in tried) rejected.push({ form: form.name, level: form.level, reason: tried.reason });
    else {
      const accepted = isAtLeast(form.level, minimum);
      const leaks = [...tried.succeeded, ...standingLeaks(form, machine)];
      const report = { level: form.level, form: form.name, accepted, leaks, rejected };
      const runner = accepted
        ? createProcessRunner(form, machine)
        : createRefusingRunner(refusal(report, minimum));
      return { runner, report };
    }
  }
  const report = { level: undefined, form: undefined, accepted: false, leaks: [], rejected };
  return { runner: createRefusingRunner(refusal(report, minimum)), report };
}

function refusal({ level, rejected }: IsolationReport, minimum: IsolationLevel): string {
  const found = level === undefined ? 'no isolation works' : `the isolation found is only "${level}"`;
  const reasons = rejected.map(({ form, reason }) => `${form}: ${reason}`).join('; ');
  return `${found} on this machine, and at least "${minimum}" is asked for (${reasons})`;
}

/** How long killed processes may take to be gone, and the time between two looks, in milliseconds. */
const settleMs = 1_500;
const lookEveryMs = 50;

/** What the canary managed, or why the form cannot be used. */
export type FormTrial = { readonly succeeded: readonly Attack[] } | { readonly reason: string };

/** Runs the canary in one form. */
export async function tryForm(
  form: IsolationForm,
  { machine, identities, jobsFolder }: Omit<ProbeRequest, 'minimum'>,
): Promise<FormTrial> {
  const unavailable = form.unavailable(machine);
  if (unavailable !== undefined) return { reason: unavailable };
  await using lease = form.ownUser ? identities.take() : undefined;
  await using bait = await layBait(jobsFolder);
  const folder = await createJobFolder(jobsFolder, contentFor(bait), lease?.identity);
  try {
    const trial = await runCanary(form, machine, folder, lease?.identity);
    if ('reason' in trial) return trial;
    const succeeded = [...trial.succeeded, ...(await bait.taken())];
    const missed = form.mustStop.filter((attack) => succeeded.includes(attack));
    return missed.length === 0 ? { succeeded } : { reason: `it did not stop: ${missed.join(', ')}` };
  } finally {
    await removeJobFolder(folder);
  }
}

function contentFor({ parameters }: Bait): Parameters<typeof createJobFolder>[1] {
  return { input: { parameters }, file: undefined, certificates: undefined };
}

async function runCanary(
  form: IsolationForm,
  machine: Machine,
  folder: JobFolder,
  identity: Identity | undefined,
): Promise<FormTrial> {
  // The server runs from source or built: the canary lies beside this file in either case.
  const script = join(import.meta.dirname, `canary${extname(import.meta.filename)}`);
  const limits = { ...defaultLimits, wallMs: 10_000 };
  const command = await commandOf({ script, folder: dirname(script) }, limits, async () => undefined);
  const { end, errors } = await createProcessRunner(form, machine).run(
    {
      command,
      neuronFolder: dirname(script),
      workingFolder: dirname(dirname(script)),
      folder,
      standardInput: () => '',
      identity,
      limits,
      network: true,
    },
    new AbortController().signal,
  );
  if (end.how === 'notStarted') return { reason: end.reason };
  const result = await readResult(folder, identity);
  if (result !== undefined) return { succeeded: attacksIn(result) };
  return { reason: `the trial ended without a result (${JSON.stringify(end)}): ${firstLine(errors)}` };
}

async function readResult(
  folder: JobFolder,
  identity: Identity | undefined,
): Promise<JsonObject | undefined> {
  try {
    await using output = await openOutput(folder.output, identity?.uid ?? process.getuid?.());
    const result: unknown = JSON.parse((await output.read('output.json', 65_536)).toString('utf8'));
    return isJsonObject(result) ? result : undefined;
  } catch {
    // No usable result is an answer as well: the form does not work here.
    return undefined;
  }
}

function attacksIn(result: JsonObject): Attack[] {
  const told: readonly Attack[] = ['readSecret', 'writeInput', 'readEnvironment'];
  return told.filter((attack) => result[attack] !== false);
}

function firstLine(errors: string): string {
  return errors.trim().split('\n', 1)[0]?.slice(0, 300) ?? '';
}

/** Things laid out for the canary. */
interface Bait extends AsyncDisposable {
  readonly parameters: JsonObject;
  /** What the canary did that only shows from outside. */
  taken(): Promise<readonly Attack[]>;
}

/** A secret as only the server may read it, a file name outside, and a process like the server's own. */
async function layBait(jobsFolder: string): Promise<Bait> {
  const marker = randomUUID();
  const secret = join(jobsFolder, `probe-${marker}`);
  const outside = join(tmpdir(), `skep-probe-${marker}`);
  await writeFile(secret, marker, { mode: 0o600 });
  // It ends with the server: nothing is ever written to it, so it waits until its input is closed.
  const target = spawn('/bin/cat', { stdio: ['pipe', 'ignore', 'ignore'], env: { PROBE: marker } });
  await once(target, 'spawn');
  return {
    parameters: { secret, outside, marker, target: target.pid ?? 0 },
    async taken() {
      const signalled = target.signalCode !== null || (await endsSoon(target));
      const survivors = await survivorsWith(marker, target.pid);
      for (const pid of survivors) process.kill(pid, 'SIGKILL');
      const wrote = await stat(outside).catch(() => undefined);
      return [
        ...(signalled ? (['signalServer'] as const) : []),
        ...(survivors.length > 0 ? (['outliveJob'] as const) : []),
        ...(wrote === undefined ? [] : (['writeOutside'] as const)),
      ];
    },
    async [Symbol.asyncDispose]() {
      target.kill('SIGKILL');
      await Promise.all([rm(secret, { force: true }), rm(outside, { force: true })]);
    },
  };
}

/** A signal sent before the canary ended has been delivered; only the news of it may still be under way. */
async function endsSoon(target: ReturnType<typeof spawn>): Promise<boolean> {
  const state = await readFile(`/proc/${target.pid}/stat`, 'latin1').catch(() => '');
  return state === '' ? target.exitCode !== null : /\) [ZX] /.test(state);
}

/** A killed process is gone only when a busy machine has come to it: one that is still there later has outlived its job. */
async function survivorsWith(marker: string, except: number | undefined): Promise<number[]> {
  const until = Date.now() + settleMs;
  let found = await processesWith(marker, except);
  while (found.length > 0 && Date.now() < until) {
    await pause(lookEveryMs);
    found = await processesWith(marker, except);
  }
  return found;
}

async function processesWith(marker: string, except: number | undefined): Promise<number[]> {
  const all = await listProcesses();
  const environments = await Promise.all(
    all.map(({ pid }) => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
  );
  return all
    .filter(({ pid }, index) => pid !== except && environments[index]?.includes(marker))
    .map(({ pid }) => pid);
}
