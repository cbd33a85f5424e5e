/** A record of a change as the settings read it: what it names, what it changed, and where its object can be seen. */
import type { OutputAudit } from '../../../../../contract/v1-types.ts';

/** Values by field. */
export type Values = Readonly<Record<string, unknown>>;

/** A record. */
export interface AuditRow extends Omit<OutputAudit, 'details' | 'previous'> {
  readonly details: Values;
  readonly previous: Values;
}

/** What has to be known of a change to name its object. */
export type NamedRow = Pick<AuditRow, 'objectType' | 'objectId' | 'details' | 'previous'> & {
  readonly action: string;
};

/** Fields that name an object, the best first. */
const naming = [
  'title',
  'displayName',
  'name',
  'login',
  'predicate',
  'value',
  'data',
  'message',
  'namespace',
  'analyzerName',
  'responderName',
  'analyzerId',
  'patternName',
  'organisationName',
] as const;
/** Longest name that is shown. */
const longest = 160;

/** The name of the object, when the record happens to hold it. */
export function nameOf({ details, previous }: Pick<AuditRow, 'details' | 'previous'>): string | undefined {
  const found = naming
    .flatMap((field) => [details[field], previous[field]])
    .find((value) => typeof value === 'string' && value.trim() !== '');
  return found === undefined ? undefined : String(found).slice(0, longest);
}

/** The datum of a record of an observable, with its type; other texts are not data. */
export function datumOf({
  objectType,
  details,
  previous,
}: Pick<AuditRow, 'objectType' | 'details' | 'previous'>):
  | { readonly dataType: string; readonly value: string }
  | undefined {
  const value = details.data ?? previous.data;
  if (objectType !== 'Observable' || typeof value !== 'string') return undefined;
  // A record that lacks the type is treated as the one that is defanged most.
  return { dataType: String(details.dataType ?? previous.dataType ?? 'url'), value };
}

/** Names of the changed fields. */
export function changedFields({
  details,
  previous,
}: Pick<AuditRow, 'details' | 'previous'>): readonly string[] {
  return [...new Set([...Object.keys(details), ...Object.keys(previous)])];
}

/** A value as text: texts as they are, everything else as it would be written down. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Kinds of objects that have names to be read, with the word that pipelines have for their list. */
const listed: Readonly<Record<string, string>> = {
  Action: 'action',
  Alert: 'alert',
  AlertStatus: 'alertStatus',
  AnalyzerTemplate: 'analyzerTemplate',
  Case: 'case',
  CaseReport: 'caseReport',
  CaseReportTemplate: 'caseReportTemplate',
  CaseStatus: 'caseStatus',
  CaseTemplate: 'caseTemplate',
  Catalog: 'catalog',
  CortexServer: 'cortexServer',
  CustomEvent: 'customEvent',
  CustomField: 'customField',
  Dashboard: 'dashboard',
  AutomationRule: 'automationRule',
  EnabledNeuron: 'enabledNeuron',
  Observable: 'observable',
  ObservableType: 'observableType',
  Organisation: 'organisation',
  Page: 'page',
  PageTemplate: 'pageTemplate',
  Procedure: 'procedure',
  Profile: 'profile',
  Tag: 'tag',
  Task: 'task',
  Taxonomy: 'taxonomy',
  User: 'user',
  View: 'view',
  case_artifact_job: 'job',
};

/** Ids of the objects that no record names, by the word for their list; at most so many of each kind. */
export function unnamedIn(rows: readonly NamedRow[], most: number): ReadonlyMap<string, readonly string[]> {
  const named = new Set(rows.filter((row) => nameOf(row) !== undefined).map(({ objectId }) => objectId));
  const ids = new Map<string, Set<string>>();
  for (const { objectType, objectId, action } of rows) {
    const entity = listed[objectType];
    if (entity === undefined || action === 'delete' || named.has(objectId)) continue;
    const some = ids.get(entity) ?? new Set();
    if (some.size < most) ids.set(entity, some.add(objectId));
  }
  return new Map([...ids].map(([entity, some]) => [entity, [...some].sort()]));
}

const pages: Readonly<Record<string, string>> = {
  User: 'settings/users',
  CaseTemplate: 'settings/templates',
  Organisation: 'settings/organisations',
  Profile: 'settings/profiles',
  CustomField: 'settings/fields',
  CaseStatus: 'settings/caseStatuses',
  AlertStatus: 'settings/alertStatuses',
  ObservableType: 'settings/types',
  Taxonomy: 'settings/taxonomies',
  Catalog: 'settings/attack',
  AnalyzerTemplate: 'settings/analyzerTemplates',
  CortexServer: 'settings/cortexServers',
  Webhook: 'settings/webhooks',
};

/** Address of the object, or of what it belongs to; that of the record itself when there is none. */
export function addressOf(
  organisation: string,
  row: Pick<AuditRow, '_id' | 'objectType' | 'objectId'>,
): string {
  const base = `/o/${encodeURIComponent(organisation)}`;
  if (row.objectType === 'Case') return `${base}/cases/${row.objectId}`;
  if (row.objectType === 'Alert') return `${base}/alerts/${row.objectId}`;
  const page = pages[row.objectType];
  return page === undefined ? `${base}/settings/audit?preview=${row._id}` : `${base}/${page}/${row.objectId}`;
}
