/** The questions that people ask all day, as the web client sends them: lists with each kind of filter, search, similarity, dashboards. */

import type { Chance } from '../server/src/demo/random.ts';
import type { RawObject } from '../server/src/model/input.ts';
import type { Facts } from './facts.ts';
import { indicatorOfRank } from './generate/indicators.ts';
import { campaignTag } from './generate/people.ts';
import { businessUnits } from './generate/words.ts';

/** The body of `POST /api/v1/query`. */
export type QueryBody = { readonly query: readonly RawObject[] };

/** A question whose values differ each time it is asked. */
export interface Question {
  readonly name: string;
  readonly body: (chance: Chance, facts: Facts) => QueryBody;
}

type MakeFilter = (chance: Chance, facts: Facts) => RawObject;

const day = 86_400_000;
const pageSize = 50;

/** What the rows of the client's lists show beyond the object itself. */
const alertExtraData = ['relatedCase'];
const caseExtraData = [
  'observableStats',
  'taskStats',
  'alertCount',
  'shareCount',
  'isOwner',
  'owningOrganisation',
];

const is = (field: string, value: unknown): RawObject => ({ _eq: { _field: field, _value: value } });
const among = (field: string, values: readonly unknown[]): RawObject => ({
  _in: { _field: field, _values: values },
});

/** Filters that alerts and cases have in common. */
const commonFilters: Readonly<Record<string, MakeFilter>> = {
  'no filter': () => ({ _any: null }),
  'open stages': () => among('stage', ['New', 'InProgress']),
  'one status': (chance) => is('status', chance.pick(['FalsePositive', 'InProgress'])),
  'high and critical': () => among('severity', [3, 4]),
  'TLP red': () => is('tlp', 4),
  assignee: (chance) => is('assignee', `analyst-${1 + chance.below(20)}@organisation-1.test`),
  'common tag': (chance) => is('tags', chance.pick(['auto', 'network', 'phishing'])),
  'rare tag': (chance) => is('tags', campaignTag(100 + chance.below(100))),
  'word in title': (chance) => ({
    _match: { _field: 'title', _value: chance.pick(['ransom', 'beaconing', `user${chance.below(8_000)}`]) },
  }),
  'part of title': (chance) => ({ _like: { _field: 'title', _value: `ws-${chance.below(500)}` } }),
  'free text': (chance) => ({
    _like: { _field: 'keyword', _value: chance.pick(['powershell', 'salary', '付款', 'mailbox is full']) },
  }),
  'custom field': (chance) => is('customFields.business-unit', chance.pick(businessUnits)),
  'made in a week': (chance) => {
    const from = Date.now() - (7 + chance.below(80)) * day;
    return { _between: { _field: '_createdAt', _from: from, _to: from + 7 * day } };
  },
};

const alertFilters: Readonly<Record<string, MakeFilter>> = {
  ...commonFilters,
  'type and source': () => ({ _and: [is('type', 'edr'), is('source', 'defender')] }),
  'no assignee': () => ({ _not: { _has: 'assignee' } }),
  'has a case': () => ({ _has: 'caseId' }),
  'holds a datum': (chance) => ({
    _child: { _type: 'alert_artifact', _query: is('data', indicatorOfRank(chance.below(20_000)).data) },
  }),
  'holds an indicator of compromise': () => ({
    _child: { _type: 'alert_artifact', _query: is('ioc', true) },
  }),
  'slow to start': () => ({ _gt: { _field: 'timeToTriage', _value: 3 * 3_600_000 } }),
  'open, high, without assignee': () => ({
    _and: [among('stage', ['New', 'InProgress']), among('severity', [3, 4]), { _not: { _has: 'assignee' } }],
  }),
};

const caseFilters: Readonly<Record<string, MakeFilter>> = {
  ...commonFilters,
  flagged: () => is('flag', true),
  impact: () => is('impactStatus', 'WithImpact'),
  'holds a datum': (chance) => ({
    _child: { _type: 'case_artifact', _query: is('data', indicatorOfRank(chance.below(20_000)).data) },
  }),
  'has an open task': () => ({ _child: { _type: 'case_task', _query: is('status', 'Waiting') } }),
};

function lists(
  starter: string,
  order: string,
  extraData: readonly string[],
  filters: Readonly<Record<string, MakeFilter>>,
): Question[] {
  return Object.entries(filters).map(([name, filter]) => ({
    name,
    body: (chance, facts) => ({
      query: [
        { _name: starter },
        { _name: 'filter', ...filter(chance, facts) },
        { _name: 'sort', _fields: [{ [order]: 'desc' }] },
        { _name: 'page', from: 0, to: pageSize, extraData },
      ],
    }),
  }));
}

function counts(starter: string, filters: Readonly<Record<string, MakeFilter>>): Question[] {
  return Object.entries(filters).map(([name, filter]) => ({
    name,
    body: (chance, facts) => ({
      query: [{ _name: starter }, { _name: 'filter', ...filter(chance, facts) }, { _name: 'limitedCount' }],
    }),
  }));
}

/** Pages of alerts by each kind of filter. */
export const alertLists = lists('listAlert', 'date', alertExtraData, alertFilters);

/** How many there are of each, as far as the client wants to know. */
export const alertCounts = counts('listAlert', alertFilters);

/** The same in the order of urgency. */
export const urgentAlerts: Question = {
  name: 'open stages, by severity',
  body: () => ({
    query: [
      { _name: 'listAlert' },
      { _name: 'filter', ...among('stage', ['New', 'InProgress']) },
      { _name: 'sort', _fields: [{ severity: 'desc' }, { date: 'desc' }] },
      { _name: 'page', from: 0, to: pageSize, extraData: alertExtraData },
    ],
  }),
};

/** Pages of cases by each kind of filter. */
export const caseLists = lists('listCase', 'startDate', caseExtraData, caseFilters);

/** How many there are of each, as far as the client wants to know. */
export const caseCounts = counts('listCase', caseFilters);

/** Free text over alerts, cases and observables: each entity is one question. */
export const searches: readonly Question[] = (
  [
    ['alerts', 'listAlert'],
    ['cases', 'listCase'],
    ['observables', 'listObservable'],
  ] as const
).map(([name, starter]) => ({
  name: `search in ${name}`,
  body: (chance) => ({
    query: [
      { _name: starter },
      { _name: 'filter', _like: { _field: 'keyword', _value: searchedText(chance) } },
      { _name: 'page', from: 0, to: 20, extraData: [] },
    ],
  }),
}));

function searchedText(chance: Chance): string {
  const { data } = indicatorOfRank(chance.below(50_000));
  return chance.pick([
    data,
    'credential dumping',
    `user${chance.below(8_000)}`,
    '可疑的付款',
    'temporary files',
  ]);
}

/** Where an indicator was seen: values met once, and values met everywhere. */
export const lookUps: readonly Question[] = [
  { name: 'common indicator', body: (chance) => lookUp(chance.below(5)) },
  { name: 'rare indicator', body: (chance) => lookUp(1_000 + chance.below(100_000)) },
];

function lookUp(rank: number): QueryBody {
  const { dataType, data } = indicatorOfRank(rank);
  return {
    query: [
      { _name: 'listObservable' },
      { _name: 'filter', _and: [is('dataType', dataType), is('data', data)] },
      { _name: 'page', from: 0, to: 20, extraData: [] },
    ],
  };
}

/** Similar cases of an alert that brings many observables. */
export const similarCases: Question = {
  name: 'similar cases of an alert with 30 observables',
  body: (chance, facts) => ({
    query: [{ _name: 'getAlert', idOrName: `~${chance.pick(facts.richAlerts)}` }, { _name: 'similarCases' }],
  }),
};

const since = (field: string): RawObject => ({ _gt: { _field: field, _value: Date.now() - 90 * day } });

/** A widget of a dashboard over ninety days. */
function widget(name: string, starter: string, date: string, aggregation: RawObject): Question {
  return {
    name,
    body: () => ({
      query: [
        { _name: starter },
        { _name: 'filter', ...since(date) },
        { _name: 'aggregation', ...aggregation },
      ],
    }),
  };
}

const counted = [{ _agg: 'count' }];
const byField = (field: string, size: number): RawObject => ({
  _agg: 'field',
  _field: field,
  _order: ['-count'],
  _size: size,
  _select: counted,
});
const byDay = (field: string, select: readonly RawObject[]): RawObject => ({
  _agg: 'time',
  _fields: [field],
  _interval: '1d',
  _timezone: 'Europe/Paris',
  _select: select,
});

/** The eight widgets of a usual dashboard. */
export const dashboard: readonly Question[] = [
  widget('alerts by day', 'listAlert', 'date', byDay('date', counted)),
  widget('alerts by severity', 'listAlert', 'date', byField('severity', 10)),
  widget('alerts by source', 'listAlert', 'date', byField('source', 10)),
  widget('tags of alerts', 'listAlert', 'date', byField('tags', 20)),
  widget(
    'time to triage by day',
    'listAlert',
    'date',
    byDay('date', [{ _agg: 'avg', _field: 'timeToTriage' }]),
  ),
  widget('cases by status', 'listCase', 'startDate', byField('status', 10)),
  widget('time to resolve by week', 'listCase', 'startDate', {
    ...byDay('startDate', [
      { _agg: 'median', _field: 'timeToResolve' },
      { _agg: 'p90', _field: 'timeToResolve' },
    ]),
    _interval: '1w',
  }),
  widget('observables by type', 'listObservable', '_createdAt', byField('dataType', 20)),
];
