/**
 * Checks random pipelines over a random small world: each gives what a naive evaluation gives, with row policies and without
 * them, and nothing in any answer bears the mark of a row that the caller does not see.
 */
import fc from 'fast-check';
import { entityNamed } from '../../server/src/model/registry.ts';
import { compilePipeline, runQuery } from '../../server/src/query/index.ts';
import type { Pipeline, QueryResult, ReadObject } from '../../server/src/query/stage.ts';
import type { Database } from '../../server/src/storage/database.ts';
import { type Expected, evaluatePipeline } from './naive-pipeline.ts';
import { fieldValue, isKnown, visibleRows } from './naive-rows.ts';
import { pipelineOf } from './pipelines.ts';
import {
  buildSmallWorld,
  builtEntities,
  markPattern,
  type Row,
  type SmallWorld,
  type Viewer,
  worldPlan,
} from './small-world.ts';

/** How much is checked. */
export interface CheckOptions {
  /** Draws the world and the pipelines; the same seed gives the same ones. */
  readonly seed: number;
  /** Pipelines checked. */
  readonly pipelines: number;
  /** No further pipeline is begun after this time. */
  readonly milliseconds: number;
}

/** Builds the world of a seed. */
export async function drawWorld(database: Database, seed: number): Promise<SmallWorld> {
  const [plan] = fc.sample(worldPlan, { seed, numRuns: 1 });
  if (plan === undefined) throw new Error('No world was drawn');
  return buildSmallWorld(database, plan);
}

/** Throws with the smallest pipeline found that fails. */
export async function checkPipelines(
  database: Database,
  world: SmallWorld,
  { seed, pipelines, milliseconds }: CheckOptions,
): Promise<void> {
  const marks = new Map(world.viewers.map((viewer) => [viewer, visibleMarks(world, viewer)]));
  const asked = fc
    .constantFrom(...world.viewers)
    .chain((viewer) => pipelineOf(world, viewer).map((pipeline) => ({ viewer, pipeline })));
  const property = fc.asyncProperty(asked, async ({ viewer, pipeline }) => {
    const found = await runQuery(database, viewer.actor, pipeline);
    requireSame(await readWithoutPolicies(database, viewer, pipeline), found, 'without row policies');
    const view = { world, organisationId: viewer.organisation.id };
    requireExpected(world, evaluatePipeline(view, pipeline), found);
    requireOwnMarks(marks.get(viewer) ?? new Set(), found);
  });
  await fc.assert(property, {
    seed,
    numRuns: pipelines,
    interruptAfterTimeLimit: milliseconds,
    markInterruptAsFailure: false,
  });
}

/** The statement run past all row policies: the conditions compiled into it must be enough. */
async function readWithoutPolicies(
  database: Database,
  viewer: Viewer,
  pipeline: Pipeline,
): Promise<QueryResult> {
  const { statement, decode } = compilePipeline(viewer.actor, pipeline);
  return decode(await database.read({ role: 'worker' }, statement));
}

/** Marks of every row that somebody sees. Rows carry them in their texts, and in tags. */
function visibleMarks(world: SmallWorld, { organisation }: Viewer): ReadonlySet<string> {
  const view = { world, organisationId: organisation.id };
  const rows = builtEntities.flatMap((name) => [...visibleRows(view, entityNamed(name))]);
  return new Set(rows.flatMap((row) => JSON.stringify(textsOf(row)).match(markPattern) ?? []));
}

function textsOf(row: Row): readonly unknown[] {
  return Object.values(row).filter((value) => typeof value === 'string' || Array.isArray(value));
}

function requireOwnMarks(seen: ReadonlySet<string>, found: QueryResult): void {
  const foreign = (JSON.stringify(found).match(markPattern) ?? []).filter((mark) => !seen.has(mark));
  if (foreign.length > 0) throw new Error(`The answer tells of invisible rows: ${foreign.join(', ')}`);
}

function requireExpected(world: SmallWorld, expected: Expected, found: QueryResult): void {
  if (expected.kind !== 'objects' || found.kind !== 'objects') {
    requireSame(found.kind === 'similar' ? similarIds(found) : found, expected, 'as expected');
    return;
  }
  const { entity, rows, total } = expected;
  requireSame(
    { ids: found.objects.map(({ values }) => values.id), total: found.total },
    { ids: rows.map(({ id }) => id), total },
    'as expected',
  );
  for (const [index, row] of rows.entries())
    requireSame(known(found.objects[index]), valuesOf(world, row, entity.name), 'in its values');
}

function similarIds({ kind, found }: Extract<QueryResult, { kind: 'similar' }>) {
  return { kind, found: found.map(({ object, ...numbers }) => ({ id: object.values.id, ...numbers })) };
}

/** The values of an object of which the row itself says what they are. */
function known(object: ReadObject | undefined): Readonly<Record<string, unknown>> {
  const entity = entityNamed(object?.entity ?? 'alert');
  const values = Object.entries(object?.values ?? {});
  return Object.fromEntries(
    values.filter(([name]) => name in entity.fields && isReadable(entity.name, name)),
  );
}

function valuesOf(world: SmallWorld, row: Row, name: string): Readonly<Record<string, unknown>> {
  const entity = entityNamed(name);
  const names = Object.keys(entity.fields).filter((field) => isReadable(name, field));
  return Object.fromEntries(names.map((field) => [field, fieldValue(world, entity, row, field)]));
}

function isReadable(entity: string, name: string): boolean {
  const field = entityNamed(entity).fields[name];
  if (field === undefined || !isKnown(field)) return false;
  return field.output || field.kind !== 'text';
}

function requireSame(found: unknown, expected: unknown, how: string): void {
  const [one, other] = [canonical(found), canonical(expected)];
  if (one !== other) throw new Error(`The answer differs ${how}:\n found    ${one}\n expected ${other}`);
}

/** As text. The order of keys counts only where it is the order of buckets; the last digits of a fraction do not count. */
function canonical(value: unknown): string {
  const ordered = isRecord(value) && value.kind === 'aggregation';
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'number') return Number(part.toPrecision(12));
    if (ordered || !isRecord(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
