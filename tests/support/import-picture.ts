/** All that an organisation holds, as its API tells it, without what differs between two instances: ids, and who asks. */

import { isRawObject, type RawObject } from '../../server/src/model/input.ts';
import type { Person, Wire } from './wire.ts';

/** What lies in cases and alerts, by the operation that leads to it. */
const inCases = [
  'tasks',
  'observables',
  'comments',
  'attachments',
  'procedures',
  'pages',
  'customEvents',
  'shares',
];
const inAlerts = ['observables', 'comments', 'attachments', 'procedures'];

/** Members that name something of one instance alone, or are worked out for the reader. */
const ofInstance = new Set([
  ...[
    '_id',
    'id',
    'caseId',
    'path',
    'extraData',
    'userPermissions',
    'organisations',
    'organisation',
    'hasKey',
  ],
  ...['_version', 'alertId', 'links', 'timeToTouch', 'pageTemplates', 'avatar'],
]);

/** The picture. */
export interface Picture {
  readonly lists: Readonly<Record<string, readonly RawObject[]>>;
  readonly cases: readonly RawObject[];
  readonly alerts: readonly RawObject[];
}

/** Draws it. */
export async function pictureOf(wire: Wire, as: Person, organisation: string): Promise<Picture> {
  const ask = async (...query: RawObject[]): Promise<readonly RawObject[]> => {
    const headers = { 'x-organisation': organisation };
    const { status, body, text } = await wire.send('POST', '/api/v1/query', { as, headers, body: { query } });
    if (status !== 200 || !Array.isArray(body)) throw new Error(`${status} ${text}`);
    return body.filter(isRawObject);
  };
  const below = async (getter: string, object: RawObject, steps: readonly string[]): Promise<RawObject> => {
    const parts: Record<string, unknown> = {};
    for (const step of steps) {
      const found = await ask({ _name: getter, idOrName: String(object._id) }, { _name: step });
      const whole: RawObject[] = [];
      for (const one of found)
        whole.push(step === 'tasks' ? { ...one, ...(await below('getTask', one, ['logs'])) } : one);
      parts[step] = sorted(step === 'shares' ? whole.map(withoutStamps) : whole);
    }
    return parts;
  };
  const roots = async (list: string, getter: string, steps: readonly string[]): Promise<RawObject[]> => {
    const found: RawObject[] = [];
    for (const object of await ask({ _name: list }))
      found.push({
        ...object,
        isHeld: typeof object.caseId === 'string',
        ...(await below(getter, object, steps)),
      });
    return sorted(found);
  };
  const lists: Record<string, readonly RawObject[]> = {};
  for (const name of [
    'Profile',
    'ObservableType',
    'CustomField',
    'CaseStatus',
    'AlertStatus',
    'CaseTemplate',
  ])
    lists[name] = sorted((await ask({ _name: `list${name}` })).map(withoutStamps));
  const people = await ask({ _name: 'getOrganisation', idOrName: organisation }, { _name: 'users' });
  lists.User = sorted(people.map(withoutStamps).filter(({ login }) => login !== as.login));
  return {
    lists,
    cases: await roots('listCase', 'getCase', inCases),
    alerts: await roots('listAlert', 'getAlert', inAlerts),
  };
}

/** Lists and shares are made by whoever imports. */
function withoutStamps(object: RawObject): RawObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      if (/^_(created|updated)/.test(name)) return [];
      return [
        [
          name,
          Array.isArray(value) ? value.map((one) => (isRawObject(one) ? withoutStamps(one) : one)) : value,
        ],
      ];
    }),
  );
}

function sorted(objects: readonly RawObject[]): RawObject[] {
  const texts = objects.map((object) => JSON.stringify(plain(object)));
  return texts.sort().map((text): RawObject => JSON.parse(text));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRawObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !ofInstance.has(name))
      .map(([name, one]) => [name, plain(one)]),
  );
}

const stamps = ['_createdAt', '_createdBy', '_updatedAt', '_updatedBy'] as const;
const onBoth = [
  'title',
  'description',
  'severity',
  'tlp',
  'tags',
  'status',
  'customFields',
  'observables',
  ...stamps,
] as const;

/** What the older API knows of a field that holds other objects. */
const known: Readonly<Record<string, readonly string[]>> = {
  case: [...onBoth, 'number', 'startDate', 'endDate', 'flag', 'summary', 'assignee', 'impactStatus', 'tasks'],
  alert: [...onBoth, 'type', 'source', 'sourceRef', 'date', 'follow', 'isHeld'],
  tasks: [
    'title',
    'group',
    'description',
    'status',
    'flag',
    'startDate',
    'endDate',
    'order',
    'assignee',
    'logs',
    ...stamps,
  ],
  logs: ['message', 'attachments', '_createdAt', '_createdBy'],
  attachments: ['name', 'hashes', 'size', 'contentType'],
  attachment: ['name', 'hashes', 'size', 'contentType'],
  observables: [
    'dataType',
    'data',
    'message',
    'tags',
    'ioc',
    'sighted',
    'attachment',
    'ignoreSimilarity',
    ...stamps,
  ],
  customFields: ['name', 'value', 'order'],
};

/** The part of a picture that the older API tells, of one case and all alerts. */
export function asOldApiTells({ lists, cases, alerts }: Picture, number: string): unknown {
  const { CustomField, User, ObservableType } = lists;
  return {
    CustomField,
    ObservableType: ObservableType?.map(({ name }) => name),
    User: User?.map(({ login, locked, profile }) => ({ login, locked, profile })),
    cases: cases.filter((one) => `#${String(one.number)}` === number).map((one) => told('case', one)),
    alerts: alerts.map((one) => told('alert', one)),
  };
}

function told(kind: string, object: RawObject): RawObject {
  return Object.fromEntries(
    (known[kind] ?? []).map((name) => {
      const value = object[name];
      if (Array.isArray(value)) return [name, value.map((one) => (isRawObject(one) ? told(name, one) : one))];
      return [name, isRawObject(value) ? told(name, value) : value];
    }),
  );
}
