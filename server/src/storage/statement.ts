/** What goes to the database and what comes back, free of any driver. */

/** One SQL statement with its values. */
export interface Statement {
  readonly sql: string;
  /** Values of `$1`, `$2`, …: strings, numbers, booleans, null, `Buffer`, `Date`, arrays, and plain objects (as JSON). */
  readonly parameters: readonly unknown[];
  /**
   * Prepares the statement once per connection under this name. Only for hot statements with a fixed text: one name always
   * stands for the same text.
   */
  readonly name?: string;
  /** JSON columns of the answer that stay text, since they are large and most of those who read the rows pass them by. */
  readonly textColumns?: readonly string[];
}

/** The answer to a statement. */
export interface Rows {
  /** By column: int8 as digits, dates as milliseconds, numbers, booleans, parsed JSON, arrays. */
  readonly rows: readonly Record<string, unknown>[];
  /** Rows read or changed. */
  readonly count: number;
}
