/** What definitions of report templates may name: widgets, and the fields that each kind of object can show. */
import { entities } from '../../../model/registry.ts';
import type { Column, ListedKind } from '../../../reports/plan.ts';
import { timelineEvents } from '../../../reports/plan.ts';
import { pathFromWire } from '../names.ts';

const stamps = ['_createdAt', '_createdBy', '_updatedAt', '_updatedBy'] as const;

/** Fields in words of the wire, by kind of object. */
export const reportFields = {
  alert: [
    ...['_id', 'type', 'source', 'sourceRef', 'externalLink', 'title', 'description', 'severity', 'date'],
    ...['tags', 'tlp', 'pap', 'status', 'stage', 'assignee', 'summary', 'inProgressDate', 'closedDate'],
    ...['importedDate', 'timeToDetect', 'timeToTriage', 'timeToQualify', 'timeToAcknowledge'],
    ...stamps,
  ],
  observable: [
    ...['dataType', 'data', 'startDate', 'tlp', 'pap', 'tags', 'ioc', 'sighted', 'sightedAt', 'reports'],
    ...['message', ...stamps],
  ],
  task: [
    ...['group', 'title', 'description', 'status', 'flag', 'startDate', 'endDate', 'assignee', 'dueDate'],
    ...['mandatory', ...stamps],
  ],
  procedure: ['tactic', 'patternId', 'description', 'occurDate', ...stamps],
  log: ['message', 'date', 'includeInTimeline', ...stamps],
} as const satisfies Readonly<Record<ListedKind | 'log', readonly string[]>>;

/** Fields that are shown when a widget names none. */
export const usualFields: Readonly<Record<keyof typeof reportFields, readonly string[]>> = {
  alert: ['title', 'type', 'source', 'severity', 'date', 'status'],
  observable: ['dataType', 'data', 'tlp', 'ioc', 'tags', 'message'],
  task: ['group', 'title', 'status', 'assignee', 'startDate', 'endDate'],
  procedure: ['tactic', 'patternId', 'occurDate', 'description'],
  log: ['date', '_createdBy', 'message'],
};

/** A kind of widget on the wire. */
export interface WidgetKind {
  /** What it shows. */
  readonly shows: ListedKind | 'text' | 'image' | 'customFields' | 'timeline' | 'comments' | 'pages';
  readonly layout: 'table' | 'list';
  /** Keys that it takes beside `_kind` and `title`. */
  readonly keys: readonly string[];
}

const selection = ['filter', 'sort', 'maxElements'] as const;
const table = (shows: ListedKind, ...more: readonly string[]): WidgetKind => ({
  shows,
  layout: 'table',
  keys: ['columns', ...selection, ...more],
});
const list = (shows: ListedKind, ...more: readonly string[]): WidgetKind => ({
  shows,
  layout: 'list',
  keys: ['fields', ...selection, ...more],
});

/** Kinds of widgets by `_kind`. */
export const widgetKinds: ReadonlyMap<string, WidgetKind> = new Map<string, WidgetKind>([
  ['Text', { shows: 'text', layout: 'list', keys: ['template'] }],
  ['Image', { shows: 'image', layout: 'list', keys: ['attachmentId'] }],
  ['CustomFields', { shows: 'customFields', layout: 'table', keys: [] }],
  ['CustomFieldsList', { shows: 'customFields', layout: 'list', keys: [] }],
  ['AlertTable', table('alert')],
  ['AlertList', list('alert')],
  ['ObservableTable', table('observable', 'protectData')],
  ['ObservableList', list('observable', 'protectData')],
  ['TaskTable', table('task')],
  ['TaskList', list('task', 'withTaskLogs', 'logColumns')],
  ['TTPTable', table('procedure')],
  ['TTPList', list('procedure')],
  ['Timeline', { shows: 'timeline', layout: 'table', keys: ['events', 'withCustomEventsDescription'] }],
  ['Comments', { shows: 'comments', layout: 'list', keys: [...selection] }],
  ['Pages', { shows: 'pages', layout: 'list', keys: ['filter'] }],
]);

/** The columns that words of the wire name. */
export function columnsOf(kind: keyof typeof reportFields, words: readonly string[]): Column[] {
  return words.map((word) => ({ word, path: pathFromWire(entities[kind], word) ?? word }));
}

/** What editors of templates ask for. */
export interface ReportVocabulary extends Readonly<Record<string, unknown>> {
  readonly widgets: readonly string[];
  /** What each kind of widget takes beside its title. */
  readonly widgetOptions: Readonly<Record<string, readonly string[]>>;
}

/** The vocabulary as editors of templates ask for it. */
export function reportVocabulary(): ReportVocabulary {
  return {
    widgets: [...widgetKinds.keys()],
    widgetOptions: Object.fromEntries([...widgetKinds].map(([name, { keys }]) => [name, keys])),
    alertFields: reportFields.alert,
    observableFields: reportFields.observable,
    taskFields: reportFields.task,
    ttpFields: reportFields.procedure,
    logFields: reportFields.log,
    timelineEvents,
  };
}
