/** The ways from objects to related ones. Each is a semi-join: a related object comes once, and only if the caller sees it. */
import type { Entity, Relation } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import { entities, entityNamed } from '../model/registry.ts';
import type { CompileContext } from './context.ts';
import { namedRelation } from './path/named-relation.ts';
import { type EntitySet, existsIn, narrowed, partsOf, visibleSet } from './set.ts';
import { allOf, columnRef, type Sql, sql } from './sql.ts';

/** The objects that a relation leads to from a set. */
export function follow(context: CompileContext, from: EntitySet, relation: string): EntitySet {
  const way = relationOf(from.entity, relation);
  const subset = way.kind === 'named' ? namedRelation(way.named).subset : undefined;
  if (subset !== undefined) return narrowed(from, subset(from.alias));
  const target = targetOf(context, from.entity, way);
  const reach = from.isSingle === true && way.kind === 'named' ? namedRelation(way.named).reach : undefined;
  return narrowed(
    target,
    ...(reach === undefined ? [] : [reach(from, target.alias)]),
    existsIn(narrowed(from, linkOf(context, way, from, target))),
  );
}

/** The condition that a member of a set is related to a visible object for which `condition` holds. */
export function related(
  context: CompileContext,
  from: EntitySet,
  relation: string,
  condition: (target: EntitySet) => Sql,
): Sql {
  const way = relationOf(from.entity, relation);
  const subset = way.kind === 'named' ? namedRelation(way.named).subset : undefined;
  if (subset !== undefined) return allOf([subset(from.alias), condition(from)]);
  const target = targetOf(context, from.entity, way);
  return existsIn(narrowed(target, linkOf(context, way, from, target), condition(target)));
}

/** Visible objects that a relation leads to from the row of a set: for values computed for each row. */
export function relatedSet(
  context: CompileContext,
  from: Pick<EntitySet, 'entity' | 'alias'>,
  relation: string,
): EntitySet {
  const way = relationOf(from.entity, relation);
  const target = targetOf(context, from.entity, way);
  return narrowed(target, linkOf(context, way, from, target));
}

/** The audit records of what happened to the objects of a set, or in their context. */
export function auditsOf(context: CompileContext, from: EntitySet, of: 'object' | 'context'): EntitySet {
  const target = visibleSet(context, entities.audit);
  const column = of === 'object' ? 'object_id' : 'context_id';
  const same = sql`${columnRef(target.alias, column)} = ${columnRef(from.alias, 'id')}`;
  // A context lies in the tree of the record; an object may have been moved to another one since.
  const inTree =
    of === 'context' && from.entity.layout.root !== 'none'
      ? [sql`${columnRef(target.alias, 'root_id')} = ${columnRef(from.alias, 'root_id')}`]
      : [];
  return narrowed(target, existsIn(narrowed(from, same, ...inTree)));
}

/** The relation of an entity with a name; throws `invalidQuery` naming those that exist. */
function relationOf(entity: Entity, name: string): Relation {
  const found = Object.hasOwn(entity.relations, name) ? entity.relations[name] : undefined;
  if (found !== undefined) return found;
  const choices = Object.keys(entity.relations);
  throw new CodedError('invalidQuery', {
    reason: `${entity.wireType} has no relation ${name.slice(0, 100)}; it has ${choices.join(', ') || 'none'}`,
    field: name,
    entity: entity.wireType,
    choices,
  });
}

/**
 * Everything that the caller sees where a relation leads. What lies in the tree of an object that no other organisation sees is not
 * shared either: its own organisation is all that is asked for, which an index can begin with.
 */
function targetOf(context: CompileContext, from: Entity, way: Relation): EntitySet {
  const rows = way.kind === 'named' ? namedRelation(way.named).rows : undefined;
  const own = visibleSet(context, entityNamed(way.to));
  const target = rows === undefined ? own : { ...own, rows };
  const unshared = from.layout.root === 'self' && from.visibility === 'organisation';
  const inTree = way.kind === 'children' && target.entity.layout.root === 'child';
  return unshared && inTree ? (partsOf(target)[0] ?? target) : target;
}

type Side = Pick<EntitySet, 'entity' | 'alias'>;

/** The condition that two rows are related. */
function linkOf(context: CompileContext, way: Relation, from: Side, target: Side): Sql {
  switch (way.kind) {
    case 'named': {
      const { link } = namedRelation(way.named);
      if (link === undefined) throw new Error(`Relation ${way.named} leads to a part of the same set`);
      return link(context, from.alias, target.alias, from.entity);
    }
    case 'children':
      return linkedBy(way.column, target, from);
    case 'parent':
      return linkedBy(way.column, from, target);
  }
}

/**
 * A child holds the id of its parent; where both lie in one tree, its root narrows the search to one place. A column that is named
 * after the root holds nothing but the root's id, so there the root alone says it: comparing it twice would let the planner expect
 * far fewer rows than there are.
 */
function linkedBy(column: string, child: Side, parent: Side): Sql {
  const holder = columnRef(child.alias, column);
  const parentId = columnRef(parent.alias, 'id');
  const byId = sql`${holder} = ${parentId}`;
  const { root, table } = parent.entity.layout;
  if (child.entity.layout.root !== 'child' || root === 'none') return byId;
  const childRoot = columnRef(child.alias, 'root_id');
  return root === 'self' && column === `${table}_id`
    ? sql`(${childRoot} = ${parentId} and ${holder} is not null)`
    : sql`(${childRoot} = ${columnRef(parent.alias, 'root_id')} and ${byId})`;
}
