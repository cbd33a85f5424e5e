/** Reads columns of rows into typed values; a column of another type is a defect and throws. */

/** One row as the database gives it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** A text or an id. */
export function textOf(row: StoredRow, column: string): string {
  return optionalTextOf(row, column) ?? unexpected(column);
}

/** A text or an id that may be missing. */
export function optionalTextOf(row: StoredRow, column: string): string | undefined {
  const value = row[column] ?? undefined;
  return value === undefined || typeof value === 'string' ? value : unexpected(column);
}

/** A number or a date in milliseconds. */
export function numberOf(row: StoredRow, column: string): number {
  return optionalNumberOf(row, column) ?? unexpected(column);
}

/** A number or a date that may be missing. */
export function optionalNumberOf(row: StoredRow, column: string): number | undefined {
  const value = row[column] ?? undefined;
  return value === undefined || typeof value === 'number' ? value : unexpected(column);
}

/** A truth value; missing counts as false. */
export function booleanOf(row: StoredRow, column: string): boolean {
  return row[column] === true;
}

/** A list of texts that may be missing. */
export function textsOf(row: StoredRow, column: string): readonly string[] | undefined {
  const value = row[column] ?? undefined;
  return value === undefined ? undefined : Array.isArray(value) ? value.map(String) : unexpected(column);
}

/** Bytes. */
export function bytesOf(row: StoredRow, column: string): Uint8Array {
  const value = row[column];
  return value instanceof Uint8Array ? value : unexpected(column);
}

function unexpected(column: string): never {
  throw new TypeError(`Column ${column} does not hold what is read from it`);
}
