/** Placeholder until the similarity compiler arrives: replace this file. */
import type { Compiled } from './compiled.ts';
import type { CompileContext } from './context.ts';
import type { EntitySet } from './set.ts';
import type { Stage } from './stage.ts';

export function compileSimilar(
  _: CompileContext,
  __: EntitySet,
  stage: Extract<Stage, { op: 'similar' }>,
): Compiled {
  throw new Error(`${stage.similarity} is not compiled yet`);
}
