/**
 * One run on a Cortex server. It holds its place for a short while only and is then handed out again, so nothing of it stands in
 * memory alone:
 *
 *   startRun       the label under which it will be known there is stored
 *   ...            it is asked for; should the answer be lost, it is found by that label
 *   noteRemoteRun  its id there is stored
 *   ...            it is waited for, again and again
 *   finishRun      the report is taken over, once
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunElsewhere } from '../../commands/run/start-run.ts';
import type { StoreFile } from '../report/collect.ts';
import type { JsonObject } from '../report/json.ts';
import { type Ceiling, exceeded, type Levels, stricter, tlpForNeurons } from '../run/ceiling.ts';
import { type Execution, type ExecutionResult, failed } from '../run/execute.ts';
import type { Failure } from '../run/failure.ts';
import type { JobLimits } from '../run/limits.ts';
import { type CortexClient, CortexFailure } from './client.ts';
import { isRemoteJob, readJob, takeReport } from './remote-report.ts';

/** A run to be carried out elsewhere. */
export interface ElsewhereExecution extends Pick<Execution, 'subject' | 'message' | 'parameters'> {
  readonly kind: 'analyzer' | 'responder';
  readonly elsewhere: RunElsewhere;
  readonly levels: Levels;
  readonly ceiling: Ceiling;
  /** It was begun before, and may have been asked for. */
  readonly begunBefore: boolean;
  readonly limits: JobLimits;
}

/** What it needs around it. */
export interface ElsewhereDeps {
  /** How the server is called, and how it is spoken with; undefined when it is not attached any more. */
  readonly server: { readonly name: string; readonly client: CortexClient } | undefined;
  readonly storeFile: StoreFile;
  /** Milliseconds since the epoch, by the clock that stamps rows. */
  readonly clock: () => number;
  /** Stores the id of the run there. */
  readonly noteRemoteRun: (id: string) => Promise<void>;
  /** Whether the run has ended here, or is gone. */
  readonly isOver: () => Promise<boolean>;
  /** Fires when this process is about to end; the run there goes on. */
  readonly stopping: AbortSignal;
}

/** It goes on there; ask again after so many milliseconds. */
export interface Pending {
  readonly status: 'Pending';
  readonly againInMs: number;
}

/** Longest question for the end of a run, and how long one place is held for it, in milliseconds. */
const waitMs = 10_000;
const heldMs = 30_000;
/** Least time between two questions. */
const leastPauseMs = 500;
/** After this time a run is asked for again whose server was away; what went on there went on. */
const awayPauseMs = 15_000;
/** Seconds until a server that could not be asked at all is tried again. */
const retryAfterSeconds = 15;

/** Carries out one run as far as it gets. Rejects for defects only; aborting the signal calls it off. */
export async function executeElsewhere(
  execution: ElsewhereExecution,
  deps: ElsewhereDeps,
  signal: AbortSignal,
): Promise<ExecutionResult | Pending> {
  const startedAt = Date.now();
  const end = (failure: Failure): ExecutionResult => ({
    ...failed(failure),
    startedAt,
    endedAt: Date.now(),
  });
  const above = exceeded(execution.levels, stricter(execution.ceiling, ceilingThere(execution.elsewhere)));
  if (above !== undefined) return end({ code: above });
  const { server } = deps;
  if (server === undefined)
    return end({ code: 'notRunnable', reason: 'its server is not attached any more' });
  const asked = await askFor(execution, server.client, deps, signal).catch(faultIn);
  if (signal.aborted) return end({ code: 'cancelled' });
  if (asked instanceof CortexFailure) return end(unasked(server.name, asked));
  const given = await followed(asked, execution, server.client, deps, signal).catch(faultIn);
  if (signal.aborted) return end(await calledOff(server.client, asked, deps));
  if (given instanceof CortexFailure)
    return given.fault === 'away' && deps.clock() < asked.at + execution.limits.wallMs
      ? { status: 'Pending', againInMs: awayPauseMs }
      : end({ code: 'serverRefused', server: server.name, reason: given.message });
  if ('againInMs' in given) return given;
  if ('failure' in given) return end(given.failure);
  return { status: 'Success', report: given.report, startedAt, endedAt: Date.now() };
}

function faultIn(error: unknown): CortexFailure {
  if (error instanceof CortexFailure) return error;
  throw error;
}

function unasked(server: string, { fault, message }: CortexFailure): Failure {
  return fault === 'away'
    ? { code: 'serverAway', server, reason: message, retryAfterSeconds }
    : { code: 'serverRefused', server, reason: message };
}

function ceilingThere({ facts: { maxTlp, maxPap } }: RunElsewhere): Ceiling {
  return {
    maxTlp: typeof maxTlp === 'number' ? maxTlp : undefined,
    maxPap: typeof maxPap === 'number' ? maxPap : undefined,
  };
}

type AskedRun = NonNullable<RunElsewhere['asked']>;

/** The run there: the one that was asked for, or a new one. */
async function askFor(
  execution: ElsewhereExecution,
  client: CortexClient,
  deps: ElsewhereDeps,
  signal: AbortSignal,
): Promise<AskedRun> {
  const { elsewhere, begunBefore, kind } = execution;
  if (elsewhere.asked !== undefined) return elsewhere.asked;
  const known = begunBefore ? await findByLabel(client, elsewhere.key, signal) : undefined;
  const id = known ?? (await request(execution, client, kind, signal));
  await deps.noteRemoteRun(id);
  return { id, at: deps.clock() };
}

async function findByLabel(
  client: CortexClient,
  label: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await client.ask({
    method: 'POST',
    path: '/api/job/_search?range=0-1',
    body: { query: { _field: 'label', _value: label } },
    signal,
  });
  const found: unknown = Array.isArray(answer) ? answer[0] : undefined;
  return isRemoteJob(found) ? found.id : undefined;
}

/** Reports are used again as the settings here say: there, each run is a new one. */
async function request(
  { elsewhere, subject, levels, message = '', parameters = {} }: ElsewhereExecution,
  client: CortexClient,
  kind: ElsewhereExecution['kind'],
  signal: AbortSignal,
): Promise<string> {
  const about: JsonObject = {
    dataType: subject.dataType,
    tlp: tlpForNeurons(levels.tlp),
    pap: levels.pap,
    message,
    parameters,
    label: elsewhere.key,
  };
  const answer = await client.ask({
    method: 'POST',
    path: `/api/${kind}/${encodeURIComponent(String(elsewhere.facts.workerId))}/run?force=1`,
    ...(subject.kind === 'file'
      ? { body: about, file: subject.file }
      : { body: { ...about, data: subject.data } }),
    signal,
  });
  if (isRemoteJob(answer)) return answer.id;
  throw new CortexFailure('refused', 'it accepted the run without telling its id');
}

type Followed = Awaited<ReturnType<typeof takeReport>> | Pending;

/** Waits for the end of the run there, for a while. */
async function followed(
  { id, at }: AskedRun,
  { limits }: ElsewhereExecution,
  client: CortexClient,
  deps: ElsewhereDeps,
  signal: AbortSignal,
): Promise<Followed> {
  const path = pathOf(id);
  const until = Date.now() + heldMs;
  while (!signal.aborted) {
    const begun = Date.now();
    const answer = await client.askBytes({
      method: 'GET',
      path: `${path}/waitreport?atMost=${encodeURIComponent(`${waitMs / 1_000} seconds`)}`,
      signal,
    });
    const { status, output } = await readJob(answer, limits);
    if (output !== undefined)
      return takeReport(output, { client, storeFile: deps.storeFile, limits, signal });
    if (status === 'Deleted') throw new CortexFailure('missing', 'the run was deleted there');
    if (deps.clock() > at + limits.wallMs) {
      await callOff(client, path);
      return { failure: { code: 'stopped', by: 'time', limits, printed: '' } };
    }
    if (Date.now() > until) return { status: 'Pending', againInMs: leastPauseMs };
    await rest(begun + leastPauseMs - Date.now(), signal);
  }
  return { failure: { code: 'cancelled' } };
}

/** Another process may have taken it over, or this one is about to end; then it goes on there. */
async function calledOff(client: CortexClient, { id }: AskedRun, deps: ElsewhereDeps): Promise<Failure> {
  if (!deps.stopping.aborted && (await deps.isOver())) await callOff(client, pathOf(id));
  return { code: 'cancelled' };
}

function pathOf(id: string): string {
  return `/api/job/${encodeURIComponent(id)}`;
}

/** A pause that ends early when the run is called off. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  try {
    if (ms > 0) await pause(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Ends the run there as far as that is possible: a server that is away lets it run to its end. */
async function callOff(client: CortexClient, path: string): Promise<void> {
  try {
    await client.ask({ method: 'DELETE', path });
  } catch (error) {
    if (!(error instanceof CortexFailure)) throw error;
  }
}
