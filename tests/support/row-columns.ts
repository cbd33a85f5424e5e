/** Columns of built rows that a test does not care about. */
import { toSearchVector } from '../../server/src/lib/search-text.ts';
import { columnOf, type Entity } from '../../server/src/model/entity.ts';
import { matchHashOfFile, matchHashOfValue } from '../../server/src/model/match-hash.ts';
import { searchMarks } from '../../server/src/model/search-words.ts';

/** Columns by name. */
export type Columns = Readonly<Record<string, unknown>>;

/** When rows are made unless a test says otherwise: 2026-01-02T03:04:05Z. */
export const builtAt = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Version, time and maker of a row. */
export const stamps = { created_at: new Date(builtAt), created_by: 'maker@example.org', version: 1 };

/** Columns that an alert cannot be without. */
export function alertColumns(unique: string): Columns {
  return {
    ...stamps,
    type: 'external',
    source: 'test',
    source_ref: `ref-${unique}`,
    title: 'An alert',
    description: 'What happened',
    ...ratings,
    date: new Date(builtAt),
    status: 'New',
    stage: 'New',
    last_sync_date: new Date(builtAt),
    new_date: new Date(builtAt),
  };
}

/** Columns that a case cannot be without; its id serves as its number. */
export function caseColumns(id: string): Columns {
  return {
    ...stamps,
    number: Number(id),
    title: 'A case',
    description: 'What happened',
    ...ratings,
    start_date: new Date(builtAt),
    status: 'New',
    stage: 'New',
    new_date: new Date(builtAt),
  };
}

const ratings = { severity: 2, tlp: 2, pap: 2 };

/** Columns that a file cannot be without. */
export const attachmentColumns = {
  name: 'file.txt',
  content_hash: 'ab'.repeat(32),
  hashes: ['ab'.repeat(32)],
  size: 3,
  content_type: 'text/plain',
};

/** Columns that a run of a neuron cannot be without. */
export const runColumns = {
  ...stamps,
  status: 'Success',
  neuron_id: 'N_1',
  neuron_name: 'N_1',
  neuron_definition: 'N_1',
};

/** Columns that an observable cannot be without, with the digest of its data or file. */
export function observableColumns(given: Columns): Columns {
  const dataType = String(given.data_type ?? 'other');
  const file = given.attachment_id;
  const data = file === undefined ? String(given.data ?? 'some data') : null;
  const match = file === undefined ? matchHashOfValue(dataType, String(data)) : matchHashOfFile(String(file));
  return { ...stamps, tlp: 2, pap: 2, data_type: dataType, data, match_hash: match };
}

/** The column of a child that names its parent; `columns` are those of the parent. */
export function linkTo(columns: Columns): string {
  if ('task_id' in columns) return 'log_id';
  return 'source_ref' in columns ? 'alert_id' : 'case_id';
}

/** The column that holds the value of a custom field of a type. */
export function valueColumn(type: string): string {
  return type === 'url' ? 'string_value' : `${type}_value`;
}

/** Exact columns that are searched as words too, as commands store them. */
const alsoSearched = [
  'data',
  'source',
  'source_ref',
  'tags',
  'number',
  'attachment_name',
  'attachment_hashes',
];

/** The search column of an entity's row, as commands store it; nothing for entities without one. */
export function searchColumn(entity: Entity, columns: Columns): Columns {
  if (!entity.layout.searchable) return {};
  const marked = [...searchMarks(entity)].flatMap(([name, mark]) => {
    const field = entity.fields[name];
    const value = field === undefined ? undefined : columns[columnOf(name, field) ?? name];
    return textsIn(value).map((text) => ({ text, mark }));
  });
  return { search: toSearchVector([...marked, ...alsoSearched.flatMap((name) => textsIn(columns[name]))]) };
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === null ? [] : [String(value)];
}
