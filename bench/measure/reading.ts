/** Times of the questions: lists, search, look-up, similarity, dashboard. */
import { type Chance, createChance } from '../../server/src/demo/random.ts';
import type { Facts } from '../facts.ts';
import {
  alertCounts,
  alertLists,
  caseCounts,
  caseLists,
  dashboard,
  lookUps,
  type QueryBody,
  type Question,
  searches,
  similarCases,
  urgentAlerts,
} from '../questions.ts';
import { type Budget, described, failed, type Measurement, type Section, timed } from './measurement.ts';

/** Sends a question and reads the whole answer. */
export type Ask = (body: QueryBody) => Promise<unknown>;

const runs = 40;
const p95 = (most: number): Budget => ({ of: 'p95', most });

/** Pages of fifty alerts and cases with each filter, and how many there are of each, which the client asks beside. */
export async function measureLists(ask: Ask, facts: Facts): Promise<Section[]> {
  const alerts = await measureAll(ask, facts, [...alertLists, urgentAlerts], p95(100));
  const cases = await measureAll(ask, facts, caseLists, p95(100));
  return [
    { title: 'Page of 50 alerts, by filter', measurements: alerts },
    { title: 'Page of 50 cases, by filter', measurements: cases },
    { title: 'How many alerts, by filter', measurements: await measureAll(ask, facts, alertCounts) },
    { title: 'How many cases, by filter', measurements: await measureAll(ask, facts, caseCounts) },
  ];
}

/** Free text, exact indicators and similarity. */
export async function measureFinding(ask: Ask, facts: Facts): Promise<Section> {
  return {
    title: 'Finding',
    measurements: [
      ...(await measureAll(ask, facts, searches, p95(150))),
      ...(await measureAll(ask, facts, lookUps, p95(20))),
      ...(await measureAll(ask, facts, [similarCases], p95(100))),
    ],
  };
}

/** The widgets of a dashboard, all at once as a browser asks for them, and each alone. */
export async function measureDashboard(ask: Ask, facts: Facts): Promise<Section> {
  const chance = createChance(1);
  const bodies = dashboard.map((question) => question.body(chance, facts));
  const whole = await measured('dashboard of 8 widgets', p95(1_500), () => Promise.all(bodies.map(ask)));
  return {
    title: 'Dashboard over 90 days',
    measurements: [whole, ...(await measureAll(ask, facts, dashboard))],
  };
}

async function measureAll(
  ask: Ask,
  facts: Facts,
  questions: readonly Question[],
  budget?: Budget,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const question of questions) {
    const chance: Chance = createChance(20_261);
    measurements.push(await measured(question.name, budget, () => ask(question.body(chance, facts))));
  }
  return measurements;
}

async function measured(
  name: string,
  budget: Budget | undefined,
  run: () => Promise<unknown>,
): Promise<Measurement> {
  try {
    return described(name, 'ms', await timed(runs, run), budget);
  } catch (error) {
    return failed(name, error, budget);
  }
}
