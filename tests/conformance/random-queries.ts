/** Random pipelines in words of the wire: grown from the tables that the server reads them by, so that each of them is accepted. */
import fc from 'fast-check';
import { stepsOf } from '../../server/src/api/v1/query/entity-steps.ts';
import { similaritiesOf, starters } from '../../server/src/api/v1/query/operations.ts';
import type { Entity } from '../../server/src/model/entity.ts';
import { entities, entityNamed } from '../../server/src/model/registry.ts';
import { extraDataNames } from '../../server/src/query/extra-data/extra-data.ts';
import type { References } from '../matrix/probes.ts';
import { filterOf } from './random-filters.ts';
import { type Operation, pathsOf } from './random-paths.ts';
import { aggregationOf } from './random-sums.ts';

/** A query that is accepted, as the body of its request. */
export interface QueryBody {
  readonly query: readonly Operation[];
  readonly includeFields?: readonly string[];
}

/** Queries that are accepted from somebody with these references. */
export function queryOf(references: References): fc.Arbitrary<QueryBody> {
  const names = [...starters.keys()].filter((name) => parametersOf(name, references) !== undefined);
  const often = ['listCase', 'listAlert', 'listObservable', 'listTask', 'listUser', 'listAudit'];
  const query = fc.constantFrom(...names, ...names.filter((name) => often.includes(name))).chain((name) => {
    const starter = starters.get(name);
    const parameters = parametersOf(name, references) ?? fc.constant({});
    const rest =
      starter === undefined || (starter.gives ?? 'objects') !== 'objects'
        ? fc.constant([])
        : restOf(entities[starter.entity], 3);
    return fc.tuple(parameters, rest).map(([given, after]) => [{ _name: name, ...given }, ...after]);
  });
  const fields = fc.constantFrom<Omit<QueryBody, 'query'>[]>(
    {},
    {},
    {},
    { includeFields: ['_id', 'title', 'nothing'] },
  );
  return fc.tuple(query, fields).map(([stages, chosen]) => ({ query: stages, ...chosen }));
}

/** Parameters of a beginning; undefined for one that needs an object which is not there. */
function parametersOf(name: string, references: References): fc.Arbitrary<Operation> | undefined {
  const parent = { countRelatedAlert: 'caseId', countCaseObservable: 'caseId', countTask: 'caseId' };
  const needed =
    name === 'countAlertObservable' ? 'alertId' : Object.entries(parent).find(([own]) => own === name)?.[1];
  if (needed !== undefined) {
    const id = references[needed]?.[0];
    return id === undefined ? undefined : fc.constant({ [needed]: id });
  }
  if (name === 'tagAutoComplete')
    return fc.record({
      freeTag: fc.constantFrom('', 's', '%', 'colour*'),
      namespace: fc.constantFrom('', 'c', '_'),
      limit: fc.constantFrom(1, 1_000, null),
    });
  const ids = fc.constantFrom(
    '~1',
    ...Object.values(references).flatMap((all) => all.filter((one) => one.startsWith('~'))),
  );
  if (name === 'listAuditFromObject') return ids.map((id) => ({ id }));
  if (!name.startsWith('get')) return fc.constant({});
  const entity = starters.get(name)?.entity ?? 'case';
  const own = references[`${entity}Id`] ?? [];
  return fc.oneof(ids, fc.constantFrom('none', '', '%', ...own)).map((idOrName) => ({ idOrName }));
}

/** What may come next, the usual more often. */
const nextSteps = [
  'ending',
  'ending',
  'ending',
  'filter',
  'filter',
  'filter',
  'way',
  'way',
  'sort',
  'records',
] as const;

/** What follows on objects; at most so many further steps before the last. */
function restOf(entity: Entity, left: number): fc.Arbitrary<readonly Operation[]> {
  if (left === 0) return endingOf(entity);
  const then = (step: fc.Arbitrary<Operation>, target: Entity): fc.Arbitrary<readonly Operation[]> =>
    fc.tuple(step, restOf(target, left - 1)).map(([one, rest]) => [one, ...rest]);
  return fc.constantFrom(...nextSteps).chain((kind) => {
    switch (kind) {
      case 'filter':
        return then(narrowingOf(entity), entity);
      case 'sort':
        return then(sortOf(entity), entity);
      case 'records':
        return then(fc.constantFrom({ _name: 'audits' }, { _name: 'auditsFromContext' }), entities.audit);
      case 'way': {
        const ways = Object.entries(entity.relations);
        if (ways.length === 0) return endingOf(entity);
        return fc
          .constantFrom(...ways)
          .chain(([_name, { to }]) => then(fc.constant({ _name }), entityNamed(to)));
      }
      default:
        return endingOf(entity);
    }
  });
}

function narrowingOf(entity: Entity): fc.Arbitrary<Operation> {
  return fc
    .tuple(fc.constantFrom('filter', '_filter'), filterOf(entity, 3))
    .map(([_name, filter]) => ({ _name, ...filter }));
}

function sortOf(entity: Entity): fc.Arbitrary<Operation> {
  const words = pathsOf(entity, 'sortable').map(({ word }) => word);
  const direction = fc.constantFrom('asc', 'desc');
  const key = fc.tuple(fc.constantFrom(...words), direction, fc.nat(3)).map(([field, way, form]): unknown => {
    if (form === 0) return { field, direction: way };
    if (form === 1) return { [field]: way };
    return form === 2 ? `${way === 'asc' ? '+' : '-'}${field}` : field;
  });
  return fc.array(key, { maxLength: 3 }).map((_fields) => ({ _name: 'sort', _fields }));
}

function endingOf(entity: Entity): fc.Arbitrary<readonly Operation[]> {
  const plain = [
    'count',
    'limitedCount',
    'output',
    ...Object.keys(stepsOf(entity)).filter((name) => name !== 'headerPage'),
  ];
  const named = fc.constantFrom(...plain).map((_name): readonly Operation[] => [{ _name }]);
  const summed = aggregationOf(entity, 3).map((sum): readonly Operation[] => [
    { ...sum, _name: 'aggregation' },
  ]);
  const endings = [
    fc.constant<readonly Operation[]>([]),
    named,
    pageOf(entity),
    pageOf(entity),
    summed,
    summed,
  ];
  const comparing = similaritiesOf(entity);
  if (comparing.length > 0) endings.push(similarOf(comparing));
  return fc.oneof(...endings);
}

function pageOf(entity: Entity): fc.Arbitrary<readonly Operation[]> {
  const data = fc
    .shuffledSubarray([...extraDataNames(entity), 'total', 'nothing'])
    .map((names) => names.slice(0, 4));
  const bounds = fc.constantFrom([0, 5], [0, -1], [1, 1], [3, 2_147_483_647], [2_147_483_647, -1]);
  const name = fc.constantFrom(
    'page',
    ...(Object.hasOwn(stepsOf(entity), 'headerPage') ? ['headerPage'] : []),
  );
  return fc
    .tuple(name, bounds, data)
    .map(([_name, [from, to], extraData]): readonly Operation[] => [{ _name, from, to, extraData }]);
}

function similarOf(names: readonly string[]): fc.Arbitrary<readonly Operation[]> {
  return fc.constantFrom(...names).chain((_name) => {
    const target = /Cases?(?:Light)?(?:Count)?$/.test(_name) ? entities.case : entities.alert;
    const counted = fc.constantFrom<Operation[][]>([], /Count$/.test(_name) ? [] : [{ _name: 'count' }]);
    return fc
      .tuple(fc.option(filterOf(target, 1), { nil: undefined }), counted)
      .map(([caseFilter, after]): readonly Operation[] => [
        { _name, ...(caseFilter === undefined ? {} : { caseFilter }) },
        ...after,
      ]);
  });
}
