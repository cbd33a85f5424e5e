/** Where a pipeline begins: everything of an entity that the caller sees, or one object of it by id or name. */
import type { Entity } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import { entities } from '../model/registry.ts';
import type { CompileContext } from './context.ts';
import { readId } from './filter/operand.ts';
import { withName } from './named-object.ts';
import { type EntitySet, narrowed, visibleSet, withId } from './set.ts';
import { never } from './sql.ts';
import type { Stage } from './stage.ts';

/** The set that the first step of a pipeline gives. */
export function startingSet(context: CompileContext, stage: Stage | undefined): EntitySet {
  if (stage === undefined)
    throw new CodedError('invalidQuery', { reason: 'A query needs at least one operation' });
  if (stage.op === 'list') return visibleSet(context, entityOf(stage.entity));
  if (stage.op === 'get') return found(context, visibleSet(context, entityOf(stage.entity)), stage);
  throw new CodedError('invalidQuery', { reason: `A query begins with list or get, not ${stage.op}` });
}

function found(
  context: CompileContext,
  set: EntitySet,
  wanted: { readonly id?: string; readonly name?: string },
): EntitySet {
  if (wanted.id !== undefined) {
    const id = readId(wanted.id);
    return id === undefined ? narrowed(set, never) : withId(set, id);
  }
  return withName(context, set, wanted.name ?? '');
}

function entityOf(name: string): Entity {
  const entity = Object.entries(entities).find(([key]) => key === name)?.[1];
  if (entity !== undefined) return entity;
  const choices = Object.keys(entities);
  throw new CodedError('invalidQuery', {
    reason: `There are no objects called ${name.slice(0, 100)}; there are ${choices.join(', ')}`,
    choices,
  });
}
