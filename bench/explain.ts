/**
 * Prints how PostgreSQL answers the commonest questions: `node bench/explain.ts FOLDER [part of a name]`, where the folder was
 * filled by `node bench/run.ts --folder FOLDER`.
 */
import { resolve } from 'node:path';
import { createChance } from '../server/src/demo/random.ts';
import { scopeOf } from '../server/src/query/scope-of.ts';
import { type Facts, readFacts } from './facts.ts';
import { pipelines } from './pipelines.ts';
import { statementOf } from './plans.ts';
import {
  alertLists,
  caseLists,
  dashboard,
  lookUps,
  type Question,
  searches,
  similarCases,
  urgentAlerts,
} from './questions.ts';
import { openScene, type Scene } from './scene.ts';

const named = (group: string, questions: readonly Question[]): Question[] =>
  questions.map((question) => ({ ...question, name: `${group}: ${question.name}` }));

const all: readonly Question[] = [
  ...named('alerts', [...alertLists, urgentAlerts]),
  ...named('cases', caseLists),
  ...named('search', searches),
  ...named('look-up', lookUps),
  ...named('similar', [similarCases]),
  ...named('dashboard', dashboard),
  ...named('pipeline', pipelines),
];

/** What is explained when no name is asked for. */
const commonest = [
  'alerts: no filter',
  'alerts: open stages',
  'alerts: common tag',
  'alerts: free text',
  'cases: no filter',
  'cases: open stages',
  'search: search in observables',
  'look-up: common indicator',
  'similar: similar cases of an alert with 30 observables',
  'dashboard: alerts by day',
];

const timeoutMs = 120_000;

async function explain({ database }: Scene, facts: Facts, question: Question): Promise<void> {
  const statement = statementOf(question, facts, createChance(7));
  const explained = { ...statement, sql: `explain (analyze, buffers, verbose off) ${statement.sql}` };
  // The first run fills the caches.
  await database.read(scopeOf(facts.actor), explained, { timeoutMs });
  const { rows } = await database.read(scopeOf(facts.actor), explained, { timeoutMs });
  console.log(`\n━━ ${question.name}\n${statement.sql}\n`);
  for (const row of rows) console.log(row['QUERY PLAN']);
}

async function main([folder, part]: readonly string[]): Promise<void> {
  if (folder === undefined)
    throw new Error('Name the folder that `node bench/run.ts --folder FOLDER` has filled');
  const chosen = all.filter(({ name }) =>
    part === undefined ? commonest.includes(name) : name.includes(part),
  );
  const scene = await openScene(resolve(folder));
  try {
    const facts = await readFacts(scene.database);
    if (facts === undefined) throw new Error(`Nothing has been generated in ${folder}`);
    for (const question of chosen) await explain(scene, facts, question);
  } finally {
    await scene.close();
  }
}

await main(process.argv.slice(2));
