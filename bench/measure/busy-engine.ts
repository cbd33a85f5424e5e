/**
 * What people notice while the engine is busy: two hundred Python jobs a minute, ten thousand jobs that wait for their rate, and a
 * report of twenty megabytes. Reading the queue of alerts stands for what people do meanwhile.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createChance } from '../../server/src/demo/random.ts';
import type { Client } from '../client.ts';
import type { Facts } from '../facts.ts';
import { urgentAlerts } from '../questions.ts';
import type { ServerProcess } from '../server-process.ts';
import { type Budget, described, durationOf, failed, type Measurement, type Section } from './measurement.ts';
import { memoryOf } from './starting.ts';

/** What the engine is measured with. */
export interface EngineOptions {
  readonly client: Client;
  readonly facts: Facts;
  readonly server: ServerProcess;
  readonly dataFolder: string;
}

const jobsPath = '/api/v1/connector/cortex/job';
const perMinute = 200;
const waitingJobs = 10_000;
const reportBytes = 20 * 1024 * 1024;
/** Jobs are asked for by so many connections at once. */
const askers = 8;
const lookEveryMs = 50;
const patienceMs = 180_000;
const twice: Budget = { of: 'p50', most: 2 };

/** Measures one after the other; each that fails says why and leaves the others alone. */
export async function measureBusyEngine(options: EngineOptions): Promise<Section> {
  const parts: Readonly<Record<string, (options: EngineOptions) => Promise<readonly Measurement[]>>> = {
    'two hundred Python jobs a minute': pythonJobs,
    'ten thousand waiting jobs': jobsThatWait,
    'a report of 20 MB': largeReport,
  };
  const measurements: Measurement[] = [];
  for (const [name, part] of Object.entries(parts)) {
    try {
      measurements.push(...(await part(options)));
    } catch (error) {
      measurements.push(failed(name, error));
    }
  }
  return { title: 'A busy engine', measurements };
}

async function pythonJobs(options: EngineOptions): Promise<readonly Measurement[]> {
  const analyzerId = await enabled(options.client, {
    definitionId: 'DemoPythonEcho_1_0',
    name: 'Bench echo',
  });
  await ended(options, await started(options, analyzerId));
  const quiet = await pagesWhile(options, () => pause(10_000));
  const begin = performance.now();
  const jobs: Promise<void>[] = [];
  const busy = await pagesWhile(options, async () => {
    for (let index = 0; index < perMinute; index += 1) {
      await pause(Math.max(0, begin + (index * 60_000) / perMinute - performance.now()));
      jobs.push(started(options, analyzerId).then((id) => ended(options, id)));
    }
    await Promise.all(jobs);
  });
  const minutes = (performance.now() - begin) / 60_000;
  return [
    described('Python jobs ended in a minute, 200 asked for', '', [perMinute / minutes]),
    described('page of alerts, engine idle', 'ms', quiet),
    described('page of alerts beside the Python jobs', 'ms', busy),
    described('times the p95 of the idle engine', '', [ratio(busy, quiet)], twice),
  ];
}

async function jobsThatWait(options: EngineOptions): Promise<readonly Measurement[]> {
  const { client, server } = options;
  const analyzerId = await enabled(client, {
    definitionId: 'Demo_Reputation_1_0',
    name: 'Bench waiting',
    configuration: { key: 'any', delay_ms: 0 },
    rate: 1,
    rateUnit: 'Month',
  });
  await ended(options, await started(options, analyzerId));
  const quiet = await pagesWhile(options, () => pause(10_000));
  const memoryBefore = await memoryOf([server.pid]);
  const left = Array.from({ length: waitingJobs }).keys();
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: askers }, async () => {
      for (const _ of left) await started(options, analyzerId);
    }),
  );
  const rate = waitingJobs / ((performance.now() - begin) / 1_000);
  // Every one has been looked at once by then, and waits.
  await pause(60_000);
  const busy = await pagesWhile(options, () => pause(10_000));
  const grown = (await memoryOf([server.pid])) - memoryBefore;
  return [
    described('jobs accepted a second', '/s', [rate]),
    described('page of alerts beside 10,000 waiting jobs', 'ms', busy),
    described('times the p95 without them', '', [ratio(busy, quiet)], twice),
    described('memory of the server they take', 'MB', [grown]),
  ];
}

const largeName = 'BenchLargeReport';
const largeScript = `#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
const rows = [];
for (let bytes = 0; bytes < ${reportBytes}; bytes += 120)
  rows.push({ host: 'host-' + rows.length + '.example', seen: 1700000000000 + rows.length, words: 'x'.repeat(60) });
writeFileSync(join(process.argv[2], 'output', 'output.json'), JSON.stringify({ success: true, full: { rows }, artifacts: [] }));
`;

async function largeReport(options: EngineOptions): Promise<readonly Measurement[]> {
  const { client, dataFolder } = options;
  await offerLargeReport(dataFolder);
  const analyzerId = await enabled(client, { definitionId: `${largeName}_1_0`, name: 'Bench large report' });
  const times = { whole: 0, reading: 0, pause: 0 };
  const quiet = await pagesWhile(options, () => pause(10_000));
  await longestPause(client);
  const busy = await pagesWhile(options, async () => {
    const id = await started(options, analyzerId);
    times.whole = await durationOf(() => ended(options, id));
    times.reading = await durationOf(() => client.send('GET', `${jobsPath}/${id}`));
    times.pause = await longestPause(client);
  });
  return [
    described('job with a report of 20 MB, from request to end', 'ms', [times.whole]),
    described('reading the report of 20 MB', 'ms', [times.reading]),
    described('longest pause of the event loop of the server', 'ms', [times.pause], {
      of: 'p95',
      most: 500,
    }),
    described('page of alerts before it', 'ms', quiet),
    described('page of alerts beside it', 'ms', busy),
    described('longest wait for a page beside it', 'ms', [Math.max(...busy)], { of: 'p95', most: 1_000 }),
  ];
}

/** Milliseconds of the longest pause of the server's event loop since this was last asked. */
async function longestPause(client: Client): Promise<number> {
  const texts: string[] = [];
  await client.follow('/metrics', (text) => texts.push(text), new AbortController().signal);
  const found = /^nodejs_eventloop_lag_max_seconds ([\d.e+-]+)$/m.exec(texts.join(''))?.[1];
  if (found === undefined) throw new Error('The metrics do not tell the pauses of the event loop');
  return Number(found) * 1_000;
}

/** A neuron dropped into the data folder, as people add theirs. */
async function offerLargeReport(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, 'neurons', largeName);
  await mkdir(folder, { recursive: true });
  const definition = {
    name: largeName,
    version: '1.0',
    author: 'bench',
    url: 'https://bench.example',
    license: 'Apache-2.0',
    description: 'Gives a report of 20 MB',
    dataTypeList: ['domain'],
    command: `${largeName}/large.mjs`,
  };
  await writeFile(join(folder, 'large.mjs'), largeScript);
  await chmod(join(folder, 'large.mjs'), 0o755);
  await writeFile(join(folder, `${largeName}.json`), JSON.stringify(definition));
}

/** Enables an analyzer under a name of its own, as soon as it is offered, or gives the one that has the name. */
async function enabled(client: Client, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const present = ((await client.send('GET', '/api/v1/neuron/enabled')) as readonly Neuron[]).find(
    ({ name }) => name === fields.name,
  );
  if (present !== undefined) return present._id;
  await until('the analyzer is offered', async () => {
    const { offers } = (await client.send('GET', '/api/v1/neuron')) as {
      readonly offers: readonly { id: string }[];
    };
    return offers.some(({ id }) => id === fields.definitionId);
  });
  return ((await client.send('POST', '/api/v1/neuron', fields)) as Neuron)._id;
}

async function started({ client, facts }: EngineOptions, analyzerId: string): Promise<string> {
  const body = { analyzerId, artifactId: `~${facts.domainId}`, force: true };
  return ((await client.send('POST', jobsPath, body)) as Job)._id;
}

async function ended({ client }: EngineOptions, id: string): Promise<void> {
  await until('the job has ended', async () => {
    const query = [{ _name: 'getJob', idOrName: id }];
    const [job] = (await client.send('POST', '/api/v1/query', { query })) as readonly Job[];
    if (job?.status === 'Failure') throw new Error(`The job failed: ${job.errorMessage}`);
    return job?.status === 'Success';
  });
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited too long until ${what}`);
    await pause(lookEveryMs);
  }
}

/** Times of pages of alerts that are asked for ten times a second while something goes on. */
async function pagesWhile(
  { client, facts }: EngineOptions,
  work: () => Promise<unknown>,
): Promise<readonly number[]> {
  const chance = createChance(3);
  const times: number[] = [];
  let goesOn = true;
  const reading = (async () => {
    while (goesOn) {
      const body = urgentAlerts.body(chance, facts);
      times.push(await durationOf(() => client.send('POST', '/api/v1/query', body)));
      await pause(100);
    }
  })();
  try {
    await work();
  } finally {
    goesOn = false;
    await reading;
  }
  return times;
}

function ratio(busy: readonly number[], quiet: readonly number[]): number {
  return described('', 'ms', busy).p95 / described('', 'ms', quiet).p95;
}

interface Neuron {
  readonly _id: string;
  readonly name: string;
}

interface Job {
  readonly _id: string;
  readonly status: string;
  readonly errorMessage?: string;
}
