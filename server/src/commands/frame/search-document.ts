/** The searchable text of an object: its word-indexed fields, each under its mark, and exact ones that people type to find it. */
import { type MarkedText, toSearchVector } from '../../lib/search-text.ts';
import { searchMarks } from '../../model/search-words.ts';
import { type Row, storedValue } from './row.ts';

/** Exact fields that are searched as words too. */
const alsoSearched = [
  'data',
  'source',
  'sourceRef',
  'tags',
  'number',
  'attachmentName',
  'attachmentHashes',
] as const;

/** The search vector of a row, made from its current values. */
export function searchDocument(row: Row): string {
  const marked = [...searchMarks(row.entity)].flatMap(([name, mark]) =>
    textsIn(storedValue(row, name)).map((text): MarkedText => ({ text, mark })),
  );
  const plain = alsoSearched.flatMap((name) =>
    name in row.entity.fields ? textsIn(valueToSearch(row, name)) : [],
  );
  return toSearchVector([...marked, ...plain]);
}

function valueToSearch(row: Row, name: string): unknown {
  return name === 'data' ? row.columns.data : storedValue(row, name);
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === null || value === undefined ? [] : [String(value)];
}
