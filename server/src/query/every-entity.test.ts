/** Everything the model declares compiles to SQL that the database accepts: lists, computed values, paths, relations. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createRows } from '../../../tests/support/rows.ts';
import type { Actor } from '../model/actor.ts';
import { type EntityName, entities } from '../model/registry.ts';
import { createContext } from './context.ts';
import { extraDataNames } from './extra-data/extra-data.ts';
import type { Filter, Operand } from './filter/filter.ts';
import { isTextKind } from './filter/operand.ts';
import { runQuery } from './index.ts';
import { pathsFor, resolvePath } from './path/path.ts';
import { visibleSet } from './set.ts';

let lease: TestDatabase;
let actor: Actor;

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const organisation = await rows.buildOrganisation();
  const profile = await rows.buildProfile(['manageUser', 'manageCase/update']);
  actor = (await rows.buildUser(organisation, profile)).actor;
});
afterAll(() => lease?.release());

const names = Object.keys(entities).filter((name): name is EntityName => name in entities);

describe.each(names)('%s', (name) => {
  const entity = entities[name];
  const list = { op: 'list', entity: name } as const;

  it('gives a page with every computed value and the total', async () => {
    const extraData = ['total', ...extraDataNames(entity)];
    const result = await runQuery(lease.database, actor, [list, { op: 'page', from: 0, to: 10, extraData }]);
    expect(result).toMatchObject({ kind: 'objects' });
  });

  it('gives everything without a page', async () => {
    await expect(runQuery(lease.database, actor, [list])).resolves.toMatchObject({ kind: 'objects' });
  });

  it('sorts by every sortable path in both directions', async () => {
    for (const path of pathsFor(entity, 'sortable')) {
      for (const descending of [true, false]) {
        const sort = { op: 'sort', keys: [{ path, descending }] } as const;
        await runQuery(lease.database, actor, [list, sort, { op: 'page', from: 0, to: 5, extraData: [] }]);
      }
    }
  });

  it('filters by every path with every operator of its kind', async () => {
    const filters = pathsFor(entity, 'filterable').flatMap((path) => filtersFor(name, path));
    for (const filter of filters) {
      await runQuery(lease.database, actor, [list, { op: 'filter', filter }, { op: 'count' }]);
    }
    expect(filters.length).toBeGreaterThan(0);
  });

  it('follows every relation and filters by it', async () => {
    for (const relation of Object.keys(entity.relations)) {
      const filter: Filter = { op: 'related', relation, filter: { op: 'all' }, at: 'relation' };
      await runQuery(lease.database, actor, [list, { op: 'follow', relation }, { op: 'count', limit: 10 }]);
      await runQuery(lease.database, actor, [list, { op: 'filter', filter }, { op: 'count' }]);
    }
    await runQuery(lease.database, actor, [list, { op: 'audits', of: 'object' }, { op: 'count' }]);
    await runQuery(lease.database, actor, [list, { op: 'audits', of: 'context' }, { op: 'count' }]);
  });
});

/** A filter of each operator that a path takes. */
function filtersFor(name: EntityName, path: string): Filter[] {
  const at = 'value';
  const context = createContext(actor);
  const resolved = resolvePath(context, visibleSet(context, entities[name]), path);
  const inner = resolved.form === 'rows' ? resolved.inner : resolved;
  const value = inner.form === 'value' ? sampleOf(inner.kind, inner.values) : 'sample';
  const text = inner.form !== 'value' || isTextKind(inner.kind);
  const exact: Filter[] = [
    { op: 'equals', path, value, at },
    { op: 'differs', path, value, at },
    { op: 'has', path, at },
  ];
  const ordered: Filter[] =
    inner.form === 'words'
      ? []
      : [
          { op: 'less', path, value, at },
          { op: 'greaterOrEqual', path, value, at },
          { op: 'between', path, from: value, to: value, at },
          { op: 'in', path, values: [value, value], at },
        ];
  const textual: Filter[] = text
    ? (['like', 'match', 'startsWith', 'endsWith'] as const).map((op) => ({ op, path, value: 'a*b', at }))
    : [];
  return [...exact, ...ordered, ...textual];
}

function sampleOf(kind: string, values: readonly (string | number)[] | undefined): Operand {
  switch (kind) {
    case 'boolean':
      return true;
    case 'integer':
    case 'float':
    case 'duration':
    case 'date':
      return 1_700_000_000_000;
    case 'id':
      return '12';
    default:
      return values?.[0] ?? 'sample';
  }
}
