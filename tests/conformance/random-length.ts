/** How long tests with random requests run, and from which number they draw: both can be set for a longer or a repeated run. */
import { randomInt } from 'node:crypto';

/** Seconds of random requests in all: `SKEP_TEST_FUZZ_SECONDS`, or those usual for the test. Throws for what is no such number. */
export function fuzzSeconds(usual: number): number {
  const seconds = Number(process.env.SKEP_TEST_FUZZ_SECONDS ?? usual);
  if (Number.isFinite(seconds) && seconds >= 1) return seconds;
  throw new Error('SKEP_TEST_FUZZ_SECONDS takes a number of seconds from 1');
}

/** What everything is drawn from: `SKEP_TEST_SEED`, or a new number in each run. Throws for what is no whole number. */
export function fuzzSeed(): number {
  const seed = Number(process.env.SKEP_TEST_SEED ?? randomInt(1, 1_000_000));
  if (Number.isSafeInteger(seed)) return seed;
  throw new Error('SKEP_TEST_SEED takes a whole number');
}
