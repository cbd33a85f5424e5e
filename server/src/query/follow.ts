/** The ways from objects to related ones. Each is a semi-join: a related object comes once, and only if the caller sees it. */
import type { Entity, Relation } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import { entities, entityNamed } from '../model/registry.ts';
import type { CompileContext } from './context.ts';
import { namedRelation } from './named-relation.ts';
import { type EntitySet, existsIn, narrowed, visibleSet } from './set.ts';
import { allOf, columnRef, type Sql, sql } from './sql.ts';

/** The objects that a relation leads to from a set. */
export function follow(context: CompileContext, from: EntitySet, relation: string): EntitySet {
  const way = relationOf(from.entity, relation);
  const subset = way.kind === 'named' ? namedRelation(way.named).subset : undefined;
  if (subset !== undefined) return narrowed(from, subset(from.alias));
  const target = visibleSet(context, entityNamed(way.to));
  return narrowed(target, existsIn(narrowed(from, linkOf(context, way, from, target))));
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
  const target = visibleSet(context, entityNamed(way.to));
  return existsIn(narrowed(target, linkOf(context, way, from, target), condition(target)));
}

/** Visible objects that a relation leads to from the row of a set: for values computed for each row. */
export function relatedSet(
  context: CompileContext,
  from: Pick<EntitySet, 'entity' | 'alias'>,
  relation: string,
): EntitySet {
  const way = relationOf(from.entity, relation);
  const target = visibleSet(context, entityNamed(way.to));
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

/** A child holds the id of its parent; where both lie in one tree, its root narrows the search to one place. */
function linkedBy(column: string, child: Side, parent: Side): Sql {
  const byId = sql`${columnRef(child.alias, column)} = ${columnRef(parent.alias, 'id')}`;
  const sameTree = child.entity.layout.root === 'child' && parent.entity.layout.root !== 'none';
  return sameTree
    ? sql`(${columnRef(child.alias, 'root_id')} = ${columnRef(parent.alias, 'root_id')} and ${byId})`
    : byId;
}
