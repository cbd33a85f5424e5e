/**
 * What is made in one dialect and read in the other: for each kind of objects its places in both, values for every field that can
 * be written, and what either dialect calls them.
 */
import fc from 'fast-check';

/** An object as JSON. */
export type Wire = Readonly<Record<string, unknown>>;

/** A kind of objects in both dialects. */
export interface DialectKind {
  /** The operation of v1 that reads one. */
  readonly get: string;
  /** Below the root of each dialect: where one is made, for the ids of a case and a task, and where it lies. */
  readonly v1: Places;
  readonly v0: Places;
  /** What one is made of in v1. */
  readonly made: fc.Arbitrary<Wire>;
  /** What is then changed, because nothing is made with it. */
  readonly moved: fc.Arbitrary<Wire>;
  /** Words of v1 that both dialects know. */
  readonly both: readonly string[];
  /** Words of v1 that can be written and v0 does not show, or shows in a word of its own. */
  readonly onlyV1: readonly string[];
}

interface Places {
  readonly make: (parents: Parents) => string;
  readonly one: string;
}

/** Ids of what an object lies in. */
export interface Parents {
  readonly caseId: string;
  readonly taskId: string;
}

/** People who hold objects. */
export const holders = ['ann@main.test', 'ben@main.test'] as const;

/** Custom fields by name, one of each type. */
export const customFields = {
  ticket: 'string',
  score: 'integer',
  ratio: 'float',
  urgent: 'boolean',
  seen: 'date',
  page: 'url',
} as const;

/** Statuses beside those that every instance has. */
export const ownStatuses = {
  case: { Contained: 'InProgress', Benign: 'Closed' },
  alert: { Parked: 'Closed' },
};

const awkward = [
  ...['12', '1.5', 'true', 'null', '~1', 'a,b', ' a ', 'customFields.ticket', 'Duplicate', '%_*\\'],
  ...[
    '钓鱼',
    'e\u0301',
    '\u202eabc',
    '👩‍👩‍👧',
    "';--",
    '{"a":1}',
    '<b>&amp;</b>',
    'line\r\nline\n',
    '\ufeff',
  ],
];

function text(maxLength: number): fc.Arbitrary<string> {
  const drawn = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  return fc
    .oneof(fc.constantFrom(...awkward), drawn)
    .filter(({ length }) => length > 0 && length <= maxLength);
}

const longText = fc.oneof(text(128), fc.constant(''), fc.constant('# A title\n\n- one\n- two\n'));
const datum = text(200).filter((data) => data.trim() !== '');
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const tags = fc.uniqueArray(fc.oneof(text(40), fc.constantFrom('mail', 'a:b="c"', 'a:b')), { maxLength: 3 });
const holder = fc.constantFrom(...holders);
const pap = fc.integer({ min: 0, max: 3 });
const tlp = fc.integer({ min: 0, max: 4 });
const severity = fc.integer({ min: 1, max: 4 });
const ratings = { severity, tlp, pap, tags };
const statusesOf = (kind: keyof typeof ownStatuses, usual: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...usual, ...Object.keys(ownStatuses[kind]));

const customValue = fc.oneof(
  fc.record({ name: fc.constant('ticket'), value: text(60) }),
  fc.record({ name: fc.constant('score'), value: fc.integer() }),
  fc.record({ name: fc.constant('ratio'), value: fc.float({ noNaN: true, noDefaultInfinity: true }) }),
  fc.record({ name: fc.constant('urgent'), value: fc.boolean() }),
  fc.record({ name: fc.constant('seen'), value: instant }),
  fc.record({ name: fc.constant('page'), value: fc.webUrl() }),
  fc.record({ name: fc.constantFrom(...Object.keys(customFields)), value: fc.constant(null) }),
);
const values = fc.array(customValue, { maxLength: 4 });

/** Some of the fields, and always those that are required. */
function some(
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  required: readonly string[] = [],
): fc.Arbitrary<Wire> {
  return fc.record<Record<string, unknown>>(fields, { requiredKeys: [...required] });
}

/** The kinds. */
export const dialectKinds: Readonly<Record<'case' | 'alert' | 'task' | 'log' | 'observable', DialectKind>> = {
  case: {
    get: 'getCase',
    v1: { make: () => '/case', one: '/case' },
    v0: { make: () => '/case', one: '/case' },
    made: some(
      {
        ...{ ...ratings, title: text(128), description: longText, summary: longText, assignee: holder },
        ...{ startDate: instant, endDate: instant, flag: fc.boolean(), customFields: values },
      },
      ['title', 'description'],
    ),
    moved: some({
      status: statusesOf('case', [
        ...['New', 'InProgress', 'Indeterminate', 'FalsePositive', 'TruePositive', 'Other', 'Duplicated'],
      ]),
      impactStatus: fc.constantFrom('NotApplicable', 'WithImpact', 'NoImpact'),
      assignee: fc.constant(null),
    }),
    both: [
      ...['title', 'description', 'severity', 'tlp', 'pap', 'tags', 'startDate', 'endDate', 'flag'],
      ...['summary', 'assignee', 'impactStatus', 'customFields'],
    ],
    onlyV1: ['status'],
  },
  alert: {
    get: 'getAlert',
    v1: { make: () => '/alert', one: '/alert' },
    v0: { make: () => '/alert', one: '/alert' },
    made: some(
      {
        ...{ ...ratings, title: text(128), description: longText, date: instant, customFields: values },
        ...{ type: text(32), source: text(32), sourceRef: fc.uuid(), externalLink: fc.webUrl() },
        ...{ summary: longText, assignee: holder },
      },
      ['title', 'description', 'type', 'source', 'sourceRef'],
    ),
    moved: some({
      status: statusesOf('alert', ['New', 'InProgress', 'Ignored', 'FalsePositive', 'Duplicate']),
      follow: fc.boolean(),
    }),
    both: [
      ...['title', 'description', 'severity', 'tlp', 'pap', 'tags', 'date', 'type', 'source', 'sourceRef'],
      ...['externalLink', 'follow', 'customFields'],
    ],
    onlyV1: ['status', 'summary', 'assignee'],
  },
  task: {
    get: 'getTask',
    v1: { make: ({ caseId }) => `/case/${caseId}/task`, one: '/task' },
    v0: { make: ({ caseId }) => `/case/${caseId}/task`, one: '/case/task' },
    made: some(
      {
        ...{ title: text(128), group: text(64), description: longText, flag: fc.boolean(), assignee: holder },
        status: fc.constantFrom('Waiting', 'InProgress', 'Completed', 'Cancel'),
        ...{ startDate: instant, endDate: instant, dueDate: instant, order: fc.nat(1_000) },
      },
      ['title'],
    ),
    moved: some({ description: fc.constant(null), dueDate: fc.constant(null), mandatory: fc.boolean() }),
    both: [
      ...['title', 'group', 'description', 'status', 'flag'],
      ...['startDate', 'endDate', 'dueDate', 'order', 'assignee'],
    ],
    onlyV1: ['mandatory'],
  },
  log: {
    get: 'getLog',
    v1: { make: ({ taskId }) => `/task/${taskId}/log`, one: '/log' },
    v0: { make: ({ taskId }) => `/case/task/${taskId}/log`, one: '/case/task/log' },
    made: some({ message: longText }, ['message']),
    moved: some({ includeInTimeline: instant }),
    both: ['message'],
    onlyV1: ['includeInTimeline'],
  },
  observable: {
    get: 'getObservable',
    v1: { make: ({ caseId }) => `/case/${caseId}/observable`, one: '/observable' },
    v0: { make: ({ caseId }) => `/case/${caseId}/artifact`, one: '/case/artifact' },
    made: some(
      {
        ...{ dataType: fc.constantFrom('other', 'hostname', 'mail-subject'), data: datum },
        ...{ message: longText, tlp, pap, tags, ioc: fc.boolean(), sighted: fc.boolean() },
        ...{ ignoreSimilarity: fc.boolean(), sightedAt: instant },
      },
      ['dataType', 'data'],
    ).map(({ sightedAt, ...seen }) => (seen.sighted === true ? { ...seen, sightedAt } : seen)),
    moved: some({ message: fc.constant(null) }),
    both: ['dataType', 'data', 'message', 'tlp', 'tags', 'ioc', 'sighted', 'ignoreSimilarity'],
    onlyV1: ['pap', 'sightedAt'],
  },
};

/** Words of v0 that differ from those of v1. */
const renamed: Readonly<Record<string, string>> = { assignee: 'owner' };

/** What v0 shows of the words that both know, from what v1 shows; null for nothing. */
export function expectedInV0({ both }: DialectKind, shown: Wire): Wire {
  return Object.fromEntries(
    both.map((word) => [renamed[word] ?? word, readInV0(word, shown[word] ?? null)] as const),
  );
}

function readInV0(word: string, value: unknown): unknown {
  if (word === 'tlp') return Math.min(Number(value), 3);
  if (word === 'tags') return sortedTexts(value);
  if (word !== 'customFields') return value;
  const byName = Map.groupBy(listOf(value), ({ name }) => String(name));
  return Object.fromEntries(
    [...byName].map(([name, [first]]) => [
      name,
      { [String(first?.type)]: first?.value ?? null, order: first?.order },
    ]),
  );
}

function listOf(value: unknown): readonly Wire[] {
  return Array.isArray(value) ? value : [];
}

function sortedTexts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : []).map(String).sort();
}

/** The words that both know as v0 shows them; null for nothing. */
export function shownInV0({ both }: DialectKind, shown: Wire): Wire {
  return Object.fromEntries(
    both.map((word) => [renamed[word] ?? word, shown[renamed[word] ?? word] ?? null] as const),
  );
}

/** A change in v1 that says everything again that was read and can be written. */
export function saidAgain({ both, onlyV1 }: DialectKind, shown: Wire): Wire {
  return Object.fromEntries(
    [...both, ...onlyV1].flatMap((word): [string, unknown][] => {
      const value = shown[word];
      if (value === undefined || word === 'data') return [];
      if (word !== 'customFields') return [[word, value]];
      return [[word, listOf(value).map(({ name, value: one, order }) => ({ name, value: one, order }))]];
    }),
  );
}

/** What a copy that was made in v0 shows in v1 of the words that both know: red is the highest TLP there, and fields have one value. */
export function copiedInV1(kind: DialectKind, shown: Wire): Wire {
  const { tlp: shownTlp, ...others } = expectedInV0(kind, shown);
  return shownTlp === undefined ? others : { ...others, tlp: shownTlp === 3 ? 4 : shownTlp };
}
