/** The server, or its database, is killed at the steps of a run: the run ends once all the same, and nothing of it is left. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../server/src/engine/testing.ts';
import { byChance, everyFault, takesPart, turn } from '../support/faults.ts';
import { brokenFiles } from './halves.ts';
import { type HoldPoint, holdPoints, prepareHolds } from './holds.ts';
import { enableNeurons, neuronProcesses, runFolders, writeNeurons } from './neurons.ts';
import { type AcceptedRun, countRuns, faultsOfRuns, makeObservables, requestJob } from './runs.ts';
import { type Scene, until, type Victim, withScene } from './scene.ts';

const program = fileURLToPath(new URL('./holding-server.ts', import.meta.url));
/** How long the neuron takes, in milliseconds. */
const runMs = 300;
/** Longest time in milliseconds until a run has ended after its server is there again. */
const longestEnd = 30_000;

const cases = (['server', 'database'] as const).map((victim, index) => {
  // Each victim gets every fourth step, never the same as the other; or each gets all of them.
  const points = holdPoints.filter((_, place) => everyFault || (place + 2 * index + turn) % 4 === 0);
  return { victim, points, names: points.map(({ name }) => name).join(', ') };
});

it.skipIf(!takesPart('fault-points')).concurrent.each(cases)(
  `ends a run once and leaves nothing of it when the $victim is killed while $names ${byChance}`,
  async ({ victim, points }) => {
    await using folder = await temporaryFolder();
    await writeNeurons(folder.path);
    const settings = { SKEP_NEURONS: folder.path, SKEP_STOP_GRACE_SECONDS: '0' };
    await withScene(
      settings,
      async (scene) => {
        const mark = `${100_000 + randomInt(1, 1_000_000)}`;
        await enableNeurons(scene, runMs, mark);
        await scene.reach(prepareHolds);
        const runs: AcceptedRun[] = [];
        for (const point of points) {
          runs.push(await killAt(scene, point, victim, mark));
          expect([point.name, await countRuns(scene, 'Success')]).toEqual([point.name, runs.length]);
          expect([point.name, await neuronProcesses(mark)]).toEqual([point.name, []]);
          expect([point.name, await runFolders(scene)]).toEqual([point.name, []]);
        }
        await scene.reach((session) =>
          until('the queue to be empty', longestEnd, async () => (await queued(session)) === 0),
        );
        await scene.terminate();
        const found = await scene.look(async (session) => [
          ...(await faultsOfRuns(session, runs)),
          ...(await brokenFiles(session, join(scene.folder, 'data'))),
        ]);
        expect(found).toEqual([]);
      },
      program,
    );
  },
  holdPoints.length * longestEnd,
);

/** Kills when a run has come to the step, starts again, and waits for its end. */
async function killAt(scene: Scene, point: HoldPoint, victim: Victim, mark: string): Promise<AcceptedRun> {
  const [observable = ''] = await makeObservables(scene, [`n${randomInt(1_000_000_000)}.example`]);
  const hold = await point.hold(scene, mark);
  const run = await requestJob(scene, observable);
  await hold.reached();
  const killed = scene.kill(victim);
  await hold.release();
  await killed;
  await scene.restart();
  await scene.reach(loseHeartbeats);
  await until(`the end of a run after a kill when ${point.name}`, longestEnd, async () => {
    const open = (await countRuns(scene, 'Waiting')) + (await countRuns(scene, 'InProgress'));
    return open === 0;
  });
  return run;
}

type Session = Parameters<Parameters<Scene['reach']>[0]>[0];

/** As if the time had passed after which a silent process counts as dead. */
async function loseHeartbeats(session: Session): Promise<void> {
  await session.query(
    "update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where name = 'run' and state = 'active'",
  );
}

async function queued(session: Session): Promise<number> {
  const rows = await session.query(
    "select id from pgboss.job where name in ('run', 'run_given_up') and state < 'completed'",
  );
  return rows.length;
}
