/** How fast alerts come in through the door that feeders use, beside the same rows written with nothing in between. */
import { type Chance, createChance } from '../../server/src/demo/random.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import type { Client } from '../client.ts';
import type { Facts } from '../facts.ts';
import { indicatorOfRank } from '../generate/indicators.ts';
import { businessUnits } from '../generate/words.ts';
import type { Scene } from '../scene.ts';
import { readyRows, writeRows } from './bare-rows.ts';
import { described, durationOf, failed, type Section } from './measurement.ts';

const clients = 16;
const warmUps = 500;
const alerts = 4_000;
const bareAlerts = 2_000;
/** Alerts of one request of the door for many, and how many such requests are sent. */
const perRequest = 100;
const requests = 60;
const latency = { of: 'p95', most: 40 } as const;
const part = { of: 'p50', least: 0.33 } as const;
const gain = { of: 'p50', least: 2 } as const;

/** What ingestion is measured with. */
export interface IngestionOptions {
  /** With a connection for each of the clients. */
  readonly client: Client;
  readonly scene: Pick<Scene, 'database' | 'dataFolder'>;
  readonly facts: Facts;
}

/** Measures both; the bare rows before and after, because the machine may change its mind. */
export async function measureIngestion(options: IngestionOptions): Promise<Section> {
  const title = `POST /api/v1/alert with 5 observables, ${clients} clients`;
  const run = Date.now().toString(36);
  try {
    await repeat(warmUps, sending(options.client, `warm-${run}`));
    const before = await bareRate(options, 'before');
    const { rate, times } = await repeat(alerts, sending(options.client, run));
    const after = await bareRate(options, 'after');
    const many = perRequest * (await repeat(requests, sendingMany(options.client, run))).rate;
    const bare = (before.rate + after.rate) / 2;
    return {
      title,
      measurements: [
        described('one alert', 'ms', times, latency),
        described('alerts per second', '/s', [rate]),
        described('the same rows by a bare SQL client', '/s', [before.rate, after.rate]),
        described('one alert by a bare SQL client', 'ms', [...before.times, ...after.times]),
        described('part of the bare rate', '', [rate / bare], part),
        described(`alerts per second in requests of ${perRequest}`, '/s', [many]),
        described('times the rate of single alerts', '', [many / rate], gain),
      ],
    };
  } catch (error) {
    return { title, measurements: [failed('one alert', error, latency)] };
  }
}

function sending(client: Client, run: string): (index: number) => Promise<unknown> {
  const chance = createChance(7);
  return (index) => client.send('POST', '/api/v1/alert', alertBody(chance, `bench-${run}-${index}`));
}

function sendingMany(client: Client, run: string): (index: number) => Promise<unknown> {
  const chance = createChance(9);
  return (index) =>
    client.send(
      'POST',
      '/api/v1/alert/_bulk',
      Array.from({ length: perRequest }, (_, place) =>
        alertBody(chance, `bench-many-${run}-${index}-${place}`),
      ),
    );
}

async function bareRate({ scene, facts }: IngestionOptions, name: string): Promise<Repeated> {
  const chance = createChance(8);
  const run = Date.now().toString(36);
  const bodies = Array.from({ length: warmUps + bareAlerts }, (_, index) =>
    alertBody(chance, `bare-${name}-${run}-${index}`),
  );
  const rows = await readyRows(scene, facts.actor, bodies);
  const write = (index: number): Promise<void> =>
    writeRows(scene.database, facts.actor.organisation.id, rows[index] ?? []);
  await repeat(warmUps, (index) => write(bareAlerts + index));
  return repeat(bareAlerts, write);
}

function alertBody(chance: Chance, sourceRef: string): RawObject {
  const seen = Array.from({ length: 5 }, (_, index) => indicatorOfRank(index + 5 * chance.below(100_000)));
  return {
    type: 'siem',
    source: 'bench',
    sourceRef,
    title: `Repeated failed logons of user${chance.below(8_000)} on ws-${chance.below(5_000)}`,
    description:
      'The rule fired because the number of events was far above what the last thirty days had shown.',
    severity: 2,
    date: Date.now(),
    tags: ['auto', 'logon'],
    customFields: { 'business-unit': chance.pick(businessUnits) },
    observables: seen.map(({ dataType, data }, index) => ({
      dataType,
      data,
      ioc: index === 0,
      tags: ['auto'],
    })),
  };
}

/** How often something was done in a second, and how many milliseconds each took. */
interface Repeated {
  readonly rate: number;
  readonly times: readonly number[];
}

/** Runs something so many times, never more at once than there are clients. */
async function repeat(count: number, run: (index: number) => Promise<unknown>): Promise<Repeated> {
  const times: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      times.push(await durationOf(() => run(index)));
    }
  };
  const whole = await durationOf(() => Promise.all(Array.from({ length: clients }, worker)));
  return { rate: (count * 1_000) / whole, times };
}
