/**
 * The dashboards that an organisation begins with: alerts, cases, observables and techniques. They are stored like any other
 * and can be changed and removed. Their format is described in docs/reference/dashboards.md.
 */

/** What a chart asks: a list, what is wanted of it, the date that the period is about, and what is counted. */
export interface DashboardSource {
  /** Operation that a query begins with. */
  readonly list: string;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly dateField: string;
  /** Aggregation of the query language; without one the objects themselves are shown. */
  readonly aggregation?: Readonly<Record<string, unknown>>;
}

/** One source of a chart that shows several. */
export interface DashboardSeries extends DashboardSource {
  readonly name: string;
}

/** A chart or text. */
export interface DashboardWidget {
  readonly id: string;
  readonly type: 'counter' | 'gauge' | 'bar' | 'line' | 'donut' | 'table' | 'text';
  readonly title: string;
  readonly series: readonly DashboardSeries[];
  /** Where a gauge begins, turns and ends. */
  readonly thresholds?: {
    readonly minimum: number;
    readonly medium: number;
    readonly maximum: number;
  };
  /** Columns of a table of objects, its order, and how many rows it has. */
  readonly columns?: readonly string[];
  readonly sort?: readonly Readonly<Record<string, 'asc' | 'desc'>>[];
  readonly limit?: number;
}

/** What a dashboard consists of. */
export interface DashboardDefinition {
  readonly period: 'all' | 'last7Days' | 'last30Days' | 'last3Months' | 'custom';
  readonly items: readonly { readonly type: 'container'; readonly items: readonly DashboardWidget[] }[];
}

/** A dashboard without an owner. */
export interface StarterDashboard {
  readonly title: string;
  readonly description: string;
  readonly definition: DashboardDefinition;
}

type Filter = Readonly<Record<string, unknown>>;

const is = (field: string, value: unknown): Filter => ({ _eq: { _field: field, _value: value } });

const counted = { _agg: 'count' } as const;

/** The most frequent values of a field. */
const byField = (field: string, size = 10) => ({
  _agg: 'field',
  _field: field,
  _order: ['-count'],
  _size: size,
  _select: [counted],
});

/** How often each value comes, interval by interval. */
const byTime = (dateField: string, field: string, interval = '1w') => ({
  _agg: 'time',
  _fields: [dateField],
  _interval: interval,
  _select: [byField(field)],
});

/** A number, interval by interval. */
const measured = (dateField: string, measure: Readonly<Record<string, unknown>>, interval = '1w') => ({
  _agg: 'time',
  _fields: [dateField],
  _interval: interval,
  _select: [measure],
});

const one = (source: DashboardSource, name = 'count'): readonly DashboardSeries[] => [{ name, ...source }];

const row = (...items: readonly DashboardWidget[]) => ({ type: 'container' as const, items });

const alerts = (aggregation: DashboardSource['aggregation'], filter?: Filter): DashboardSource => ({
  list: 'listAlert',
  dateField: '_createdAt',
  ...(aggregation === undefined ? {} : { aggregation }),
  ...(filter === undefined ? {} : { filter }),
});

const alertDashboard: StarterDashboard = {
  title: 'Alerts',
  description: 'What comes in, from where, and how soon somebody looks at it',
  definition: {
    period: 'last3Months',
    items: [
      row(
        {
          id: 'alert-numbers',
          type: 'counter',
          title: 'Alerts',
          series: [
            ...one(alerts(counted), 'All'),
            ...one(alerts(counted, is('stage', 'New')), 'New'),
            ...one(alerts(counted, is('stage', 'Imported')), 'Imported'),
          ],
        },
        {
          id: 'alert-severity',
          type: 'donut',
          title: 'By severity',
          series: one(alerts(byField('severity'))),
        },
        {
          id: 'alert-acknowledge',
          type: 'gauge',
          title: 'Minutes until nine of ten are acknowledged',
          thresholds: { minimum: 0, medium: 60, maximum: 240 },
          series: one(alerts({ _agg: 'p90', _field: 'timeToAcknowledgeInMinutes' }), 'p90'),
        },
      ),
      row({
        id: 'alert-sources',
        type: 'bar',
        title: 'By source, week by week',
        series: one(alerts(byTime('_createdAt', 'source'))),
      }),
      row(
        {
          id: 'alert-rules',
          type: 'table',
          title: 'Rules, with how soon they are acknowledged in minutes',
          series: one(
            alerts({
              ...byField('ruleKey'),
              _select: [
                counted,
                { _agg: 'median', _field: 'timeToAcknowledgeInMinutes', _name: 'median' },
                { _agg: 'p90', _field: 'timeToAcknowledgeInMinutes', _name: 'p90' },
              ],
            }),
          ),
        },
        {
          id: 'alert-open',
          type: 'table',
          title: 'Latest new alerts',
          columns: ['title', 'severity', 'source', '_createdAt'],
          sort: [{ _createdAt: 'desc' }],
          limit: 10,
          series: one(alerts(undefined, is('stage', 'New'))),
        },
      ),
    ],
  },
};

const cases = (
  dateField: string,
  aggregation: DashboardSource['aggregation'],
  filter?: Filter,
): DashboardSource => ({ ...alerts(aggregation, filter), list: 'listCase', dateField });

const caseDashboard: StarterDashboard = {
  title: 'Cases',
  description: 'What is open, who works on it, and how long it takes',
  definition: {
    period: 'last3Months',
    items: [
      row(
        {
          id: 'case-numbers',
          type: 'counter',
          title: 'Cases',
          series: [
            ...one(cases('_createdAt', counted), 'All'),
            ...one(cases('_createdAt', counted, { _not: is('stage', 'Closed') }), 'Open'),
            ...one(cases('endDate', counted, is('stage', 'Closed')), 'Closed'),
          ],
        },
        {
          id: 'case-status',
          type: 'donut',
          title: 'By status',
          series: one(cases('_createdAt', byField('status'))),
        },
        {
          id: 'case-assignee',
          type: 'donut',
          title: 'Open cases by person',
          series: one(cases('_createdAt', byField('assignee'), { _not: is('stage', 'Closed') })),
        },
      ),
      row({
        id: 'case-time',
        type: 'line',
        title: 'Hours from opening to closing, by the week of closing',
        series: [
          ...one(
            cases('endDate', measured('endDate', { _agg: 'median', _field: 'handlingDurationInHours' })),
            'median',
          ),
          ...one(
            cases('endDate', measured('endDate', { _agg: 'p90', _field: 'handlingDurationInHours' })),
            'p90',
          ),
        ],
      }),
      row({
        id: 'case-severity',
        type: 'bar',
        title: 'By severity, week by week',
        series: one(cases('_createdAt', byTime('_createdAt', 'severity'))),
      }),
    ],
  },
};

const observables = (aggregation: DashboardSource['aggregation'], filter?: Filter): DashboardSource => ({
  ...alerts(aggregation, filter),
  list: 'listObservable',
});

const observableDashboard: StarterDashboard = {
  title: 'Observables',
  description: 'What is seen in alerts and cases',
  definition: {
    period: 'last3Months',
    items: [
      row(
        {
          id: 'observable-numbers',
          type: 'counter',
          title: 'Observables',
          series: [
            ...one(observables(counted), 'All'),
            ...one(observables(counted, is('ioc', true)), 'Indicators'),
            ...one(observables(counted, is('sighted', true)), 'Sighted'),
          ],
        },
        {
          id: 'observable-types',
          type: 'donut',
          title: 'By type',
          series: one(observables(byField('dataType'))),
        },
        {
          id: 'observable-tags',
          type: 'table',
          title: 'Tags',
          series: one(observables(byField('tags'))),
        },
      ),
      row({
        id: 'observable-weeks',
        type: 'bar',
        title: 'By type, week by week',
        series: one(observables(byTime('_createdAt', 'dataType'))),
      }),
    ],
  },
};

const procedures = (aggregation: DashboardSource['aggregation']): DashboardSource => ({
  ...alerts(aggregation),
  list: 'listProcedure',
  dateField: 'occurDate',
});

const techniqueDashboard: StarterDashboard = {
  title: 'Techniques',
  description: 'What attackers did, by tactic and technique',
  definition: {
    period: 'last3Months',
    items: [
      row(
        {
          id: 'technique-numbers',
          type: 'counter',
          title: 'Techniques seen',
          series: one(procedures(counted), 'All'),
        },
        {
          id: 'technique-tactics',
          type: 'donut',
          title: 'By tactic',
          series: one(procedures(byField('tactic'))),
        },
        {
          id: 'technique-names',
          type: 'table',
          title: 'Most frequent techniques',
          series: one(procedures(byField('patternName'))),
        },
      ),
      row({
        id: 'technique-months',
        type: 'bar',
        title: 'By tactic, month by month',
        series: one(procedures(byTime('occurDate', 'tactic', '1M'))),
      }),
    ],
  },
};

/** All of them. */
export const starterDashboards: readonly StarterDashboard[] = [
  alertDashboard,
  caseDashboard,
  observableDashboard,
  techniqueDashboard,
];
