/** Every part of the query language that clients use is answered by a running server, or stands in a list with its reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { starters } from '../../server/src/api/v1/query/operations.ts';
import { entities } from '../../server/src/model/registry.ts';
import { extraDataNames } from '../../server/src/query/extra-data/extra-data.ts';
import { someAlert, someField } from '../support/triage.ts';
import { buildWire, type Person, type TestAnswer, type Wire } from '../support/wire.ts';
import { someCase } from '../support/work.ts';
import { absentParts } from './query-absent.ts';
import * as facts from './query-facts.ts';
import { uncountedFields, unsortedFields } from './query-unordered.ts';

let wire: Wire;
let as: Person;
let ids: Readonly<Record<'caseId' | 'alertId', string>>;
beforeAll(async () => {
  wire = await buildWire();
  await someField(wire.world, 'business-unit');
  as = await wire.person(wire.world.organisations.first, 'org-admin');
  ids = { caseId: await someCase(wire.world, as), alertId: await someAlert(wire.world, as) };
});
afterAll(() => wire?.release());

/** One part: its name in the list of absent ones, and the query it makes. */
interface Part {
  readonly name: string;
  readonly query: () => readonly unknown[];
}

const part = (name: string, query: Part['query']): Part => ({ name, query });
const named = (_name: string, parameters: object = {}) => ({ _name, ...parameters });
const list = (word: string) => named(`list${word}`);

const pairs = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([word, names]) => names.map((name) => [word, name] as const));

const onCases = (
  kind: string,
  table: Readonly<Record<string, unknown>>,
  step: (value: unknown) => object,
): Part[] =>
  Object.entries(table).map(([name, value]) => part(`${kind} ${name}`, () => [list('Case'), step(value)]));

const parts: readonly Part[] = [
  ...facts.listStarters.map((name) => part(`starter ${name}`, () => [named(name)])),
  ...facts.getStarters.map((name) => part(`starter ${name}`, () => [named(name, { idOrName: '~1' })])),
  ...Object.entries(facts.countStarters).map(([name, parameter]) =>
    part(`starter ${name}`, () => [
      named(name, parameter === undefined ? {} : { [parameter]: ids[parameter] }),
    ]),
  ),
  part('starter tagAutoComplete', () => [named('tagAutoComplete', { freeTag: 'a', limit: 5 })]),
  part('starter tagAutoComplete of a taxonomy', () => [
    named('tagAutoComplete', { namespace: 'a', predicate: 'b' }),
  ]),
  part('starter listAuditFromObject', () => [named('listAuditFromObject', { id: ids.caseId })]),
  ...pairs(facts.traversals).map(([word, name]) =>
    part(`${word} → ${name}`, () => [list(word), named(name)]),
  ),
  ...Object.keys(facts.traversals).flatMap((word) =>
    facts.generalSteps.map((name) => part(`${word} → ${name}`, () => [list(word), named(name)])),
  ),
  ...['Page', 'PageTemplate'].map((word) =>
    part(`${word} → headerPage`, () => [list(word), named('headerPage', { from: 0, to: 5 })]),
  ),
  ...Object.entries(facts.extraData).map(([word, names]) =>
    part(`extra data of ${word}`, () => [
      list(word),
      named('page', { from: 0, to: 5, extraData: ['total', ...names] }),
    ]),
  ),
  ...pairs(facts.fields).map(([word, field]) =>
    part(`${word}.${field}`, () => [list(word), named('filter', { _has: field })]),
  ),
  ...onCases('filter', facts.conditions, (condition) => named('filter', Object(condition))),
  ...onCases('sort', facts.orders, (_fields) => named('sort', { _fields })),
  ...onCases('aggregation', facts.aggregations, (aggregation) => named('aggregation', Object(aggregation))),
];

const ask = (query: readonly unknown[]): Promise<TestAnswer> =>
  wire.send('POST', '/api/v1/query?name=conformance', { as, body: { query } });

/** Fields of a list that are offered, as the list of absent ones tells. */
const offered = (word: string) =>
  (facts.fields[word] ?? []).filter((field) => !Object.hasOwn(absentParts, `${word}.${field}`));

describe('the query language', () => {
  it.each(parts)('answers $name', async ({ name, query }) => {
    const answer = await ask(query());
    if (Object.hasOwn(absentParts, name)) expect(answer.status, 'it is offered').toBe(400);
    else expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  });

  it.each(Object.keys(facts.fields))('sorts %s by its fields in both directions', async (word) => {
    const refused: string[] = [];
    for (const field of offered(word)) {
      const orders = ['asc', 'desc'].map((order) => named('sort', { _fields: [{ [field]: order }] }));
      const answers = await Promise.all(orders.map((order) => ask([list(word), order])));
      const statuses = new Set(answers.map(({ status }) => status));
      if (statuses.size !== 1 || !statuses.has(200)) refused.push(field);
      if (!statuses.has(200)) expect([...statuses], field).toEqual([400]);
    }
    expect(refused.sort()).toEqual([...unsortedFields(word)].sort());
  });

  it.each(Object.keys(facts.fields))('counts %s by its fields and by time', async (word) => {
    const counted = (aggregation: object) =>
      ask([list(word), named('aggregation', { ...aggregation, _select: [{ _agg: 'count' }] })]);
    const refused: string[] = [];
    for (const field of offered(word)) {
      const { status } = await counted({ _agg: 'field', _field: field });
      if (status !== 200) refused.push(field);
      expect([200, 400], field).toContain(status);
    }
    expect(refused.sort()).toEqual([...uncountedFields(word)].sort());
    const byTime = await counted({ _agg: 'time', _fields: ['_createdAt'], _interval: '1M' });
    expect(byTime.status, byTime.text).toBe(200);
  });

  it('computes every extra datum', () => {
    const missing = pairs(facts.extraData).filter(([word, name]) => {
      const entity = entities[starters.get(`list${word}`)?.entity ?? 'case'];
      const field = name.startsWith('computed.') ? name.slice('computed.'.length) : undefined;
      return field === undefined
        ? !extraDataNames(entity).includes(name)
        : !Object.hasOwn(entity.fields, field);
    });
    const absent = Object.keys(absentParts).filter((name) => name.includes(' extra '));
    expect(missing.map(([word, name]) => `${word} extra ${name}`).sort()).toEqual(absent.sort());
  });

  it('lacks nothing that has no name here', () => {
    const known = new Set([
      ...parts.map(({ name }) => name),
      ...pairs(facts.extraData).map(([word, name]) => `${word} extra ${name}`),
    ]);
    expect(Object.keys(absentParts).filter((name) => !known.has(name))).toEqual([]);
  });
});
