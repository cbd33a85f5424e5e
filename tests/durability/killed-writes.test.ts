/** Whatever is killed at whatever moment: what was acknowledged is there with its record, once, and nothing is there by half. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createChance } from '../../server/src/demo/random.ts';
import { byChance, takesPart } from '../support/faults.ts';
import { findingsOf } from './findings.ts';
import { brokenFiles, halvesIn } from './halves.ts';
import { createLedger } from './ledger.ts';
import { type Scene, until, victims, withScene } from './scene.ts';
import { write } from './writers.ts';

/** Kills in one run; the benchmark asks for more. */
const rounds = Number(process.env.SKEP_TEST_KILLS ?? victims.length);
const clients = 16;
/** Longest time until that many writes are acknowledged, in milliseconds. */
const longestWriting = 40_000;
/** Most acknowledged creations between a start and the moment from which a kill may come. */
const mostBetween = 60;
/** Longest time from then to the kill, in milliseconds, so that it comes at no particular step. */
const longestWait = 50;
/** Longest time of a round in milliseconds, on a machine with much else to do. */
const longestRound = 60_000;

it.skipIf(!takesPart('killed-writes'))(
  `keeps every acknowledged write with its record, once, while server and PostgreSQL are killed ${byChance}`,
  async () => {
    const seed = Number(process.env.SKEP_TEST_SEED ?? randomInt(1, 1_000_000));
    process.stdout.write(`Killing ${rounds} times with seed ${seed}\n`);
    await withScene({}, async (scene) => {
      const ledger = createLedger();
      const over = new AbortController();
      const writers = Array.from({ length: clients }, (_, index) => ({
        name: `seed${seed}-${index}`,
        first: index,
      }));
      const writing = Promise.all(writers.map((writer) => write(scene, ledger, writer, over.signal)));
      await Promise.race([killAtRandom(scene, seed, () => ledger.creations.length), writing]);
      over.abort();
      await writing;
      await scene.kill('both');
      process.stdout.write(`${ledger.creations.length} creations, ${ledger.repeated} repeated\n`);
      const found = await scene.look(async (session) => [
        ...(await findingsOf(session, ledger)),
        ...(await halvesIn(session)),
        ...(await brokenFiles(session, join(scene.folder, 'data'))),
      ]);
      expect(found).toEqual([]);
      // The kills came while the server was at work.
      expect(ledger.repeated).toBeGreaterThan(0);
    });
  },
  rounds * longestRound,
);

async function killAtRandom(scene: Scene, seed: number, written: () => number): Promise<void> {
  const chance = createChance(seed);
  for (let round = 0; round < rounds; round += 1) {
    const goal = written() + chance.below(mostBetween);
    await until(`${goal} acknowledged writes`, longestWriting, () => written() >= goal);
    await pause(chance.below(longestWait));
    await scene.kill(victims[round % victims.length] ?? 'both');
    await scene.restart();
  }
}
