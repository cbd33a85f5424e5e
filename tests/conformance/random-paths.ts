/** Paths of entities in words of the wire, for random requests. */
import { pathFromWire, wirePathsFor } from '../../server/src/api/v1/names.ts';
import type { Entity } from '../../server/src/model/entity.ts';
import type { Field } from '../../server/src/model/field.ts';
import { fieldName } from '../matrix/makers.ts';

/** One operation of a query, or a part of it. */
export type Operation = Readonly<Record<string, unknown>>;

/** What a path is, as far as values for it go. */
export interface Path extends Pick<Field, 'kind' | 'values'> {
  readonly word: string;
  readonly form: 'value' | 'list' | 'custom' | 'words' | 'rows';
}

/** Every path of an entity that can be used in a way. */
export function pathsOf(entity: Entity, use: 'filterable' | 'sortable' | 'aggregable'): readonly Path[] {
  return wirePathsFor(entity, use).map((plain) => pathOf(entity, plain.replace('NAME', fieldName)));
}

function pathOf(entity: Entity, word: string): Path {
  if (word.startsWith('customFields.')) return { word, form: 'custom', kind: 'string', values: undefined };
  if (word === 'keyword') return { word, form: 'words', kind: 'string', values: undefined };
  if (word.startsWith('attachment.'))
    return { word, form: 'rows', kind: word.endsWith('.size') ? 'integer' : 'string', values: undefined };
  const field = entity.fields[pathFromWire(entity, word) ?? ''];
  if (field === undefined) throw new Error(`${entity.name} has no field behind ${word}`);
  const list = field.cardinality === 'set' || field.cardinality === 'list' || field.kind === 'json';
  return { word, form: list ? 'list' : 'value', kind: list ? 'string' : field.kind, values: field.values };
}
