/** Tells objects as they were read from other values, where both can stand. */
import type { ReadObject } from '../../query/stage.ts';

/** Whether a value is an object as it was read. */
export function isReadObject(value: unknown): value is ReadObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    'entity' in value &&
    'values' in value &&
    'extraData' in value
  );
}
