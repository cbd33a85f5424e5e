/** Where runs are cut off: one process that does everything, or one that serves beside another that runs neurons. */
import { join } from 'node:path';
import { temporaryFolder } from '../../server/src/engine/testing.ts';
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { runsOf, withEngines } from './engines.ts';
import type { Held } from './holds.ts';
import { runFolders } from './neurons.ts';
import { type Scene, withScene } from './scene.ts';

/** What is killed: the process that does everything, its PostgreSQL, or the one that only runs neurons. */
export const cutOff = ['server', 'database', 'worker'] as const;

/** One of them. */
export type CutOff = (typeof cutOff)[number];

/** A place to cut runs off. */
export interface Ground {
  /** What is asked of the process that serves. */
  readonly scene: Pick<Scene, 'server' | 'reach'>;
  readonly held: Held;
  /** Comes back when what was killed has ended. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<unknown>;
  /** Names of the folders of runs. */
  readonly runFolders: () => Promise<readonly string[]>;
  /** Looks at what is left in the end; `folder` holds the store of files. */
  readonly look: <T>(read: (session: OwnerSession, folder: string) => Promise<T>) => Promise<T>;
}

/** Runs work on a ground of its own, which is gone afterwards; `program` is what carries runs out. */
export async function withGround(
  victim: CutOff,
  settings: Readonly<Record<string, string>>,
  program: string,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  if (victim !== 'worker') return withScene(settings, (scene) => work(aloneOn(scene, victim)), program);
  await using folder = await temporaryFolder();
  await withEngines(
    folder.path,
    1,
    settings,
    async ({ scene, engines: [worker] }) => {
      if (worker === undefined) throw new Error('One process was asked for');
      await work({
        scene,
        held: { server: async () => worker.now(), reach: scene.reach },
        kill: worker.kill,
        restart: worker.restart,
        runFolders: () => runsOf(worker),
        look: (read) => scene.reach((session) => read(session, folder.path)),
      });
    },
    program,
  );
}

function aloneOn(scene: Scene, victim: Exclude<CutOff, 'worker'>): Ground {
  return {
    scene,
    held: scene,
    kill: () => scene.kill(victim),
    restart: scene.restart,
    runFolders: () => runFolders(scene),
    async look(read) {
      await scene.terminate();
      return scene.look((session) => read(session, join(scene.folder, 'data')));
    },
  };
}
