/** From the path of a field to typed SQL. A path that the entity does not have is an error that says which it has. */
import { nearest } from '../../lib/nearest.ts';
import { columnOf, type Entity } from '../../model/entity.ts';
import { CodedError } from '../../model/errors.ts';
import type { Field } from '../../model/field.ts';
import type { CompileContext } from '../context.ts';
import { columnRef } from '../sql.ts';
import { attachmentPath, attachmentPaths } from './attachment-path.ts';
import { type CustomFieldPath, customFieldPath } from './custom-field-path.ts';
import {
  type ListPath,
  ownField,
  type PathBase,
  type RowsPath,
  uses,
  type ValuePath,
  type WordsPath,
} from './field-path.ts';
import { namedSource } from './named-source.ts';

/** A resolved path. */
export type ResolvedPath = ValuePath | ListPath | RowsPath | WordsPath | CustomFieldPath;

/** Resolves a path; throws `invalidQuery` naming the paths that exist. */
export function resolvePath(context: CompileContext, base: PathBase, path: string): ResolvedPath {
  const found =
    ownField(context, base, path) ??
    keywordPath(base, path) ??
    attachmentPath(context, base, path) ??
    customFieldPath(context, base, path);
  if (found !== undefined) return found;
  throw unusable(base.entity, path, 'filterable');
}

/** The error for a path that cannot be used in a way; it names those that can. */
export function unusable(
  entity: Entity,
  path: string,
  use: 'filterable' | 'sortable' | 'aggregable',
): CodedError {
  const choices = pathsFor(entity, use);
  const known = Object.hasOwn(entity.fields, path);
  const meant = known ? undefined : nearest(path, choices);
  const verdict = known ? `cannot be used here` : 'is unknown';
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return new CodedError('invalidQuery', {
    reason: `Field ${path.slice(0, 100)} of ${entity.wireType} ${verdict}${hint}; possible: ${choices.join(', ')}`,
    field: path,
    entity: entity.wireType,
    choices,
  });
}

/** Every path of an entity that can be used in a way. */
export function pathsFor(entity: Entity, use: 'filterable' | 'sortable' | 'aggregable'): string[] {
  const own = Object.entries(entity.fields)
    .filter(([, field]) => uses(field)[use])
    .map(([name]) => name);
  const keyword =
    use === 'filterable' && entity.layout.searchable && !own.includes('keyword') ? ['keyword'] : [];
  const attached = attachmentPaths(entity, use);
  return [...own, ...keyword, ...attached, ...(entity.customFields ? ['customFields.NAME'] : [])];
}

/** `keyword` looks in every text of an object; parts of words are found in its title or data. */
function keywordPath({ entity, alias }: PathBase, path: string): WordsPath | undefined {
  if (path !== 'keyword' || !entity.layout.searchable) return undefined;
  const parts = Object.entries(entity.fields)
    .filter(([, field]) => hasPartIndex(field))
    .map(([name, field]) => columnRef(alias, columnOf(name, field) ?? name));
  return {
    form: 'words',
    path,
    vector: columnRef(alias, 'search'),
    parts,
    filterable: true,
    sortable: false,
    aggregable: false,
  };
}

function hasPartIndex(field: Field): boolean {
  if (field.source?.from === 'named') return namedSource(field.source.named)?.matchColumn !== undefined;
  return field.kind === 'string' && field.search === 'words';
}
