/** A set of objects of one entity: a table under an alias and conditions. What a pipeline has found so far is one. */
import type { Entity } from '../model/entity.ts';
import type { CompileContext } from './context.ts';
import { allOf, columnRef, idParameter, type Sql, sql, tableAs } from './sql.ts';
import { ownOrganisation, type VisibilitySplit, visibility, visibilitySplit } from './visibility.ts';

/** A set. It always carries the visibility of the caller: only {@link visibleSet} and {@link deletedSet} make one. */
export interface EntitySet {
  readonly entity: Entity;
  readonly alias: string;
  readonly conditions: readonly Sql[];
  /** Rows of another table with the columns of the entity, read in place of its own. */
  readonly rows?: Sql;
  /** Where the rule of visibility is one of several things, each of them: the rule itself stands among the conditions. */
  readonly split: VisibilitySplit | undefined;
  /**
   * How many of the conditions say who sees a row, where the others look for words in all that the caller sees; undefined for sets
   * that are found in another way.
   */
  readonly searched?: number | undefined;
  /** Whose rows they are, where they are all of the caller's organisation. */
  readonly own?: Sql | undefined;
  /** It is everything of its kind that the caller sees. */
  readonly whole?: boolean;
  /** It has one member at most. */
  readonly isSingle?: true;
}

/** Every object of an entity that the caller sees. */
export function visibleSet(context: CompileContext, entity: Entity): EntitySet {
  const alias = context.alias();
  const split = visibilitySplit(context, entity, alias);
  return {
    entity,
    alias,
    split,
    conditions: visibility(context, entity, alias, 'present', split),
    own: entity.visibility === 'organisation' ? ownOrganisation(context, alias) : undefined,
    whole: true,
  };
}

/** Every object of an entity that the caller would see had it not been deleted. */
export function deletedSet(context: CompileContext, entity: Entity): EntitySet {
  const alias = context.alias();
  return { entity, alias, split: undefined, conditions: visibility(context, entity, alias, 'deleted') };
}

/** The members of a set for which further conditions hold. */
export function narrowed(set: EntitySet, ...conditions: readonly Sql[]): EntitySet {
  return { ...set, conditions: [...set.conditions, ...conditions], whole: false };
}

/** The member of a set with an id (digits). A root is found by its key. */
export function withId(set: EntitySet, id: string): EntitySet {
  return { ...narrowed(set, idIs(set, id)), isSingle: true };
}

/** The condition that a member has an id (digits). */
export function idIs({ entity, alias }: EntitySet, id: string): Sql {
  const byId = sql`${columnRef(alias, 'id')} = ${idParameter(id)}`;
  if (entity.layout.root !== 'self') return byId;
  return sql`(${byId} and ${columnRef(alias, 'root_id')} = ${idParameter(id)})`;
}

/**
 * The set in parts that have no member in common: first its own rows, which an index keeps in order, then those of them that are kept
 * to the caller, and those shared with it.
 * Each part can be read in the order of an index, the whole cannot.
 */
export function partsOf(set: EntitySet): readonly EntitySet[] {
  const { split } = set;
  if (split === undefined) return [set];
  const withRule = (rule: Sql, place: number): EntitySet => ({
    ...set,
    split: undefined,
    own: place === 0 ? split.own : undefined,
    conditions: set.conditions.map((condition) => (condition === split.either ? rule : condition)),
  });
  return split.parts.map(withRule);
}

/** The rows that a set is chosen from, for a `from`. */
export function rowsOf({ entity, alias, rows }: Pick<EntitySet, 'entity' | 'alias' | 'rows'>): Sql {
  return rows === undefined ? tableAs(entity, alias) : sql`(${rows}) as ${sql.id(alias)}`;
}

/** `select … from … where …` over a set. `rest` follows the conditions: grouping, order, limit. */
export function selectFrom(set: EntitySet, selection: Sql, rest: Sql = sql``): Sql {
  return sql`select ${selection} from ${rowsOf(set)} where ${allOf(set.conditions)}${rest}`;
}

/** The condition that a set has a member. */
export function existsIn(set: EntitySet): Sql {
  return sql`exists (${selectFrom(set, sql``)})`;
}
