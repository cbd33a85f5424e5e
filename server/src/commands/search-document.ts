/** The searchable text of an object: its word-indexed fields, and the exact ones people type to find it. */
import { toSearchVector } from '../lib/search-text.ts';
import { type Row, storedValue } from './row.ts';

/** Exact fields that are searched as words too. */
const alsoSearched: ReadonlySet<string> = new Set([
  'data',
  'source',
  'sourceRef',
  'tags',
  'number',
  'attachmentName',
  'attachmentHashes',
]);

/** The search vector of a row, made from its current values. */
export function searchDocument(row: Row): string {
  const texts = Object.entries(row.entity.fields)
    .filter(([name, field]) => field.search === 'words' || alsoSearched.has(name))
    .flatMap(([name]) => textsIn(name === 'data' ? row.columns.data : storedValue(row, name)));
  return toSearchVector(texts);
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === null || value === undefined ? [] : [String(value)];
}
