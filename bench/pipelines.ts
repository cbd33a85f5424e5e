/**
 * The forty pipelines that the web client and the usual client libraries send most: the queue and its counts, a case with
 * what is in it, one's own work, search, and the plain `find` of a library.
 */
import type { RawObject } from '../server/src/model/input.ts';
import type { Facts } from './facts.ts';
import { indicatorOfRank } from './generate/indicators.ts';
import { alertLists, caseLists, type QueryBody, type Question } from './questions.ts';

const day = 86_400_000;
const is = (field: string, value: unknown): RawObject => ({ _eq: { _field: field, _value: value } });
const open = { _in: { _field: 'stage', _values: ['New', 'InProgress'] } };

const step = (name: string, parameters: RawObject = {}): RawObject => ({ _name: name, ...parameters });
const filter = (condition: RawObject): RawObject => step('filter', condition);
const sort = (...fields: readonly RawObject[]): RawObject => step('sort', { _fields: fields });
const page = (to: number, ...extraData: readonly string[]): RawObject =>
  step('page', { from: 0, to, extraData });
const count = step('count');
const limited = step('limitedCount');
const byField = (field: string, size = 50): RawObject =>
  step('aggregation', {
    _agg: 'field',
    _field: field,
    _order: ['-count'],
    _size: size,
    _select: [{ _agg: 'count' }],
  });

const ask =
  (...query: readonly RawObject[]): Question['body'] =>
  () => ({ query });
/** Pipelines that begin at one object. */
const of =
  (starter: string, id: (facts: Facts) => string, ...query: readonly RawObject[]): Question['body'] =>
  (_chance, facts): QueryBody => ({ query: [step(starter, { idOrName: `~${id(facts)}` }), ...query] });
const alert = (...query: readonly RawObject[]) => of('getAlert', ({ alertId }) => alertId, ...query);
const richAlert = (...query: readonly RawObject[]) =>
  of('getAlert', ({ richAlerts }) => richAlerts[0] ?? '', ...query);
const inCase = (...query: readonly RawObject[]) => of('getCase', ({ caseId }) => caseId, ...query);
const task = (...query: readonly RawObject[]) => of('getTask', ({ taskId }) => taskId, ...query);
const observable = (...query: readonly RawObject[]) =>
  of('getObservable', ({ domainId }) => domainId, ...query);

const sentByClient: Readonly<Record<string, Question['body']>> = {
  'count of the queue': ask(step('listAlert'), filter(open), limited),
  'count of all alerts': ask(step('listAlert'), limited),
  'queue by source': ask(step('listAlert'), filter(open), byField('source')),
  'queue by rule': ask(step('listAlert'), filter(open), byField('ruleKey')),
  'alert with all beside it': alert(page(1, 'status', 'caseNumber', 'importDate', 'permissions')),
  'observables of an alert': richAlert(step('observables'), page(100, 'seen', 'shareCount')),
  'similar cases of an alert': richAlert(step('similarCasesLight')),
  'similar alerts of an alert': richAlert(step('similarAlertsLight')),
  'comments of an alert': alert(step('comments'), sort({ _createdAt: 'asc' }), page(100)),
  'case with its counts': inCase(
    page(
      1,
      'status',
      'taskStats',
      'observableStats',
      'alertCount',
      'attachmentCount',
      'permissions',
      'steps',
    ),
  ),
  'tasks of a case': inCase(
    step('tasks'),
    sort({ order: 'asc' }, { _createdAt: 'asc' }),
    page(500, 'logCount', 'actionRequired'),
  ),
  'logs of a case': inCase(step('tasks'), step('logs'), sort({ date: 'desc' }), page(20, 'task')),
  'logs of a task': task(step('logs'), sort({ date: 'asc' }), page(500)),
  'observables of a case': inCase(
    step('observables'),
    sort({ _createdAt: 'desc' }),
    page(100, 'seen', 'shareCount', 'links'),
  ),
  'alerts of a case': inCase(step('alerts'), sort({ date: 'desc' }), page(100, 'status')),
  'linked cases of a case': inCase(step('linkedCases')),
  'shares of a case': inCase(step('shares'), page(50)),
  'comments of a case': inCase(step('comments'), sort({ _createdAt: 'desc' }), page(100)),
  'history of a case': (_chance, { caseId }) => ({
    query: [step('listAudit'), filter(is('rootId', `~${caseId}`)), sort({ _createdAt: 'desc' }), page(100)],
  }),
  'files of a case': inCase(step('attachments'), page(100)),
  'techniques of a case': inCase(step('procedures'), sort({ occurDate: 'desc' }), page(100)),
  'where an observable was seen': observable(step('similar'), page(50)),
  'one’s own open tasks': (_chance, { actor }) => ({
    query: [
      step('listTask'),
      filter({
        _and: [
          is('assignee', actor.login),
          { _in: { _field: 'status', _values: ['Waiting', 'InProgress'] } },
        ],
      }),
      sort({ _createdAt: 'asc' }),
      page(100, 'case'),
    ],
  }),
  'one’s own open cases': (_chance, { actor }) => ({
    query: [
      step('listCase'),
      filter({ _and: [is('assignee', actor.login), open] }),
      sort({ startDate: 'desc' }),
      page(50, 'status', 'taskStats'),
    ],
  }),
  'tasks that wait for somebody': ask(step('listTask'), filter(is('status', 'Waiting')), limited),
  'unread mentions': ask(step('listMention'), filter({ _not: { _has: 'readAt' } }), limited),
  'running jobs': ask(
    step('listJob'),
    filter({ _in: { _field: 'status', _values: ['Waiting', 'InProgress'] } }),
    page(20),
  ),
  'cases by assignee': ask(step('listCase'), filter(open), byField('assignee')),
  'backlog by severity': ask(step('listAlert'), filter(open), byField('severity', 10)),
  'people to assign to': ask(step('listUser'), filter(is('locked', false)), sort({ name: 'asc' }), page(200)),
};

const lastDay = (field: string): RawObject => ({ _gte: { _field: field, _value: Date.now() - day } });

const sentByLibraries: Readonly<Record<string, Question['body']>> = {
  'find alerts of the last day': ask(step('listAlert'), filter(lastDay('_createdAt')), page(100)),
  'find an alert by its reference': ask(
    step('listAlert'),
    filter({ _and: [is('type', 'edr'), is('source', 'defender'), is('sourceRef', 'not-there')] }),
  ),
  'count alerts': ask(step('listAlert'), count),
  'count cases': ask(step('listCase'), count),
  'find cases changed in the last day': ask(
    step('listCase'),
    filter(lastDay('_updatedAt')),
    sort({ _updatedAt: 'desc' }),
    page(100),
  ),
  'find a case by its number': ask(step('listCase'), filter(is('number', 1))),
  'find observables by value': (chance) => ({
    query: [step('listObservable'), filter(is('data', indicatorOfRank(chance.below(5_000)).data)), page(15)],
  }),
  'find indicators of compromise': ask(
    step('listObservable'),
    filter(is('ioc', true)),
    sort({ _createdAt: 'desc' }),
    page(100),
  ),
};

const entries = (of: Readonly<Record<string, Question['body']>>): Question[] =>
  Object.entries(of).map(([name, body]) => ({ name, body }));

/** A list by its name among those with each filter. */
function listOf(kind: string, lists: readonly Question[], name: string): Question {
  const found = lists.find((one) => one.name === name);
  if (found === undefined) throw new Error(`No list has the filter ${name}`);
  return { ...found, name: `${kind}: ${name}` };
}

/** All of them. */
export const pipelines: readonly Question[] = [
  listOf('page of alerts', alertLists, 'open stages'),
  listOf('page of cases', caseLists, 'open stages'),
  ...entries(sentByClient),
  ...entries(sentByLibraries),
];
