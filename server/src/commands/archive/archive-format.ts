/**
 * The form of a case in an archive: an encrypted zip that holds what it is, one JSON line for each object (parents before what hangs
 * on them), and the files by number. Names of entries can be read without the password, so they tell nothing.
 */
import type { EntityName } from '../../model/registry.ts';

/** What the first entry says. A later edition that this one cannot read has a higher number. */
export const archiveFormat = { format: 'skep-case', edition: 1 } as const;

/** Names of the entries. */
export const manifestName = 'manifest.json';
export const objectsName = 'objects.jsonl';
export const fileName = (number: number): string => `files/${number}`;
/** The number of a file by the name of its entry; undefined for any other entry. */
export function fileNumber(name: string): number | undefined {
  const [, digits] = /^files\/(\d{1,5})$/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Bounds of an archive, kept by whoever writes one and checked by whoever reads one. Sizes in bytes. */
export const archiveLimits = {
  objects: 50_000,
  files: 10_000,
  objectBytes: 16 * 1024 * 1024,
  allObjectBytes: 128 * 1024 * 1024,
  fileBytes: 2 * 1024 * 1024 * 1024,
  archiveBytes: 2 * 1024 * 1024 * 1024,
  password: 512,
} as const;

/** A kind of objects in an archive: how they are reached from the case, what they hang on, and which of their fields are kept. */
export interface ArchivedKind {
  readonly entity: EntityName;
  readonly relations: readonly string[];
  /** Fields that name what it hangs on, beside the case: its kind is that of an earlier line. */
  readonly parent?: 'taskId' | 'logId' | 'observableId';
  readonly fields: readonly string[];
  /** The field that holds the digest of its file. */
  readonly file?: 'contentHash' | 'attachmentId';
  readonly extraData?: readonly string[];
}

const stageDates = ['newDate', 'inProgressDate', 'closedDate', 'containedDate', 'firstTouchedDate'];
const alertDates = [
  'alertDate',
  'alertNewDate',
  'alertInProgressDate',
  'alertImportedDate',
  'alertClosedDate',
];

/** The case itself, by the name of its lines. */
export const archivedCase: ArchivedKind = {
  entity: 'case',
  relations: [],
  fields: [
    ...[
      'title',
      'description',
      'severity',
      'tlp',
      'pap',
      'startDate',
      'endDate',
      'tags',
      'flag',
      'status',
      'summary',
    ],
    ...['assignee', 'impactStatus', 'taskRule', 'observableRule', 'accessKind', 'restrictedTo', 'number'],
    ...stageDates,
    ...alertDates,
  ],
};

const attached = {
  entity: 'attachment',
  fields: ['name', 'contentType', 'external'],
  file: 'contentHash',
} as const;

/** What lies in a case, in the order of an archive. */
export const archivedKinds: readonly ArchivedKind[] = [
  {
    entity: 'task',
    relations: ['tasks'],
    fields: [
      ...['title', 'group', 'description', 'status', 'flag', 'startDate', 'endDate', 'dueDate', 'order'],
      ...['assignee', 'mandatory'],
    ],
  },
  { entity: 'log', relations: ['tasks', 'logs'], parent: 'taskId', fields: ['message', 'includeInTimeline'] },
  {
    entity: 'observable',
    relations: ['observables'],
    file: 'attachmentId',
    fields: [
      ...[
        'dataType',
        'data',
        'message',
        'tlp',
        'pap',
        'tags',
        'ioc',
        'sighted',
        'sightedAt',
        'ignoreSimilarity',
      ],
      ...['external', 'reports', 'attachmentName', 'attachmentContentType'],
    ],
  },
  {
    entity: 'job',
    relations: ['observables', 'jobs'],
    parent: 'observableId',
    extraData: ['report'],
    fields: [
      ...[
        'status',
        'neuronId',
        'neuronName',
        'neuronDefinition',
        'parameters',
        'runDate',
        'endDate',
        'errorMessage',
      ],
      ...['outcome', 'operations', 'tlp', 'pap', 'fromCache'],
    ],
  },
  { entity: 'comment', relations: ['comments'], fields: ['message', 'external'] },
  { ...attached, relations: ['attachments'] },
  { ...attached, relations: ['tasks', 'logs', 'attachments'], parent: 'logId' },
  {
    entity: 'procedure',
    relations: ['procedures'],
    fields: ['patternId', 'patternName', 'tactic', 'description', 'occurDate'],
  },
  { entity: 'page', relations: ['pages'], fields: ['title', 'content', 'category', 'order'] },
  {
    entity: 'customEvent',
    relations: ['customEvents'],
    fields: ['date', 'endDate', 'title', 'description', 'evidence'],
  },
  {
    entity: 'caseReport',
    relations: ['caseReports'],
    file: 'contentHash',
    fields: ['filename', 'contentType', 'highestTlp', 'withheld'],
  },
  {
    entity: 'share',
    relations: ['shares'],
    fields: ['organisationName', 'profileName', 'taskRule', 'observableRule', 'owner'],
  },
];

/** Who made an object and changed it last, and when: kept of everything. */
export const keptStamps = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy'] as const;

/** One object, as its line holds it. */
export interface ArchivedObject {
  readonly kind: EntityName;
  /** Digits of the id that it had; other lines name it by that. */
  readonly id: string;
  readonly parent?: string | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  readonly customFields?: readonly {
    readonly name: string;
    readonly value: unknown;
    readonly order: number;
  }[];
  /** Number of its file. */
  readonly file?: number | undefined;
}
