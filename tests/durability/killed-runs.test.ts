/** Neurons run while the server is killed: every accepted run ends with its report or a reason, and its effects are there once. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createChance } from '../../server/src/demo/random.ts';
import { temporaryFolder } from '../../server/src/engine/testing.ts';
import { byChance, takesPart } from '../support/faults.ts';
import { brokenFiles } from './halves.ts';
import { enableNeurons, neuronProcesses, runFolders, writeNeurons } from './neurons.ts';
import { countRuns, faultsOfRuns, handOutAgain, makeObservables, requestRuns } from './runs.ts';
import { type Scene, until, victims, withScene } from './scene.ts';

/** Kills in one run. */
const rounds = Number(process.env.SKEP_TEST_KILLS_OF_RUNS ?? 1);
/** What is killed; or the server is asked to stop, and has no time for the runs under way. */
const ends = [...victims, 'request'] as const;
/** Observables, each with a job and an action. */
const observables = 6;
/** How long a neuron takes, in milliseconds. */
const runMs = 600;
/** Longest time in milliseconds until runs are under way, and from a kill until all have ended. */
const longestRuns = 60_000;
/** Longest time in milliseconds for processes to be gone whose server was killed. */
const longestLife = 2_000;

it.skipIf(!takesPart('killed-runs'))(
  `ends every accepted run with a report or a reason, its effects once, though the server ends meanwhile ${byChance}`,
  async () => {
    const seed = Number(process.env.SKEP_TEST_SEED ?? randomInt(1, 1_000_000));
    process.stdout.write(`Killing runs ${rounds} times with seed ${seed}\n`);
    await using folder = await temporaryFolder();
    await writeNeurons(folder.path);
    const settings = { SKEP_NEURONS: folder.path, SKEP_STOP_GRACE_SECONDS: '0' };
    await withScene(settings, async (scene) => {
      const mark = `${100_000 + seed}`;
      await enableNeurons(scene, runMs, mark);
      const names = Array.from({ length: observables }, (_, index) => `n${index}.seed${seed}.example`);
      const ids = await makeObservables(scene, names);
      const asking = Promise.all(ids.map((id) => requestRuns(scene, id)));
      await killAtRandom(scene, seed, mark);
      const runs = (await asking).flat();
      await until('all runs to end', longestRuns, async () => (await openRuns(scene)) === 0);
      // A run that is lost three times ends with that as its reason.
      if (rounds < 3) expect(await countRuns(scene, 'Success')).toBe(2 * observables);
      expect(await neuronProcesses(mark)).toEqual([]);
      expect(await runFolders(scene)).toEqual([]);
      await scene.terminate();
      const found = await scene.look(async (session) => {
        const faults = await faultsOfRuns(session, runs);
        await handOutAgain(session);
        return [...faults, ...(await brokenFiles(session, join(scene.folder, 'data')))];
      });
      expect(found).toEqual([]);
      await scene.restart();
      // The queue gives in the order of asking: when a new run has ended, the old ones have been given out before it.
      const [another = ''] = await makeObservables(scene, [`last.seed${seed}.example`]);
      runs.push(...(await requestRuns(scene, another)));
      await until('the new runs to end', longestRuns, async () => (await openRuns(scene)) === 0);
      await scene.terminate();
      expect(await scene.look((session) => faultsOfRuns(session, runs))).toEqual([]);
      expect(runs).toHaveLength(2 * observables + 2);
    });
  },
  rounds * longestRuns + longestRuns,
);

/** Kills while neurons run, and looks for what they leave when the server is there again. */
async function killAtRandom(scene: Scene, seed: number, mark: string): Promise<void> {
  const chance = createChance(seed);
  for (let round = 0; round < rounds; round += 1) {
    await until('neurons to run', longestRuns, async () => (await neuronProcesses(mark)).length > 0);
    await pause(chance.below(runMs));
    const folders = await runFolders(scene);
    const processes = await neuronProcesses(mark);
    await end(scene, ends[chance.below(ends.length)] ?? 'server');
    await scene.restart();
    await until('neurons of the killed server to be gone', longestLife, async () =>
      noneOf(processes, await neuronProcesses(mark)),
    );
    expect(noneOf(folders, await runFolders(scene))).toBe(true);
  }
}

async function end(scene: Scene, how: (typeof ends)[number]): Promise<void> {
  process.stdout.write(`Ending by ${how}\n`);
  if (how === 'request') await scene.terminate();
  else await scene.kill(how);
}

function noneOf(some: readonly string[], all: readonly string[]): boolean {
  return !some.some((one) => all.includes(one));
}

async function openRuns(scene: Scene): Promise<number> {
  return (await countRuns(scene, 'Waiting')) + (await countRuns(scene, 'InProgress'));
}
