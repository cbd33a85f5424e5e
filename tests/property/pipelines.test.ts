/** What must hold for every pipeline, and for every organisation of every small world. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entity } from '../../server/src/model/entity.ts';
import { entityNamed } from '../../server/src/model/registry.ts';
import { runQuery } from '../../server/src/query/index.ts';
import { leaseDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRows } from '../support/rows.ts';
import { checkPipelines, drawWorld } from './check-pipelines.ts';
import { visibleRows } from './naive-rows.ts';
import { builtEntities, type SmallWorld, type Viewer } from './small-world.ts';

/** Each of three worlds gets its part of about fifteen seconds. */
const share = { pipelines: 1_200, milliseconds: 5_000 };
const patienceMs = 60_000;

let lease: TestDatabase;
let worlds: readonly { readonly seed: number; readonly world: SmallWorld }[];

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  for (const type of ['ip', 'domain', 'other']) await rows.buildObservableType(type);
  // Worlds and pipelines are new in each run; a failure names its seed.
  const first = Date.now() % 1_000_000;
  const drawn: { seed: number; world: SmallWorld }[] = [];
  for (const seed of [first, first + 1, first + 2]) {
    drawn.push({ seed, world: await drawWorld(lease.database, seed) });
  }
  worlds = drawn;
}, patienceMs);
afterAll(() => lease?.release());

describe('every pipeline', () => {
  it(
    'gives what a naive evaluation gives, with row policies and without',
    async () => {
      for (const { seed, world } of worlds) await checkPipelines(lease.database, world, { seed, ...share });
    },
    patienceMs,
  );
});

describe('the row policies by themselves', () => {
  it('show no row that the compiled conditions do not', async () => {
    await forEveryView(async (entity, viewer, world) => {
      const { table, softDelete } = entity.layout;
      if (entity.name === 'organisation') return;
      const present = softDelete ? ' where deleted_at is null' : '';
      const sql = `select id from skep."${table}"${present}`;
      const scope = { role: 'organisation', organisationId: viewer.organisation.id } as const;
      const { rows } = await lease.database.read(scope, { sql, parameters: [] });
      const view = { world, organisationId: viewer.organisation.id, whoever: true } as const;
      expect(sorted(rows.map(({ id }) => id)), entity.name).toEqual(idsSeen(view, entity));
    });
  });
});

describe('a list of any entity', () => {
  it('has exactly the rows that are owned or shared', async () => {
    await forEveryView(async (entity, viewer, world) => {
      const result = await runQuery(lease.database, viewer.actor, [{ op: 'list', entity: entity.name }]);
      const objects = result.kind === 'objects' ? result.objects : [];
      const view = { world, organisationId: viewer.organisation.id };
      expect(sorted(objects.map(({ values }) => values.id)), entity.name).toEqual(idsSeen(view, entity));
    });
  });
});

async function forEveryView(
  check: (entity: Entity, viewer: Viewer, world: SmallWorld) => Promise<void>,
): Promise<void> {
  for (const { world } of worlds) {
    for (const viewer of world.viewers) {
      for (const name of builtEntities) await check(entityNamed(name), viewer, world);
    }
  }
}

function idsSeen(view: Parameters<typeof visibleRows>[0], entity: Entity): readonly string[] {
  return sorted(visibleRows(view, entity).map(({ id }) => id));
}

function sorted(ids: readonly unknown[]): readonly string[] {
  return ids.map(String).sort();
}
