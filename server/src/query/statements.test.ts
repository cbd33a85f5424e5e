/** The statements of the most important pipelines, kept as files: a change of what the database is asked shows in review. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../model/actor.ts';
import type { Aggregation } from './aggregate.ts';
import { compilePipeline } from './index.ts';
import type { Pipeline } from './stage.ts';

const actor: Actor = {
  userId: '7',
  login: 'ann@example.org',
  name: 'Ann',
  organisation: { id: '5', name: 'soc' },
  permissions: new Set(),
  person: true,
};

/** A space that a new line stands for: the clause behind it is one of a query. */
const breaks =
  / (?=(?:from|where|group by|limit|union all|cross join|left join|join|select)\b)(?<!epoch |cross |left )|(?<=\),) (?=\S+ as \()/;

/** The statement with one clause a line, as deep as its parentheses are, and its parameters below. */
function written(pipeline: Pipeline): string {
  const { statement } = compilePipeline(actor, pipeline);
  const depth = { now: 0 };
  const lines = statement.sql.split(breaks).map((clause) => {
    const line = `${'  '.repeat(depth.now)}${clause}`;
    depth.now += clause.split('(').length - clause.split(')').length;
    return line;
  });
  const parameters = statement.parameters.map(
    (value, index) => `-- $${index + 1} = ${JSON.stringify(value)}`,
  );
  return `${[...lines, ...parameters].map((line) => line.trimEnd()).join('\n')}\n`;
}

const count: Aggregation = { op: 'count', name: 'count' };
const recently = {
  op: 'filter',
  filter: { op: 'greaterOrEqual', path: 'date', value: 1_767_225_600_000, at: 'date' },
} as const;
const alerts = { op: 'list', entity: 'alert' } as const;
const alert = { op: 'get', entity: 'alert', id: '1234' } as const;

const pipelines: Readonly<Record<string, Pipeline>> = {
  'alert-count': [alerts, recently, { op: 'aggregate', aggregation: count }],
  'alert-top-tags': [
    alerts,
    recently,
    {
      op: 'aggregate',
      aggregation: {
        op: 'field',
        name: 'tags',
        path: 'tags',
        order: [{ by: 'count', descending: true }],
        size: 5,
        select: [count],
      },
    },
  ],
  'alert-severities-by-day': [
    alerts,
    recently,
    {
      op: 'aggregate',
      aggregation: {
        op: 'time',
        name: 'date',
        path: 'date',
        interval: { amount: 1, unit: 'd' },
        timezone: 'Europe/Paris',
        select: [{ op: 'field', name: 'severity', path: 'severity', order: [], select: [count] }],
      },
    },
  ],
  'case-response-times-by-month': [
    { op: 'list', entity: 'case' },
    {
      op: 'aggregate',
      aggregation: {
        op: 'time',
        name: 'startDate',
        path: 'startDate',
        interval: { amount: 1, unit: 'M' },
        select: [
          count,
          { op: 'median', name: 'median', path: 'timeToResolve' },
          { op: 'p90', name: 'p90', path: 'timeToResolve' },
        ],
      },
    },
  ],
  'similar-cases-of-alert': [alert, { op: 'similar', similarity: 'similarCases', count: false }],
  'similar-alerts-of-alert': [alert, { op: 'similar', similarity: 'similarAlerts', count: false }],
  'similar-alerts-counted': [alert, { op: 'similar', similarity: 'similarAlerts', count: true }],
};

describe('the statement of', () => {
  it.each(Object.entries(pipelines))('%s is the one on file', async (name, pipeline) => {
    await expect(written(pipeline)).toMatchFileSnapshot(`__sql__/${name}.sql`);
  });
});
