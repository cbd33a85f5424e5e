/** Paths such as `attachment.name`: of the one file an observable is, or of the files that hang on an object. */
import type { Entity } from '../../model/entity.ts';
import { entityNamed } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { allOf, columnRef, type Sql, sql, tableAs } from '../sql.ts';
import { visibility } from '../visibility.ts';
import {
  type ListPath,
  ownField,
  type PathBase,
  type PathUse,
  type RowsPath,
  uses,
  type ValuePath,
} from './field-path.ts';

const prefix = 'attachment.';

/** What may follow the prefix, with the fields that hold it: on the object itself, and on attachments. */
const parts: Readonly<Record<string, { readonly own: string; readonly attached: string }>> = {
  name: { own: 'attachmentName', attached: 'name' },
  size: { own: 'attachmentSize', attached: 'size' },
  contentType: { own: 'attachmentContentType', attached: 'contentType' },
  hashes: { own: 'attachmentHashes', attached: 'hashes' },
  id: { own: 'attachmentId', attached: 'contentHash' },
};

/** Resolves a path that begins with `attachment.`; undefined for anything else. */
export function attachmentPath(
  context: CompileContext,
  base: PathBase,
  path: string,
): ValuePath | ListPath | RowsPath | undefined {
  const part = path.startsWith(prefix) ? partNamed(path.slice(prefix.length)) : undefined;
  if (part === undefined) return undefined;
  const own = ownField(context, base, part.own);
  return own === undefined ? attachedPath(context, base, part.attached, path) : { ...own, path };
}

/** The attachment paths of an entity that can be used in a way. */
export function attachmentPaths(entity: Entity, use: keyof Omit<PathUse, 'path'>): string[] {
  return Object.entries(parts)
    .filter(([, part]) => {
      const own = entity.fields[part.own];
      return own === undefined ? use === 'filterable' && attachedBy(entity) !== undefined : uses(own)[use];
    })
    .map(([name]) => prefix + name);
}

function partNamed(name: string): (typeof parts)[string] | undefined {
  return Object.hasOwn(parts, name) ? parts[name] : undefined;
}

function attachedBy(entity: Entity): string | undefined {
  const relation = entity.relations.attachments;
  return relation?.kind === 'children' && relation.to === 'attachment' ? relation.column : undefined;
}

function attachedPath(
  context: CompileContext,
  { entity, alias }: PathBase,
  field: string,
  path: string,
): RowsPath | undefined {
  const column = attachedBy(entity);
  if (column === undefined) return undefined;
  const target = { entity: entityNamed('attachment'), alias: context.alias() };
  const inner = ownField(context, target, field);
  if (inner === undefined) return undefined;
  const linked = [
    sql`${columnRef(target.alias, 'root_id')} = ${columnRef(alias, 'root_id')}`,
    sql`${columnRef(target.alias, column)} = ${columnRef(alias, 'id')}`,
    ...visibility(context, target.entity, target.alias),
  ];
  return {
    form: 'rows',
    path,
    inner,
    some: (condition: Sql) =>
      sql`exists (select from ${tableAs(target.entity, target.alias)} where ${allOf([...linked, condition])})`,
    filterable: true,
    sortable: false,
    aggregable: false,
  };
}
