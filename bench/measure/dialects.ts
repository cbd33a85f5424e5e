/**
 * The older dialect beside the current one: the same work asked for in both, by turns in one run, so that the machine changes its
 * mind for both. What counts is the ratio of their medians.
 */
import { type Chance, createChance } from '../../server/src/demo/random.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import type { Client } from '../client.ts';
import { indicatorOfRank } from '../generate/indicators.ts';
import { described, durationOf, failed, type Measurement, type Section } from './measurement.ts';

const turns = 200;
const warmUps = 20;
/** The older dialect may take 15 % longer. */
const ratio = { of: 'p50', most: 1.15 } as const;
const title = 'v0 beside v1';

/** One thing to do, as clients of each dialect ask for it. */
interface Task {
  readonly name: string;
  readonly ask: Readonly<Record<'v0' | 'v1', (chance: Chance, reference: string) => Promise<unknown>>>;
}

/** Measures each task in both dialects. */
export async function measureDialects(client: Client): Promise<Section> {
  const measurements: Measurement[] = [];
  for (const task of tasksOf(client)) measurements.push(...(await compared(task)));
  return { title, measurements };
}

async function compared({ name, ask }: Task): Promise<Measurement[]> {
  try {
    const run = Date.now().toString(36);
    const times: Record<'v0' | 'v1', number[]> = { v0: [], v1: [] };
    for (let turn = -warmUps; turn < turns; turn += 1)
      for (const dialect of turn % 2 === 0 ? (['v0', 'v1'] as const) : (['v1', 'v0'] as const)) {
        const work = () => ask[dialect](createChance(turn + warmUps), `${dialect}-${run}-${turn}`);
        const time = await durationOf(work);
        if (turn >= 0) times[dialect].push(time);
      }
    const [v0, v1] = [described(`${name}, v0`, 'ms', times.v0), described(`${name}, v1`, 'ms', times.v1)];
    return [v0, v1, described(`${name}, v0 over v1`, '', [v0.p50 / v1.p50], ratio)];
  } catch (error) {
    return [failed(name, error, ratio)];
  }
}

function tasksOf(client: Client): readonly Task[] {
  const post = (path: string, body: unknown) => client.send('POST', path, body);
  return [
    {
      name: 'an alert with 5 observables',
      ask: {
        v0: (chance, sourceRef) =>
          post('/api/v0/alert', { ...alertOf(sourceRef), artifacts: observablesOf(chance) }),
        v1: (chance, sourceRef) =>
          post('/api/v1/alert', { ...alertOf(sourceRef), observables: observablesOf(chance) }),
      },
    },
    {
      name: 'a case with 2 tasks',
      ask: {
        v0: () => post('/api/v0/case', caseBody),
        v1: () => post('/api/v1/case', caseBody),
      },
    },
    {
      name: '20 alerts of a filter with their observables',
      ask: {
        v0: (chance) =>
          post('/api/v0/alert/_search?range=0-20&sort=-date', { query: { severity: severityOf(chance) } }),
        v1: (chance) => post('/api/v1/query', { query: pageOf(severityOf(chance)) }),
      },
    },
  ];
}

function alertOf(sourceRef: string): RawObject {
  return {
    ...{
      type: 'siem',
      source: 'bench',
      sourceRef,
      title: 'Repeated failed logons',
      severity: 2,
      tags: ['auto'],
    },
    description: 'The rule fired because the number of events was far above what the last month had shown.',
  };
}

function observablesOf(chance: Chance): readonly RawObject[] {
  return Array.from({ length: 5 }, () => ({ ...indicatorOfRank(chance.below(500_000)), tags: ['auto'] })).map(
    ({ dataType, data, tags }) => ({ dataType, data, tags, message: 'Seen' }),
  );
}

const caseBody: RawObject = {
  title: 'Phishing of the payroll',
  description: 'Several people reported the same mail.',
  severity: 2,
  tags: ['phishing'],
  tasks: [{ title: 'Look at the mail' }, { title: 'Inform people' }],
};

const severityOf = (chance: Chance): number => 1 + chance.below(4);

/** What a search of the older dialect brings by itself: the observables of each, and how many there are in all. */
function pageOf(severity: number): readonly RawObject[] {
  return [
    { _name: 'listAlert' },
    { _name: 'filter', _field: 'severity', _value: severity },
    { _name: 'sort', _fields: [{ date: 'desc' }] },
    { _name: 'page', from: 0, to: 20, extraData: ['observables', 'total'] },
  ];
}
