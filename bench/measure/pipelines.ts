/** Times and plans of the pipelines that are sent most. None may read a table of tenants from end to end. */
import { createChance } from '../../server/src/demo/random.ts';
import type { Database } from '../../server/src/storage/database.ts';
import type { Facts } from '../facts.ts';
import { pipelines } from '../pipelines.ts';
import { largeTenantTables, planOf, statementOf } from '../plans.ts';
import type { Question } from '../questions.ts';
import { type Budget, described, failed, type Measurement, type Section, timed } from './measurement.ts';
import type { Ask } from './reading.ts';

const runs = 20;
const budget: Budget = { of: 'p95', most: 100 };

/** Measures each over the wire, and adds its plan. */
export async function measurePipelines(ask: Ask, database: Database, facts: Facts): Promise<Section> {
  const tables = await largeTenantTables(database);
  const measurements: Measurement[] = [];
  let readWhole = 0;
  for (const question of pipelines) {
    const time = await measured(ask, facts, question);
    const plan = await planOf(database, facts, statementOf(question, facts, createChance(7)), tables);
    readWhole += plan.readWhole.length;
    const whole = plan.readWhole.map((table) => `**${table} from end to end**`);
    measurements.push({ ...time, note: [...whole, ...plan.reads].join(', ') });
  }
  const none: Budget = { of: 'p50', most: 0 };
  measurements.push(described('tables of tenants read from end to end', '', [readWhole], none));
  return { title: 'The pipelines that are sent most, with what their plans read', measurements };
}

async function measured(ask: Ask, facts: Facts, question: Question): Promise<Measurement> {
  const chance = createChance(20_261);
  try {
    const times = await timed(runs, () => ask(question.body(chance, facts)));
    return described(question.name, 'ms', times, budget);
  } catch (error) {
    return failed(question.name, error, budget);
  }
}
