/**
 * Runs a neuron in a container of its own: made, started, watched, and removed whatever happens. Whether its image may be fetched is
 * a setting; without it only images that are here already are used.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { isRawObject } from '../../model/input.ts';
import type { JobFolder } from '../run/folder.ts';
import { writtenUsage } from '../run/folder-usage.ts';
import type { JobLimits } from '../run/limits.ts';
import { exhaustedBy } from '../runner/exhausted.ts';
import { createPrinted, type Printed } from '../runner/printed.ts';
import type { OutputChunk, RunEnd, RunOutcome, RunRequest, Stop } from '../runner/runner.ts';
import { containerSpec, jobPath, ownerLabel } from './container-spec.ts';
import { createEngineApi, type EngineApi, EngineFailure } from './engine-api.ts';
import { createFrameReader } from './printed-frames.ts';
import { removeContainer } from './remove-container.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

/** One execution in a container. */
export interface ContainerRequest
  extends Pick<
    RunRequest,
    'folder' | 'identity' | 'limits' | 'network' | 'allowedNetworks' | 'readableFolders' | 'standardInput'
  > {
  readonly image: string;
}

/** Executes neurons in containers. */
export interface ContainerRunner {
  /** Never rejects for anything a neuron or the engine does. */
  run(
    request: ContainerRequest,
    signal: AbortSignal,
    onOutput: (chunk: OutputChunk) => void,
  ): Promise<RunOutcome>;
  /** Removes containers that an earlier process of this server has left. Gives their number. */
  sweep(): Promise<number>;
}

/** What the runner works with. */
export interface ContainerRunnerOptions {
  /** Path of the engine's socket. */
  readonly socket: string;
  /** Images that are not here are fetched. */
  readonly mayPull: boolean;
  /** Tells the containers of this server from those of others. */
  readonly owner: string;
}

/** Longest fetching of an image, in milliseconds. */
const pullMs = 600_000;
/** What an engine may take beyond the time of a job to tell its end, in milliseconds. */
const engineMs = 60_000;
/** Longest wait, in milliseconds, for what was printed last. */
const settleMs = 1_000;
/** Milliseconds between measurements of what a job has written. */
const measureMs = 250;
/** Signals by their number, as an exit code of 128 and more tells them. */
const signals: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
};

/** A runner over an engine. */
export function createContainerRunner({ socket, mayPull, owner }: ContainerRunnerOptions): ContainerRunner {
  const api = createEngineApi(socket);
  const watchdog = createWatchdog(socket);
  return {
    async run(request, signal, onOutput) {
      const startedAt = Date.now();
      const printed = createPrinted();
      const end = await runInContainer({ api, watchdog, mayPull, owner, printed, onOutput }, request, signal);
      return {
        end,
        printed: printed.all(),
        errors: printed.errors(),
        standardOutput: printed.standardOutput(),
        startedAt,
        endedAt: Date.now(),
      };
    },
    async sweep() {
      const filters = encodeURIComponent(JSON.stringify({ label: [`${ownerLabel}=${owner}`] }));
      const found = await api.ask('GET', `/containers/json?all=1&filters=${filters}`);
      const ids = Array.isArray(found) ? found.filter(isRawObject).map(({ Id }) => String(Id)) : [];
      for (const id of ids) await removeContainer(api, id);
      return ids.length;
    },
  };
}

interface Surroundings extends Pick<ContainerRunnerOptions, 'mayPull' | 'owner'> {
  readonly api: EngineApi;
  readonly watchdog: Watchdog;
  readonly printed: Printed;
  readonly onOutput: (chunk: OutputChunk) => void;
}

async function runInContainer(
  surroundings: Surroundings,
  request: ContainerRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  const { api, watchdog, owner } = surroundings;
  // Known before it is made, so that it is removed even when the answer to that is lost.
  const name = `skep-job-${randomUUID()}`;
  try {
    if (signal.aborted) return { how: 'stopped', by: 'cancelled' };
    await provideImage(surroundings, request.image);
    watchdog.watch(name);
    await api.ask('POST', `/containers/create?name=${name}`, { body: containerSpec(request, owner) });
    return await follow(surroundings, name, request, signal);
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return { how: 'notStarted', reason: error.message };
  } finally {
    await removeContainer(api, name);
    watchdog.forget(name);
  }
}

/** Throws `EngineFailure` with the reason when the image cannot be had. */
async function provideImage({ api, mayPull }: Surroundings, image: string): Promise<void> {
  try {
    await api.ask('GET', `/images/${encodeURIComponent(image)}/json`);
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.status !== 404) throw error;
    if (!mayPull)
      throw new EngineFailure(
        `the image ${image} is not on this machine, and SKEP_DOCKER_PULL does not allow to fetch it`,
      );
    await pull(api, image);
  }
}

/** The engine tells its progress line by line, and a failure only there. */
async function pull(api: EngineApi, image: string): Promise<void> {
  const path = `/images/create?fromImage=${encodeURIComponent(image)}${/[:@][^/]*$/.test(image) ? '' : '&tag=latest'}`;
  const answer = await api.open('POST', path, AbortSignal.timeout(pullMs));
  let end = '';
  for await (const part of answer) end = `${end}${String(part)}`.slice(-4_096);
  const failed = /"error"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(end)?.[1];
  if (failed !== undefined) throw new EngineFailure(`the image ${image} cannot be fetched: ${failed}`);
}

/** Starts the container and stays with it to its end, which comes at the latest when its time is over. */
async function follow(
  { api, printed, onOutput }: Surroundings,
  name: string,
  { folder, limits, standardInput }: ContainerRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  const state: { stopped?: Stop } = {};
  const stop = (by: Stop): void => {
    if (state.stopped !== undefined) return;
    state.stopped = by;
    kill(api, name);
  };
  const cancel = (): void => stop('cancelled');
  const over = new AbortController();
  // Before it starts, so that nothing it prints and no lack of memory is missed.
  const streams = await api.attach(`/containers/${name}/attach?stream=1&stdin=1&stdout=1&stderr=1`);
  streams.on('error', () => streams.destroy());
  const clock = setTimeout(() => stop('time'), limits.wallMs);
  const measuring = measure(folder, limits, stop);
  signal.addEventListener('abort', cancel);
  try {
    await watchMemory(api, name, over.signal, () => stop('memory'));
    await api.ask('POST', `/containers/${name}/start`);
    // What is stopped before it runs could not be killed then.
    if (state.stopped !== undefined) kill(api, name);
    const reading = readOutput(streams, { printed, onOutput, most: limits.streamBytes, stop });
    // Most neurons never read it: that their end closes before everything was taken is no news.
    streams.end(standardInput(join(jobPath, 'input')));
    const ended = await api.ask('POST', `/containers/${name}/wait`, { timeoutMs: limits.wallMs + engineMs });
    await lastWords(reading);
    if (state.stopped !== undefined) return { how: 'stopped', by: state.stopped };
    return endOf(await api.ask('GET', `/containers/${name}/json`), ended, printed.errors());
  } finally {
    clearTimeout(clock);
    clearInterval(measuring);
    over.abort();
    streams.destroy();
    signal.removeEventListener('abort', cancel);
  }
}

function measure(folder: JobFolder, limits: JobLimits, stop: (by: Stop) => void): NodeJS.Timeout {
  let busy = false;
  return setInterval(async () => {
    if (busy) return;
    busy = true;
    const usage = await writtenUsage(folder, limits.outputFiles);
    busy = false;
    if (usage.files > limits.outputFiles) stop('files');
    else if (usage.bytes > limits.outputBytes) stop('output');
  }, measureMs);
}

/**
 * The kernel ends one process of a container that is short of memory, and the others would wait for it. Only the events tell of that
 * while the container runs.
 */
async function watchMemory(
  api: EngineApi,
  name: string,
  signal: AbortSignal,
  exhausted: () => void,
): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ container: [name], event: ['oom'] }));
  const events = await api.open('GET', `/events?filters=${filters}`, signal);
  events.once('data', exhausted);
  // The connection ends with the run; the end of the container tells the rest.
  events.on('error', () => events.destroy());
}

/** What was printed just before the end is still under way; an engine that keeps the connection open is not waited for. */
async function lastWords(reading: Promise<void>): Promise<void> {
  const enough = Promise.withResolvers<void>();
  const clock = setTimeout(enough.resolve, settleMs);
  await Promise.race([reading, enough.promise]);
  clearTimeout(clock);
}

/** One that has ended by itself meanwhile cannot be killed, and need not be. */
function kill(api: EngineApi, name: string): void {
  api.ask('POST', `/containers/${name}/kill`).catch((error: unknown) => {
    if (!(error instanceof EngineFailure)) throw error;
  });
}

interface OutputReading {
  readonly printed: Printed;
  readonly onOutput: (chunk: OutputChunk) => void;
  /** Bytes that may be printed. */
  readonly most: number;
  readonly stop: (by: Stop) => void;
}

/** Passes on what is printed until the container has ended; what is beyond the bound is not read. */
async function readOutput(streams: Duplex, { printed, onOutput, most, stop }: OutputReading): Promise<void> {
  let bytes = 0;
  const read = createFrameReader((stream, content) => {
    const text = printed.add(stream, content);
    if (text !== '') onOutput({ stream, text });
  });
  try {
    for await (const part of streams) {
      bytes += part.length;
      if (bytes > most) {
        stop('printed');
        return;
      }
      read(part);
    }
  } catch (error) {
    // What a container prints may break off with it; the report and its end decide.
    printed.add('stderr', Buffer.from(`\n${error instanceof Error ? error.message : String(error)}\n`));
  }
}

function endOf(inspected: unknown, waited: unknown, errors: string): RunEnd {
  const state = isRawObject(inspected) && isRawObject(inspected.State) ? inspected.State : {};
  const code = Number(isRawObject(waited) ? waited.StatusCode : state.ExitCode);
  const signal = signals[code - 128];
  const end =
    signal === undefined ? ({ how: 'exited', code } as const) : ({ how: 'signalled', signal } as const);
  return { ...end, exhausted: state.OOMKilled === true ? 'memory' : exhaustedBy(end, errors) };
}
