/** Which rows a verb concerns: the ticked ones or the one under the cursor, or just the row whose own button was pressed. */
import { useRef } from 'react';
import { useApi } from '../../../data/session.tsx';
import type { ListRow } from '../list-definition.ts';
import type { List } from '../use-list.ts';
import type { BulkVerb } from './bulk-bar.tsx';
import { gatherRows } from './gather.ts';

/** The rows that verbs concern. */
export interface Concerned<Row extends ListRow> {
  /** Reads them, also those that are not loaded. */
  readonly rows: () => Promise<readonly Row[]>;
  /** Verbs for what is ticked or under the cursor. */
  readonly forMarked: (verbs: readonly BulkVerb<Row>[]) => readonly BulkVerb<Row>[];
  /** Verbs for one row, whatever is ticked elsewhere. */
  readonly forRow: (verbs: readonly BulkVerb<Row>[], row: Row) => readonly BulkVerb<Row>[];
}

/** The rows that verbs of a list concern. */
export function useConcerned<Row extends ListRow>(list: List<Row>): Concerned<Row> {
  const api = useApi();
  const only = useRef<Row>(undefined);
  const aimed = (verbs: readonly BulkVerb<Row>[], row: Row | undefined): readonly BulkVerb<Row>[] =>
    verbs.map((verb) => ({
      ...verb,
      perform: () => {
        only.current = row;
        verb.perform();
      },
    }));
  return {
    rows: async () => (only.current === undefined ? gatherRows(api, list) : [only.current]),
    forMarked: (verbs) => aimed(verbs, undefined),
    forRow: aimed,
  };
}
