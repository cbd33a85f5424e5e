/**
 * How much the longest tests do: those that kill and attack, journeys and old clients. Each run takes some of it by chance, so that
 * all tests together stay within minutes; `SKEP_TEST_FAULTS=all` takes everything.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

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
  'killed-import',
  'killed-deliveries',
] as const;

/** Chance of this run, the same in all its threads. */
export const turn = process.pid;

/** Whether one of the longest takes part in this run. */
export function takesPart(name: (typeof longest)[number]): boolean {
  return everyFault || longest[turn % longest.length] === name;
}

/** Stands in the title of a test that may not take part. */
export const byChance = '[by chance in every eighth run, SKEP_TEST_FAULTS=all takes all]';

/** The share of a list that this run takes: each of so many parts in turn. */
export function shareOf<T>(all: readonly T[], parts: number): readonly T[] {
  return everyFault ? all : all.filter((_, place) => place % parts === turn % parts);
}

/**
 * The test files of a folder that a command runs: those that are always run, and of the others one of so many parts. Whoever names
 * files chooses from all. Says which do not take part.
 */
export function filesInTurn(folder: string, always: readonly string[], parts: number): readonly string[] {
  const others = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && !always.includes(name.replace('.test.ts', '')))
    .sort();
  const taken = namesFiles(process.argv.slice(2)) ? others : shareOf(others, parts);
  const left = others.filter((name) => !taken.includes(name));
  if (left.length > 0)
    console.log(`not in this run, by chance; SKEP_TEST_FAULTS=all takes all: ${left.join(', ')}`);
  return [...always.map((name) => `${name}.test.ts`), ...taken].map((name) => join(folder, name));
}

/** Whether the words of a test command name files, beside the command itself and its settings. */
function namesFiles(words: readonly string[]): boolean {
  return words.some((word) => word !== 'run' && !word.startsWith('-') && !word.endsWith('vitest.config.ts'));
}
