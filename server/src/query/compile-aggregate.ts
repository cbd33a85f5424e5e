/** Placeholder until the aggregation compiler arrives: replace this file. */
import type { Aggregation } from './aggregate.ts';
import type { Compiled } from './compiled.ts';
import type { CompileContext } from './context.ts';
import type { EntitySet } from './set.ts';

export function compileAggregation(_: CompileContext, __: EntitySet, aggregation: Aggregation): Compiled {
  throw new Error(`Aggregation ${aggregation.op} is not compiled yet`);
}
