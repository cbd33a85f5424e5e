/** Steps that only objects of one entity know. */
import type { Entity } from '../../../model/entity.ts';
import { entities } from '../../../model/registry.ts';
import { headers } from './page-step.ts';
import { parseAggregation } from './parse-aggregation.ts';
import { append, type Step } from './query-step.ts';

const freetags: Step = (progress) =>
  append(progress, {
    op: 'filter',
    filter: { op: 'equals', path: 'namespace', value: '_freetags_', at: '' },
  });

const text: Step = (progress) => ({
  ...append(progress, { op: 'output' }),
  entity: undefined,
  shape: { kind: 'texts', path: 'predicate' },
});

/** Gives the elements of an extra datum in place of the objects. */
const datum =
  (name: string): Step =>
  (progress) => ({
    ...append(progress, { op: 'page', from: 0, to: -1, extraData: [name] }),
    entity: undefined,
    shape: { kind: 'data', name },
  });

/** The groups that tasks of the cases stand in. */
const taskGroups: Step = (progress) => ({
  ...append(
    progress,
    { op: 'follow', relation: 'tasks' },
    {
      op: 'aggregate',
      aggregation: parseAggregation(
        entities.task,
        { _agg: 'field', _field: 'group', _order: '+group' },
        '',
        false,
      ),
    },
  ),
  entity: undefined,
  shape: { kind: 'keys' },
});

/** Clients that think of several cases ask for the one of an alert in the plural. */
const casesOfAlert: Step = (progress) => ({
  ...append(progress, { op: 'follow', relation: 'case' }),
  entity: entities.case,
});

const entitySteps: Readonly<Record<string, Readonly<Record<string, Step>>>> = {
  case: { taskGroups, timeline: datum('timeline') },
  alert: { cases: casesOfAlert },
  page: { headerPage: headers },
  pageTemplate: { headerPage: headers },
  patternCatalog: { tactics: datum('tactics') },
  tag: { freetags, text },
  taxonomyTag: { text },
};

/** The steps by name that may follow on objects of an entity beside those of all. */
export function stepsOf({ name }: Entity): Readonly<Record<string, Step>> {
  return Object.hasOwn(entitySteps, name) ? (entitySteps[name] ?? {}) : {};
}
