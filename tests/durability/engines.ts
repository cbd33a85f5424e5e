/** One process that serves, and others that only run neurons, over one PostgreSQL and one folder of files. */
import { once } from 'node:events';
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withOwner } from '../../server/src/storage/owner-session.ts';
import { startPrivatePostgres } from '../../server/src/storage/private-postgres/start.ts';
import { type JourneyServer, startServer, stopServer } from '../journeys/server.ts';
import { urlOf } from '../support/postgres.ts';
import type { Scene } from './scene.ts';

/** A process that runs neurons. */
export interface EngineProcess {
  /** Folder that holds its data folder. */
  readonly folder: string;
  readonly url: string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its present life. */
  readonly now: () => JourneyServer;
  /** Kills it with SIGKILL, and comes back when it has ended. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same folder. */
  readonly restart: () => Promise<void>;
}

/** All processes. */
export interface Engines {
  /** What is asked of the one that serves. */
  readonly scene: Pick<Scene, 'server' | 'folder' | 'reach'>;
  readonly engines: readonly EngineProcess[];
}

/** Runs work over processes that are gone afterwards. */
export async function withEngines<T>(
  folder: string,
  count: number,
  settings: Readonly<Record<string, string>>,
  work: (engines: Engines) => Promise<T>,
  program?: string,
): Promise<T> {
  const postgresFolder = join(folder, 'postgres');
  await mkdir(postgresFolder);
  await chmod(postgresFolder, 0o711);
  const postgres = await startPrivatePostgres({
    dataFolder: postgresFolder,
    database: 'skep',
    durability: 'throwAway',
  });
  const shared = {
    ...settings,
    SKEP_DATABASE_URL: urlOf(postgres.owner),
    SKEP_FILES_URL: `file://${join(folder, 'files')}`,
  };
  const running: JourneyServer[] = [];
  const start = async (name: string, services: string, run?: string): Promise<JourneyServer> => {
    const started = await startServer(join(folder, name), { ...shared, SKEP_SERVICES: services }, run);
    running.push(started);
    return started;
  };
  const startEngine = async (name: string): Promise<EngineProcess> => {
    const life = { now: await start(name, 'engine', program) };
    return {
      folder: life.now.folder,
      url: life.now.url,
      now: () => life.now,
      signal: (signal) => {
        life.now.process.kill(signal);
      },
      async kill() {
        const ended = once(life.now.process, 'exit');
        life.now.process.kill('SIGKILL');
        await ended;
      },
      async restart() {
        life.now = await start(name, 'engine', program);
      },
    };
  };
  try {
    const server = await start('server', 'http');
    const names = Array.from({ length: count }, (_, index) => `engine-${index}`);
    for (const name of names) await giveKey(server.folder, join(folder, name));
    const engines = await Promise.all(names.map(startEngine));
    return await work({
      scene: {
        server: async () => server,
        folder: server.folder,
        reach: (act) => withOwner(postgres.owner, act),
      },
      engines,
    });
  } finally {
    for (const one of running) one.process.kill('SIGCONT');
    await Promise.all(running.map(stopServer));
    await postgres.stop();
  }
}

async function giveKey(from: string, to: string): Promise<void> {
  await mkdir(join(to, 'data'), { recursive: true });
  await chmod(to, 0o755);
  await chmod(join(to, 'data'), 0o711);
  await copyFile(join(from, 'data', 'instance.key'), join(to, 'data', 'instance.key'));
  await chmod(join(to, 'data', 'instance.key'), 0o600);
}

/** Names of the folders of runs that a process carries out. */
export async function runsOf({ folder }: Pick<EngineProcess, 'folder'>): Promise<readonly string[]> {
  return (await readdir(join(folder, 'data', 'jobs'))).filter((name) => name.startsWith('job-'));
}
