/** The server, its database, or a process that runs neurons is killed at the steps of a run: the run ends once all the same, and nothing of it is left. */
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../server/src/engine/testing.ts';
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { byChance, everyFault, takesPart, turn } from '../support/faults.ts';
import { cutOff, type Ground, withGround } from './grounds.ts';
import { brokenFiles } from './halves.ts';
import { type Hold, type HoldPoint, holdPoints, prepareHolds } from './holds.ts';
import { enableNeurons, neuronProcesses, writeNeurons } from './neurons.ts';
import { type AcceptedRun, countRuns, faultsOfRuns, makeObservables, requestJob } from './runs.ts';
import { until } from './scene.ts';

const program = fileURLToPath(new URL('./holding-server.ts', import.meta.url));
/** How long the neuron takes, in milliseconds. */
const runMs = 300;
/** Longest time in milliseconds until a run has ended after its server is there again. */
const longestEnd = 30_000;

const cases = cutOff.map((victim, index) => {
  // Each victim gets every fourth step, or each gets all of them.
  const points = holdPoints.filter((_, place) => everyFault || (place + 2 * index + turn) % 4 === 0);
  return { victim, points, names: points.map(({ name }) => name).join(', ') };
});

it.skipIf(!takesPart('fault-points')).concurrent.each(cases)(
  `ends a run once and leaves nothing of it when the $victim is killed while $names ${byChance}`,
  async ({ victim, points }) => {
    await using folder = await temporaryFolder();
    await writeNeurons(folder.path);
    const settings = { SKEP_NEURONS: folder.path, SKEP_STOP_GRACE_SECONDS: '0' };
    await withGround(victim, settings, program, async (ground) => {
      const { scene } = ground;
      const mark = `${100_000 + randomInt(1, 1_000_000)}`;
      await enableNeurons(scene, runMs, mark);
      await scene.reach(prepareHolds);
      const runs: AcceptedRun[] = [];
      for (const point of points) {
        runs.push(await killAt(ground, point, mark));
        expect([point.name, await countRuns(scene, 'Success')]).toEqual([point.name, runs.length]);
        expect([point.name, await neuronProcesses(mark)]).toEqual([point.name, []]);
        expect([point.name, await ground.runFolders()]).toEqual([point.name, []]);
      }
      await scene.reach((session) =>
        until('the queue to be empty', longestEnd, async () => (await queued(session)) === 0),
      );
      const found = await ground.look(async (session, store) => [
        ...(await faultsOfRuns(session, runs)),
        ...(await brokenFiles(session, store)),
      ]);
      expect(found).toEqual([]);
    });
  },
  2 * holdPoints.length * longestEnd,
);

/** Kills when a run has come to the step, starts again, and waits for its end. */
async function killAt(ground: Ground, point: HoldPoint, mark: string): Promise<AcceptedRun> {
  const { scene } = ground;
  const [observable = ''] = await makeObservables(scene, [`n${randomInt(1_000_000_000)}.example`]);
  const hold = await point.hold(ground.held, mark);
  // Whoever asks does not know of the kill, and asks again when no answer comes.
  const [run] = await Promise.all([requestJob(scene, observable), cutOffAt(ground, hold)]);
  await scene.reach(loseHeartbeats);
  await until(`the end of a run after a kill when ${point.name}`, longestEnd, async () => {
    const open = (await countRuns(scene, 'Waiting')) + (await countRuns(scene, 'InProgress'));
    return open === 0;
  });
  return run;
}

async function cutOffAt(ground: Ground, hold: Hold): Promise<void> {
  await hold.reached();
  const killed = ground.kill();
  await hold.release();
  await killed;
  await ground.restart();
}

/** As if the time had passed after which a silent process counts as dead. */
async function loseHeartbeats(session: OwnerSession): Promise<void> {
  await session.query(
    "update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where name = 'run' and state = 'active'",
  );
}

async function queued(session: OwnerSession): Promise<number> {
  const rows = await session.query(
    "select id from pgboss.job where name in ('run', 'run_given_up') and state < 'completed'",
  );
  return rows.length;
}
