/** The private PostgreSQL: made, started or taken over, owned by this server alone, and ended with it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionOptions } from '../connection-options.ts';
import { withClient } from '../connection-pool.ts';
import { type Account, accountToSwitchTo } from './account.ts';
import { initialiseIfMissing, ownerPassword, ownerRole } from './initialise.ts';
import { type Layout, layoutOf, makeDataFolder, requireReachable } from './layout.ts';
import { type Ownership, takeOwnership } from './ownership.ts';
import {
  findPostmaster,
  isGone,
  type Postmaster,
  type StartedPostmaster,
  startPostmaster,
  stopPostmaster,
  tailOfLog,
} from './postmaster.ts';
import { findPrograms, type Programs } from './programs.ts';
import { PrivatePostgresRefused } from './refusal.ts';
import type { Durability } from './settings.ts';
import { makeSocketFolder, socketPort } from './socket-folder.ts';
import { earlierWatchdogLives, startWatchdog, type Watchdog } from './watchdog.ts';

/** What to start. */
export interface PrivatePostgresOptions {
  /** The server's data folder, an absolute path. */
  readonly dataFolder: string;
  /** Database to make when missing. */
  readonly database: string;
  readonly durability?: Durability;
}

/** A running private PostgreSQL. */
export interface PrivatePostgres {
  /** The owner's connection. */
  readonly owner: ConnectionOptions;
  /** True when a postmaster of an earlier server was taken over. */
  readonly adopted: boolean;
  /** Resolves if PostgreSQL ends although nobody called `stop`; the server can then only end too. */
  readonly lost: Promise<void>;
  /** Orderly stop; call it after everything else was closed. */
  stop(): Promise<void>;
}

/** A recovery after a crash may take a while. */
const startMs = 120_000;
const pollMs = 20;
const mostAttempts = 10;
const attemptPauseMs = 300;
/** How long the watchdog of an earlier server gets to end its postmaster. */
const handOverMs = 40_000;

interface Setting {
  readonly layout: Layout;
  readonly programs: Programs;
  readonly account: Account | undefined;
  readonly socketFolder: string;
  readonly password: string;
  readonly durability: Durability;
}

interface Owned {
  readonly postmaster: Postmaster;
  readonly ownership: Ownership;
  readonly adopted: boolean;
}

/** Starts it. Throws `PrivatePostgresRefused` with what to do. */
export async function startPrivatePostgres(options: PrivatePostgresOptions): Promise<PrivatePostgres> {
  const setting = await prepare(options);
  const { postmaster, ownership, adopted } = await own(setting);
  const watchdog = await startWatchdog(setting.layout, postmaster.pid, setting.account);
  try {
    await createDatabase(ownerOf(setting, postmaster, 'postgres'), options.database);
  } catch (error) {
    await stop(setting, postmaster, ownership, watchdog);
    throw error;
  }
  return {
    owner: ownerOf(setting, postmaster, options.database),
    adopted,
    lost: ownership.lost,
    stop: () => stop(setting, postmaster, ownership, watchdog),
  };
}

async function prepare({ dataFolder, durability = 'durable' }: PrivatePostgresOptions): Promise<Setting> {
  const layout = layoutOf(dataFolder);
  const account = await accountToSwitchTo();
  await makeDataFolder(dataFolder);
  await requireReachable(dataFolder, account);
  const programs = await findPrograms(layout.programs, account);
  await initialiseIfMissing(layout, programs, account, durability);
  const socketFolder = await makeSocketFolder(dataFolder, account);
  return { layout, programs, account, socketFolder, password: await ownerPassword(layout), durability };
}

/** Starts a postmaster where none lives, and takes the lock; repeated while one is on its way up or down. */
async function own(setting: Setting): Promise<Owned> {
  const deadline = Date.now() + startMs;
  const attempts = createAttempts(setting);
  while (Date.now() < deadline) {
    const postmaster = await findPostmaster(setting.layout);
    if (postmaster === undefined) await attempts.next();
    else if (postmaster.status === 'ready') {
      const owned = await ownRunning(setting, postmaster, attempts.any());
      if (owned !== undefined) return owned;
    }
    await pause(pollMs);
  }
  throw await startFailed(setting, 'PostgreSQL did not get ready in time');
}

interface Attempts {
  /** Whether this server has started a postmaster. */
  any(): boolean;
  /** Starts one, unless the last one is still on its way up. Throws when too many have ended by themselves. */
  next(): Promise<void>;
}

/** After a crash the remains of the old cluster may need a moment to go, during which a new postmaster ends at once. */
function createAttempts(setting: Setting): Attempts {
  const { layout, programs, account, socketFolder, durability } = setting;
  let made = 0;
  let last: StartedPostmaster | undefined;
  return {
    any: () => made > 0,
    async next() {
      const status = last === undefined ? 0 : await Promise.race([last.ended, pause(pollMs)]);
      if (status === undefined) return;
      if (made === mostAttempts) {
        throw await startFailed(setting, `PostgreSQL ended with status ${status} while starting`);
      }
      if (made > 0) await pause(attemptPauseMs);
      last = await startPostmaster(layout, programs, account, socketFolder, durability);
      made += 1;
    },
  };
}

async function ownRunning(
  setting: Setting,
  postmaster: Postmaster,
  startedHere: boolean,
): Promise<Owned | undefined> {
  const clusterLives = async (): Promise<boolean> =>
    (await findPostmaster(setting.layout))?.pid === postmaster.pid;
  const ownership = await takeOwnership(ownerOf(setting, postmaster, 'postgres'), clusterLives);
  if (ownership === undefined) return undefined;
  if (startedHere || !(await earlierWatchdogLives(setting.layout))) {
    return { postmaster, ownership, adopted: !startedHere };
  }
  // Its server is gone, so its watchdog is about to end it: taking over a postmaster on its way down would be in vain.
  await ownership.release();
  await isGone(setting.layout, postmaster.pid, handOverMs);
  return undefined;
}

function ownerOf({ password }: Setting, { socketFolder }: Postmaster, database: string): ConnectionOptions {
  return { host: socketFolder, port: socketPort, database, user: ownerRole, password };
}

async function createDatabase(owner: ConnectionOptions, name: string): Promise<void> {
  await withClient(owner, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

async function stop(
  { layout }: Setting,
  postmaster: Postmaster,
  ownership: Ownership,
  watchdog: Watchdog,
): Promise<void> {
  await ownership.release();
  await stopPostmaster(layout, postmaster.pid);
  watchdog.release();
}

async function startFailed({ layout }: Setting, what: string): Promise<PrivatePostgresRefused> {
  const tail = await tailOfLog(layout);
  return new PrivatePostgresRefused('startFailed', `${what}. Its log ${layout.log} ends with:\n${tail}`);
}
