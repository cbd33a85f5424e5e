/** A server that is killed during its very first start makes up for it at the next one, as if nothing had happened. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createChance } from '../../server/src/demo/random.ts';
import { temporaryFolder } from '../../server/src/engine/testing.ts';
import { basic, createApiClient } from '../journeys/api-client.ts';
import { type JourneyServer, launchServer, startServer, stopServer } from '../journeys/server.ts';
import { byChance, takesPart } from '../support/faults.ts';
import { until } from './scene.ts';

/** Kills in one run, each of a start on an empty folder. */
const rounds = Number(process.env.SKEP_TEST_KILLS_OF_STARTS ?? 2);
/** Longest time in milliseconds until a start touches its data folder. */
const longestLaunch = 30_000;
/** Longest time in milliseconds from then to the kill: making database, tables and first administrator takes about as long. */
const longestWait = 1_200;
/** Longest time of a round in milliseconds. */
const longestRound = 60_000;

it.skipIf(!takesPart('killed-start'))(
  `starts after it was killed while it made its database, and has everything once ${byChance}`,
  async () => {
    const seed = Number(process.env.SKEP_TEST_SEED ?? randomInt(1, 1_000_000));
    process.stdout.write(`Killing ${rounds} starts with seed ${seed}\n`);
    const chance = createChance(seed);
    for (let round = 0; round < rounds; round += 1) {
      await using folder = await temporaryFolder();
      await killStart(folder.path, chance.below(longestWait));
      const server = await startServer(folder.path);
      try {
        expect(await namesIn(server)).toEqual({
          organisations: ['admin', 'main'],
          users: [server.administrator.login],
        });
      } finally {
        await stopServer(server);
      }
    }
  },
  rounds * longestRound,
);

/** Launches a server and kills it so long (milliseconds) after it has made its data folder. */
async function killStart(folder: string, afterMs: number): Promise<void> {
  const { process: child } = launchServer(folder);
  const ended = once(child, 'exit');
  await until('the data folder', longestLaunch, () => isThere(join(folder, 'data')));
  await pause(afterMs);
  child.kill('SIGKILL');
  await ended;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Not made yet.
    return false;
  }
}

async function namesIn({ url, administrator: { login, password } }: JourneyServer) {
  const client = createApiClient(url, basic(login, password), 'admin');
  const list = (name: string) => client.list('POST', '/query', { query: [{ _name: name }] });
  return {
    organisations: (await list('listOrganisation')).map(({ name }) => name).sort(),
    users: (await list('listUser')).map((user) => user.login),
  };
}
