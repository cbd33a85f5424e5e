/** What running an analyzer costs beyond the analyzer itself: queue, job folder, isolation, report. */
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tryNeuron } from '../../sdk/src/testing.ts';
import type { Client } from '../client.ts';
import { described, durationOf, failed, type Section } from './measurement.ts';

const jobs = 30;
const budget = { of: 'p95', most: 100 } as const;
const analyzer = 'Demo_Reputation';
const script = resolve(import.meta.dirname, '../../neurons/Demo_Reputation/demo-reputation.ts');
const configuration = { key: 'any', delay_ms: 0 };
const lookEveryMs = 20;
const patienceMs = 30_000;

/** Runs an analyzer without delay on an observable, again and again, in turn with the same program alone. */
export async function measureJobs(client: Client, observableId: string): Promise<Section> {
  const name = 'job beyond the run of the analyzer alone';
  try {
    const analyzerId = await enabledAnalyzer(client);
    // The first runs prepare what all others use.
    await Promise.all([runAlone(), jobTime(client, analyzerId, observableId)]);
    const alone: number[] = [];
    const whole: number[] = [];
    for (let index = 0; index < jobs; index += 1) {
      alone.push(await durationOf(runAlone));
      whole.push(await jobTime(client, analyzerId, observableId));
    }
    const own = described('the analyzer alone', 'ms', alone);
    const beyond = whole.map((time) => Math.max(0, time - own.p50));
    return {
      title: 'Analyzer jobs',
      measurements: [
        own,
        described('job from request to end', 'ms', whole),
        described(name, 'ms', beyond, budget),
      ],
    };
  } catch (error) {
    return { title: 'Analyzer jobs', measurements: [failed(name, error, budget)] };
  }
}

function runAlone(): Promise<unknown> {
  const input = { dataType: 'domain', data: 'evil.example', tlp: 2, pap: 2, config: configuration };
  return tryNeuron({ script, input });
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
