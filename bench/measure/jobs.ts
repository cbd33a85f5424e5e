/** What running an analyzer costs beyond the analyzer itself: queue, job folder, isolation, report. */
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tryNeuron } from '../../sdk/src/testing.ts';
import type { Client } from '../client.ts';
import { described, failed, type Section, timed } from './measurement.ts';

const jobs = 30;
const budget = { of: 'p95', most: 100 } as const;
const analyzer = 'Demo_Reputation';
const script = resolve(import.meta.dirname, '../../neurons/Demo_Reputation/demo-reputation.ts');
const configuration = { key: 'any', delay_ms: 0 };
const lookEveryMs = 20;
const patienceMs = 30_000;

/** Runs an analyzer without delay on an observable, one run after the other, and the same program alone. */
export async function measureJobs(client: Client, observableId: string): Promise<Section> {
  const name = 'job beyond the run of the analyzer alone';
  try {
    const alone = await timed(10, () =>
      tryNeuron({
        script,
        input: { dataType: 'domain', data: 'evil.example', tlp: 2, pap: 2, config: configuration },
      }),
    );
    const own = described('the analyzer alone', 'ms', alone);
    const whole = await jobTimes(client, observableId);
    const overhead = whole.map((time) => Math.max(0, time - own.p50));
    const measurements = [
      own,
      described('job from request to end', 'ms', whole),
      described(name, 'ms', overhead, budget),
    ];
    return { title: 'Analyzer jobs', measurements };
  } catch (error) {
    return { title: 'Analyzer jobs', measurements: [failed(name, error, budget)] };
  }
}

async function jobTimes(client: Client, observableId: string): Promise<number[]> {
  const analyzerId = await enabledAnalyzer(client);
  const times: number[] = [];
  // The first run prepares what all others use.
  await jobTime(client, analyzerId, observableId);
  for (let index = 0; index < jobs; index += 1) times.push(await jobTime(client, analyzerId, observableId));
  return times;
}

async function enabledAnalyzer(client: Client): Promise<string> {
  const enabled = (await client.send('GET', '/api/v1/neuron/enabled')) as readonly Record<string, unknown>[];
  const present = enabled.find(({ name }) => name === analyzer);
  const made =
    present ??
    (await client.send('POST', '/api/v1/neuron', {
      definitionId: `${analyzer}_1_0`,
      name: analyzer,
      configuration,
    }));
  return String((made as Record<string, unknown>)._id);
}

/** Milliseconds between the stamps of the job's beginning and end. */
async function jobTime(client: Client, analyzerId: string, artifactId: string): Promise<number> {
  const path = '/api/v1/connector/cortex/job';
  const requested = (await client.send('POST', path, {
    analyzerId,
    artifactId: `~${artifactId}`,
    force: true,
  })) as Job;
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const job = (await client.send('GET', `${path}/${requested._id}`)) as Job;
    if (job.status === 'Failure') throw new Error(`The job failed: ${job.errorMessage}`);
    if (job.status === 'Success') return Number(job.endDate) - Number(job._createdAt);
    await pause(lookEveryMs);
  }
  throw new Error('The job did not end in time');
}

interface Job {
  readonly _id: string;
  readonly _createdAt: number;
  readonly status: string;
  readonly endDate?: number;
  readonly errorMessage?: string;
}
