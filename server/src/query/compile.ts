/** A pipeline as one query: steps narrow or change the set, the last one says what is wanted of it. */

import { assertNever } from '../lib/assert-never.ts';
import { CodedError } from '../model/errors.ts';
import { compileAggregation } from './compile-aggregate.ts';
import type { Compiled } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { compileCount } from './count.ts';
import { filtered } from './filter/compile-filter.ts';
import { auditsOf, follow } from './follow.ts';
import { compileMixed } from './mixed.ts';
import { compileOutput, compilePage } from './page.ts';
import type { EntitySet } from './set.ts';
import { compileSimilar } from './similarity.ts';
import type { Pipeline, SortKey, Stage } from './stage.ts';
import { startingSet } from './starter.ts';

/** Most steps of one pipeline: each may add a join. */
const mostStages = 30;

/** What a pipeline has reached so far. */
interface Reached {
  readonly set: EntitySet;
  /** Keys of the last `sort`, while they still apply. */
  readonly keys: readonly SortKey[] | undefined;
}

type Step = Extract<Stage, { op: 'filter' | 'follow' | 'audits' | 'sort' }>;
type Ending = Extract<Stage, { op: 'page' | 'output' | 'count' | 'aggregate' | 'similar' }>;

/** Compiles a pipeline for a caller; throws `invalidQuery` or `invalidFields`. */
export function compile(context: CompileContext, pipeline: Pipeline): Compiled {
  if (pipeline.length > mostStages)
    throw new CodedError('tooManyItems', { limit: mostStages, what: 'operations' });
  const [first, ...rest] = pipeline;
  if (first?.op === 'mixed') return compileMixed(context, first, rest);
  let reached: Reached = { set: startingSet(context, first), keys: undefined };
  for (const [index, stage] of rest.entries()) {
    if (isEnding(stage)) {
      requireLast(stage, rest[index + 1]);
      return compileEnding(context, reached, stage);
    }
    reached = step(context, reached, asStep(stage));
  }
  return compileOutput(context, reached.set, reached.keys);
}

function step(context: CompileContext, { set, keys }: Reached, stage: Step): Reached {
  switch (stage.op) {
    case 'filter':
      return { set: filtered(context, set, stage.filter), keys };
    case 'sort':
      return { set, keys: stage.keys };
    case 'follow':
      return { set: follow(context, set, stage.relation), keys: undefined };
    case 'audits':
      return { set: auditsOf(context, set, stage.of), keys: undefined };
    default:
      return assertNever(stage);
  }
}

function compileEnding(context: CompileContext, { set, keys }: Reached, stage: Ending): Compiled {
  switch (stage.op) {
    case 'page':
      return compilePage(context, set, keys, stage);
    case 'output':
      return compileOutput(context, set, keys);
    case 'count':
      return compileCount(set, stage.limit);
    case 'aggregate':
      return compileAggregation(context, set, stage.aggregation);
    case 'similar':
      return compileSimilar(context, set, stage);
    default:
      return assertNever(stage);
  }
}

function isEnding(stage: Stage): stage is Ending {
  return ['page', 'output', 'count', 'aggregate', 'similar'].includes(stage.op);
}

function asStep(stage: Exclude<Stage, Ending>): Step {
  if (stage.op === 'list' || stage.op === 'get' || stage.op === 'mixed') {
    throw new CodedError('invalidQuery', { reason: `${stage.op} can only be the first operation` });
  }
  return stage;
}

function requireLast(stage: Ending, next: Stage | undefined): void {
  if (next === undefined) return;
  throw new CodedError('invalidQuery', { reason: `${stage.op} ends a query: ${next.op} cannot follow it` });
}
