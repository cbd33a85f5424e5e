/** Neurons run in processes of their own, one of which is killed or stands still: the other ends everything, once. */
import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../server/src/engine/testing.ts';
import { byChance, shareOf, takesPart } from '../support/faults.ts';
import { type EngineProcess, runsOf, withEngines } from './engines.ts';
import { enableNeurons, neuronProcesses, writeNeurons } from './neurons.ts';
import { countRuns, faultsOfRuns, makeObservables, requestRuns } from './runs.ts';
import { until } from './scene.ts';

/** How long a neuron takes, in milliseconds. */
const runMs = 1_500;
/** Observables, each with a job and an action. */
const observables = 4;
/** Longest time in milliseconds until both processes have runs. */
const longestBegin = 30_000;
/** A process that vanished has given its runs back within a minute, in milliseconds. */
const longestTakeOver = 60_000;

const ways = [
  ['is killed', 'SIGKILL'],
  ['stands still and comes back', 'SIGSTOP'],
] as const;

it.skipIf(!takesPart('vanished-worker')).each(shareOf(ways, ways.length))(
  `other processes carry out, once, what one had under way when it %s ${byChance}`,
  async (_, signal) => {
    await using folder = await temporaryFolder();
    await using neurons = await temporaryFolder();
    await writeNeurons(neurons.path);
    const settings = { SKEP_NEURONS: neurons.path, SKEP_STOP_GRACE_SECONDS: '0', SKEP_JOB_CONCURRENCY: '2' };
    await withEngines(folder.path, 2, settings, async ({ scene, engines }) => {
      const mark = `${100_000 + randomInt(1_000_000)}`;
      await enableNeurons(scene, runMs, mark);
      const names = Array.from({ length: observables }, (_unused, index) => `n${index}.${mark}.example`);
      const runs = (
        await Promise.all((await makeObservables(scene, names)).map((id) => requestRuns(scene, id)))
      ).flat();
      const [vanishing, staying] = engines;
      if (vanishing === undefined || staying === undefined) throw new Error('Two processes were asked for');
      await until('both processes to run neurons', longestBegin, () => bothWork(vanishing, staying));
      vanishing.signal(signal);
      const open = async (): Promise<number> =>
        (await countRuns(scene, 'Waiting')) + (await countRuns(scene, 'InProgress'));
      await until('the other process to end all runs', longestTakeOver, async () => (await open()) === 0);
      expect(await countRuns(scene, 'Success')).toBe(runs.length);
      vanishing.signal('SIGCONT');
      if (signal === 'SIGSTOP')
        await until('it to clean up', longestTakeOver, async () => (await runsOf(vanishing)).length === 0);
      await until('no neuron to live', longestBegin, async () => (await neuronProcesses(mark)).length === 0);
      expect(await runsOf(staying)).toEqual([]);
      await scene.reach(async (session) => {
        let faults: readonly string[] = [];
        // The queue is told of the last run a moment after it has ended.
        await until('nothing to be wrong', longestBegin, async () => {
          faults = await faultsOfRuns(session, runs);
          return !faults.some((fault) => fault.startsWith('The queue still holds a run'));
        });
        expect(faults).toEqual([]);
      });
    });
  },
  3 * longestTakeOver,
);

async function bothWork(...engines: readonly EngineProcess[]): Promise<boolean> {
  const counts = await Promise.all(engines.map(async (one) => (await runsOf(one)).length));
  return counts.every((count) => count > 0);
}

it('a process without the API answers for its health alone', async () => {
  await using folder = await temporaryFolder();
  await using neurons = await temporaryFolder();
  await withEngines(folder.path, 1, { SKEP_NEURONS: neurons.path }, async ({ engines }) => {
    const [engine] = engines;
    const answers = ['/health', '/api/v1/status', '/'].map(
      async (path) => (await fetch(`${engine?.url}${path}`)).status,
    );
    expect(await Promise.all(answers)).toEqual([200, 404, 404]);
  });
}, 60_000);
