/** What happened to the objects that a merge had brought when it was undone. */
import type { Row } from '../frame/row.ts';

/**
 * An object that stays although its alert goes. `shared`: another alert of the case holds the same. `analyzed`: something has
 * run on it. `changed`: somebody changed it since.
 */
export interface KeptRow {
  readonly row: Row;
  readonly why: 'shared' | 'analyzed' | 'changed';
}

/** Which objects went, and which stay. */
export interface TakenBack {
  readonly removed: readonly Row[];
  readonly kept: readonly KeptRow[];
}

/** Sorts objects by whether there is a reason to keep them. */
export function asTakenBack(
  rows: readonly { readonly row: Row; readonly why: KeptRow['why'] | undefined }[],
): TakenBack {
  return {
    removed: rows.flatMap(({ row, why }) => (why === undefined ? [row] : [])),
    kept: rows.flatMap(({ row, why }) => (why === undefined ? [] : [{ row, why }])),
  };
}
