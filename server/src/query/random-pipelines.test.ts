/** Random pipelines: each compiles and runs or is refused with a coded error, and none shows a row of another organisation. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { type BuiltOrganisation, createRows, type RowFactory } from '../../../tests/support/rows.ts';
import type { Actor } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import { type EntityName, entities } from '../model/registry.ts';
import type { Scope } from '../storage/scope.ts';
import { extraDataNames } from './extra-data/extra-data.ts';
import type { Filter } from './filter/filter.ts';
import { compilePipeline } from './index.ts';
import { pathsFor } from './path/path.ts';
import { scopeOf } from './scope-of.ts';
import type { Pipeline, QueryResult, Stage } from './stage.ts';

const marker = 'foreignmarker';

let lease: TestDatabase;
let actor: Actor;

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const own = await rows.buildOrganisation();
  const foreign = await rows.buildOrganisation({ name: marker, description: marker });
  await buildTree(rows, own, 'ours');
  await buildTree(rows, foreign, marker);
  await rows.buildUser(foreign, await rows.buildProfile(['manageUser']), { name: marker });
  const profile = await rows.buildProfile(['manageUser', 'manageCase/update', 'manageTask']);
  actor = (await rows.buildUser(own, profile)).actor;
});
afterAll(() => lease?.release());

/** One of everything, with the same indicators in both organisations so that there is something to confuse. */
async function buildTree(rows: RowFactory, organisation: BuiltOrganisation, text: string): Promise<void> {
  const maker = { created_by: `${text}@example.org` };
  const caseRow = await rows.buildCase(organisation, {
    title: text,
    description: text,
    tags: [text, 'common'],
    ...maker,
  });
  const alert = await rows.buildAlert(organisation, {
    title: text,
    source_ref: text,
    tags: ['common'],
    case_id: caseRow.id,
    ...maker,
  });
  const task = await rows.buildTask(caseRow, { title: text, ...maker });
  const log = await rows.buildLog(task, { message: text, ...maker });
  const observable = await rows.buildObservable(caseRow, { data: 'common', message: text, ...maker });
  await rows.buildObservable(alert, { data: 'common', tags: ['common', text], ...maker });
  await rows.buildComment(alert, { message: text, ...maker });
  await rows.buildAttachment(log, { name: text, ...maker });
  await rows.buildAttachment(caseRow, { name: text, ...maker });
  await rows.buildJob(observable, { error_message: text, report: { text }, ...maker });
  await rows.buildAction(caseRow, { error_message: text, ...maker });
  await rows.buildAudit(caseRow, { details: { title: text }, ...maker });
  await rows.buildTag(organisation, text, maker);
  await rows.buildView(organisation, { name: text, is_shared: true, ...maker });
  const template = await rows.buildCaseTemplate(organisation, { display_name: text, ...maker });
  await rows.buildTask(template, { title: text, ...maker });
  await rows.buildShare(caseRow, organisation, await rows.buildProfile(['manageTask']));
}

const names = Object.keys(entities).filter((name): name is EntityName => name in entities);
const words = fc.constantFrom(
  marker,
  'common',
  'ours',
  '*',
  '%',
  "'",
  'a*b',
  '',
  '\u0000',
  '钓鱼',
  '5',
  '~12',
);
const operand = fc.oneof(
  words,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(words, { maxLength: 2 }),
);
const at = fc.constant('at');
const relation = fc.constantFrom(...new Set(names.flatMap((name) => Object.keys(entities[name].relations))));
const everyPath = fc.constantFrom(
  ...new Set(names.flatMap((name) => Object.keys(entities[name].fields))),
  'customFields',
  'attachment.hashes',
  'nothing',
);

/** Filters over the paths of an entity, and now and then over others. */
function filterOf(name: EntityName): fc.Arbitrary<Filter> {
  const own = fc.constantFrom(
    ...pathsFor(entities[name], 'filterable').map((path) => path.replace('NAME', 'x')),
  );
  const path = fc.oneof({ weight: 9, arbitrary: own }, { weight: 1, arbitrary: everyPath });
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ op: fc.constantFrom('equals' as const, 'differs' as const), path, value: operand, at }),
      fc.record({
        op: fc.constantFrom('less' as const, 'greaterOrEqual' as const),
        path,
        value: operand,
        at,
      }),
      fc.record({
        op: fc.constantFrom('like' as const, 'match' as const, 'startsWith' as const),
        path,
        value: words,
        at,
      }),
      fc.record({ op: fc.constant('in' as const), path, values: fc.array(operand, { maxLength: 3 }), at }),
      fc.record({ op: fc.constant('has' as const), path, at }),
      fc.record({ op: fc.constant('not' as const), of: tie('filter') }),
      fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('filter'), { maxLength: 3 }),
      }),
      fc.record({ op: fc.constant('related' as const), relation, filter: tie('filter'), at }),
    ),
  }));
  return filter;
}

/** Steps from an entity along its relations, with filters that fit where they stand. */
function stepsFrom(name: EntityName, left: number): fc.Arbitrary<readonly Stage[]> {
  const none = fc.constant<readonly Stage[]>([]);
  if (left === 0) return none;
  const filtered = fc
    .tuple(filterOf(name), stepsFrom(name, left - 1))
    .map(([filter, rest]): readonly Stage[] => [{ op: 'filter', filter }, ...rest]);
  const ways = Object.entries(entities[name].relations).map(([way, { to }]) =>
    stepsFrom(names.find((known) => known === to) ?? name, left - 1).map((rest): readonly Stage[] => [
      { op: 'follow', relation: way },
      ...rest,
    ]),
  );
  const others = step.map((other): readonly Stage[] => [other]);
  return fc.oneof(none, filtered, others, ...ways);
}

const step: fc.Arbitrary<Stage> = fc.oneof(
  fc.record({ op: fc.constant('follow' as const), relation }),
  fc.record({
    op: fc.constant('audits' as const),
    of: fc.constantFrom('object' as const, 'context' as const),
  }),
  fc.record({
    op: fc.constant('sort' as const),
    keys: fc.array(fc.record({ path: everyPath, descending: fc.boolean() }), { maxLength: 2 }),
  }),
);

const ending: fc.Arbitrary<Stage> = fc.oneof(
  fc.record({
    op: fc.constant('page' as const),
    from: fc.nat(2),
    to: fc.integer({ min: -1, max: 20 }),
    extraData: fc.constant([...new Set(names.flatMap((name) => extraDataNames(entities[name])))]),
  }),
  fc.record({ op: fc.constant('count' as const) }),
  fc.constant({ op: 'output' } as const),
);

const entityName = fc.constantFrom(...names);
const pipeline: fc.Arbitrary<Pipeline> = entityName.chain((entity) =>
  fc.tuple(stepsFrom(entity, 3), ending).map(([steps, last]) => [{ op: 'list', entity }, ...steps, last]),
);

/** The result in a scope, or undefined for a pipeline that was refused as a mistake of the caller. */
async function run(stages: Pipeline, scope: Scope = scopeOf(actor)): Promise<QueryResult | undefined> {
  try {
    const { statement, decode } = compilePipeline(actor, stages);
    return decode(await lease.database.read(scope, statement));
  } catch (error) {
    if (error instanceof CodedError && ['badRequest', 'invalidFields'].includes(error.family))
      return undefined;
    throw error;
  }
}

/** A result as text, without the time at which it was asked for, which the facts of a case's steps carry. */
function timeless(result: unknown): string | undefined {
  return JSON.stringify(result, (name, value: unknown) => (name === 'now' ? undefined : value));
}

describe('a random pipeline', () => {
  it('runs or is refused, and shows nothing of another organisation', async () => {
    const outcomes = { run: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(pipeline, async (stages) => {
        const result = await run(stages);
        outcomes[result === undefined ? 'refused' : 'run'] += 1;
        expect(JSON.stringify(result) ?? '').not.toContain(marker);
      }),
      { numRuns: 400 },
    );
    expect(outcomes.run).toBeGreaterThan(100);
  });

  it('gives the same without the row policies: its own conditions are enough', async () => {
    await fc.assert(
      fc.asyncProperty(pipeline, async (stages) => {
        expect(timeless(await run(stages, { role: 'worker' }))).toBe(timeless(await run(stages)));
      }),
      { numRuns: 200 },
    );
  });

  it('lists as many as it counts, with and without pages', async () => {
    const filtered = entityName.chain((entity) => fc.tuple(fc.constant(entity), filterOf(entity)));
    await fc.assert(
      fc.asyncProperty(filtered, async ([entity, filter]) => {
        const start = [
          { op: 'list', entity },
          { op: 'filter', filter },
        ] as const;
        const listed = await run([...start, { op: 'output' }]);
        const objects = listed?.kind === 'objects' ? listed.objects : undefined;
        const counted = await run([...start, { op: 'count' }]);
        const paged = await run([...start, { op: 'page', from: 0, to: -1, extraData: ['total'] }]);
        expect(counted).toEqual(objects && { kind: 'number', value: objects.length });
        expect(paged).toEqual(objects && { kind: 'objects', objects, total: objects.length });
      }),
      { numRuns: 200 },
    );
  });
});
