/** The SQL of the main forms, kept as files so that a change of them is seen. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../model/actor.ts';
import { compilePipeline } from './index.ts';
import type { Pipeline } from './stage.ts';

const actor: Actor = {
  userId: '7',
  login: 'ann@example.org',
  name: 'Ann',
  organisation: { id: '5', name: 'soc' },
  permissions: new Set(['manageTask']),
  person: true,
};

const page = (...extraData: string[]) => ({ op: 'page', from: 0, to: 50, extraData }) as const;
const at = 'value';

const forms: Readonly<Record<string, Pipeline>> = {
  'alert-page': [{ op: 'list', entity: 'alert' }, page()],
  'alert-page-filtered': [
    { op: 'list', entity: 'alert' },
    {
      op: 'filter',
      filter: {
        op: 'and',
        of: [
          { op: 'greaterOrEqual', path: 'severity', value: 3, at },
          { op: 'in', path: 'tags', values: ['phishing'], at },
          { op: 'not', of: { op: 'equals', path: 'assignee', value: 'bob@example.org', at } },
          { op: 'like', path: 'title', value: 'invoice', at },
          { op: 'match', path: 'description', value: 'macro', at },
        ],
      },
    },
    { op: 'sort', keys: [{ path: 'date', descending: true }] },
    page('total', 'importDate'),
  ],
  'case-page-with-extra-data': [
    { op: 'list', entity: 'case' },
    page('total', 'observableStats', 'taskStats', 'isOwner', 'shareCount', 'permissions'),
  ],
  'case-by-number': [{ op: 'get', entity: 'case', name: '42' }],
  'tasks-of-case': [{ op: 'get', entity: 'case', id: '12' }, { op: 'follow', relation: 'tasks' }, page()],
  'cases-by-observable': [
    { op: 'list', entity: 'observable' },
    { op: 'filter', filter: { op: 'equals', path: 'dataType', value: 'ip', at } },
    { op: 'follow', relation: 'case' },
    { op: 'count' },
  ],
  'custom-field': [
    { op: 'list', entity: 'case' },
    { op: 'filter', filter: { op: 'equals', path: 'customFields.unit', value: '5', at } },
    { op: 'sort', keys: [{ path: 'customFields.unit', descending: false }] },
    page(),
  ],
  'limited-count': [
    { op: 'list', entity: 'task' },
    { op: 'count', limit: 1_000 },
  ],
};

describe('the SQL of', () => {
  it.each(Object.entries(forms))('%s is as it was', async (name, pipeline) => {
    const { statement } = compilePipeline(actor, pipeline);
    await expect(readable(statement.sql)).toMatchFileSnapshot(`__sql__/${name}.sql`);
  });

  it('equal pipelines is equal, so that the database can recognise it', () => {
    for (const pipeline of Object.values(forms)) {
      expect(compilePipeline(actor, pipeline).statement.sql).toBe(
        compilePipeline(actor, pipeline).statement.sql,
      );
    }
  });

  it('a filter holds no value and no name of the request', () => {
    const hostile = `x'"; drop table skep.alert; --`;
    const { statement } = compilePipeline(actor, [
      { op: 'list', entity: 'case' },
      { op: 'filter', filter: { op: 'equals', path: 'title', value: hostile, at } },
      { op: 'filter', filter: { op: 'equals', path: `customFields.${hostile}`, value: hostile, at } },
      { op: 'sort', keys: [{ path: `customFields.${hostile}`, descending: true }] },
    ]);
    expect(statement.sql).not.toContain('drop');
    expect(statement.parameters).toContain(hostile);
  });
});

/** One clause a line. */
function readable(text: string): string {
  return `${text.replaceAll(/ (?=(?:from|where|order by|left join|join|union all|limit|and exists|or exists) )/g, '\n')}\n`;
}
