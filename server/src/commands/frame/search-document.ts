/** The searchable text of an object: its word-indexed fields, each under its mark, and exact ones that people type to find it. */
import { type TextMark, toSearchVector } from '../../lib/search-text.ts';
import type { Entity } from '../../model/entity.ts';
import { entities } from '../../model/registry.ts';
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

/** A field that goes into the vector of its entity. */
interface SearchedField {
  readonly name: string;
  readonly mark: TextMark;
}

/** What is searched of each entity, worked out once. */
const searchedFields: ReadonlyMap<Entity, readonly SearchedField[]> = new Map(
  Object.values(entities).map((entity) => [entity, searchedFieldsOf(entity)]),
);

function searchedFieldsOf(entity: Entity): readonly SearchedField[] {
  const byWord = [...searchMarks(entity)].map(([name, mark]) => ({ name, mark }));
  const exact = alsoSearched.filter((name) => name in entity.fields);
  return [...byWord, ...exact.map((name) => ({ name, mark: 'D' as const }))];
}

/** The search vector of a row, made from its current values. */
export function searchDocument(row: Row): string {
  const fields = searchedFields.get(row.entity) ?? searchedFieldsOf(row.entity);
  return toSearchVector(
    fields.flatMap(({ name, mark }) => textsIn(valueToSearch(row, name)).map((text) => ({ text, mark }))),
  );
}

function valueToSearch(row: Row, name: string): unknown {
  return name === 'data' ? row.columns.data : storedValue(row, name);
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === null || value === undefined ? [] : [String(value)];
}
