/** What reading a query goes through: the pipeline so far, and the steps that add to it. */
import type { Entity } from '../../../model/entity.ts';
import type { RawObject } from '../../../model/input.ts';
import type { Stage } from '../../../query/stage.ts';

/** What the result of a query is rendered as. */
export type ResultShape =
  | {
      readonly kind: 'objects';
      readonly extraData: readonly string[];
      /** Without the texts that make objects long. */
      readonly headers?: true;
    }
  | { readonly kind: 'number'; readonly limit?: number }
  | { readonly kind: 'aggregation' }
  /** Names of the groups of an aggregation. */
  | { readonly kind: 'keys' }
  /** The elements of an extra datum of all objects. */
  | { readonly kind: 'data'; readonly name: string }
  | { readonly kind: 'similar'; readonly wrapped: boolean }
  | { readonly kind: 'texts'; readonly path: string };

/** The pipeline read so far. `entity` is missing once an operation has given values instead of objects. */
export interface Progress {
  readonly stages: readonly Stage[];
  readonly entity: Entity | undefined;
  readonly shape: ResultShape;
}

/** What each step after the first makes of what was read so far. */
export type Step = (progress: Progress, entity: Entity, parameters: RawObject) => Progress;

/** The pipeline with further stages. */
export const append = (progress: Progress, ...stages: readonly Stage[]): Progress => ({
  ...progress,
  stages: [...progress.stages, ...stages],
});
