/** What clients were promised: every creation and change that the server acknowledged, and what a repeated request gave. */

/** Tables with objects that clients make, with the column that holds the unique mark of each. */
export const markedTables = {
  alert: 'source_ref',
  case: 'title',
  task: 'title',
  task_log: 'message',
  comment: 'message',
  attachment: 'name',
} as const;

/** A table with objects that clients make. */
export type MarkedTable = keyof typeof markedTables;

/** An object whose creation was acknowledged. */
export interface Creation {
  readonly table: MarkedTable;
  /** Digits of its id. */
  readonly id: string;
  /** Text that only this object holds. */
  readonly mark: string;
}

/** One request that changed a column of some objects. No column of an object is changed by two requests. */
export interface Change {
  readonly table: MarkedTable;
  /** Digits of the ids of the objects. */
  readonly ids: readonly string[];
  readonly column: 'title' | 'summary' | 'status';
  readonly value: string;
  /** False: the answer did not come, so it happened to all of them or to none. */
  readonly acknowledged: boolean;
}

/** An alert that was put into a case, acknowledged. */
export interface Link {
  readonly alertId: string;
  readonly caseId: string;
}

/** Cases that became one, acknowledged. */
export interface Merge {
  readonly sources: readonly string[];
  readonly target: string;
  /** Tasks that the sources held. */
  readonly tasks: readonly string[];
}

/** Everything that was promised so far. */
export interface Ledger {
  readonly creations: Creation[];
  readonly changes: Change[];
  readonly links: Link[];
  readonly merges: Merge[];
  /** Repeated requests whose answer differed from the first one. */
  readonly contradictions: string[];
  /** Number of requests that were made again because their answer did not come. */
  repeated: number;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  return { creations: [], changes: [], links: [], merges: [], contradictions: [], repeated: 0 };
}
