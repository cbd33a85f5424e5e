/** Every chart of a dashboard can be drawn from what the query endpoint answers, by the rule of docs/reference/dashboards.md. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';
import {
  type DashboardDefinition,
  type DashboardSeries,
  type DashboardWidget,
  starterDashboards,
} from '../../model/starter-dashboards.ts';

let wire: Wire;
let ann: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'analyst', 'ann@main.test');
  for (const [sourceRef, severity] of [
    ['1', 1],
    ['2', 3],
    ['3', 3],
  ] as const) {
    const observables = [
      { dataType: 'ip', data: `192.0.2.${sourceRef}`, tags: ['seen'], ioc: severity === 3 },
    ];
    const alert = { type: 'siem', source: 'splunk', sourceRef, title: 'A', description: 'D', severity };
    await wire.send('POST', '/api/v1/alert', { as: ann, body: { ...alert, observables } });
  }
  const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
  wire.world.clock.now += 2 * 3_600_000;
  const [alert] = await wire.world.objects(ann, [{ op: 'list', entity: 'alert' }, { op: 'output' }]);
  const begun = { status: 'InProgress' };
  await wire.send('PATCH', `/api/v1/alert/~${String(alert?.values.id)}`, { as: ann, body: begun });
  const closed = { status: 'TruePositive', summary: 'Done' };
  await wire.send('PATCH', `/api/v1/case/${made.read('_id')}`, { as: ann, body: closed });
});
afterAll(() => wire.release());

/** The query of a series, for a period. */
function queryOf(
  widget: DashboardWidget,
  { list, filter, dateField, aggregation }: DashboardSeries,
): object[] {
  const { now } = wire.world.clock;
  const period = { _between: { _field: dateField, _from: now - 90 * 86_400_000, _to: now + 1 } };
  const narrowed = { _name: 'filter', _and: filter === undefined ? [period] : [filter, period] };
  const start = [{ _name: list }, narrowed];
  if (aggregation !== undefined) return [...start, { _name: 'aggregation', ...aggregation }];
  const { sort = [], limit = 10 } = widget;
  return [...start, { _name: 'sort', _fields: sort }, { _name: 'page', from: 0, to: limit }];
}

async function answersOf(widget: DashboardWidget): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const series of widget.series) {
    const query = queryOf(widget, series);
    const { status, body } = await wire.send('POST', '/api/v1/query', { as: ann, body: { query } });
    expect([status, series.name]).toEqual([200, series.name]);
    answers.push(body);
  }
  return answers;
}

const widgetsOf = ({ items }: DashboardDefinition): DashboardWidget[] => items.flatMap((row) => row.items);
const all = starterDashboards.flatMap(({ definition }) => widgetsOf(definition));
const named = (id: string): DashboardWidget => {
  const found = all.find((widget) => widget.id === id);
  if (found === undefined) throw new Error(`No chart is called ${id}`);
  return found;
};

describe('the charts of dashboards', () => {
  it('are of every kind that draws something', () => {
    const kinds = new Set(all.map(({ type }) => type));
    expect([...kinds].sort()).toEqual(['bar', 'counter', 'donut', 'gauge', 'line', 'table']);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(all.map((widget) => [widget.id, widget] as const))('are answered: %s', async (_, widget) => {
    expect(await answersOf(widget)).toHaveLength(widget.series.length);
  });

  it('give counters and gauges a number', async () => {
    expect(await answersOf(named('alert-numbers'))).toEqual([{ count: 3 }, { count: 2 }, { count: 0 }]);
    expect(await answersOf(named('observable-numbers'))).toEqual([{ count: 3 }, { count: 2 }, { count: 0 }]);
    const [gauge] = await answersOf(named('alert-acknowledge'));
    expect(gauge).toEqual({ p90_timeToAcknowledgeInMinutes: 120 });
  });

  it('give donuts and tables a number for each value', async () => {
    const [severities] = await answersOf(named('alert-severity'));
    expect(severities).toEqual({ 1: { count: 1 }, 3: { count: 2 } });
    const [tags] = await answersOf(named('observable-tags'));
    expect(tags).toEqual({ seen: { count: 3 } });
    const [rules] = await answersOf(named('alert-rules'));
    expect(Object.values(rules as object)).toEqual([
      expect.objectContaining({ count: 3, median: 120, p90: 120 }),
    ]);
    const [open] = await answersOf(named('alert-open'));
    expect(open).toHaveLength(2);
  });

  it('give bars and lines a number for each interval', async () => {
    const [sources] = await answersOf(named('alert-sources'));
    expect(Object.values(sources as object)).toEqual([{ splunk: { count: 3 } }]);
    const [median, p90] = await answersOf(named('case-time'));
    expect(JSON.stringify([median, p90])).toContain('InHours":2');
  });
});
