/**
 * How much the tests do that kill and attack. Each run takes some of it by chance, so that all tests together stay within minutes;
 * `SKEP_TEST_FAULTS=all` takes everything.
 */

/** Whether everything is taken. */
export const everyFault = process.env.SKEP_TEST_FAULTS === 'all';

/** The longest of them: one takes part in each run. */
const longest = [
  'fault-points',
  'vanished-worker',
  'killed-runs',
  'killed-writes',
  'killed-start',
  'external-cortex',
] as const;

/** Chance of this run, the same in all its threads. */
export const turn = process.pid;

/** Whether one of the longest takes part in this run. */
export function takesPart(name: (typeof longest)[number]): boolean {
  return everyFault || longest[turn % longest.length] === name;
}

/** Stands in the title of a test that may not take part. */
export const byChance = '[by chance in every sixth run, SKEP_TEST_FAULTS=all takes all]';

/** The share of a list that this run takes: each of so many parts in turn. */
export function shareOf<T>(all: readonly T[], parts: number): readonly T[] {
  return everyFault ? all : all.filter((_, place) => place % parts === turn % parts);
}
