/** The rows that an act concerns, also those that are not loaded: all that match, and the rows of groups that are ticked or under the cursor. */
import type { Api } from '../../../data/api.ts';
import type { ListRow } from '../list-definition.ts';
import { readMatching } from '../list-question.ts';
import type { List } from '../use-list.ts';

/** Most rows that one act changes. */
export const mostConcerned = 10_000;

/** Reads the rows. */
export async function gatherRows<Row extends ListRow>(api: Api, list: List<Row>): Promise<readonly Row[]> {
  const { selection, definition, compiled, cursor } = list;
  const { signal } = new AbortController();
  if (selection.allMatching) return readMatching(api, definition, compiled.filters, mostConcerned, signal);
  const found = new Map(list.concerned.map((row) => [row._id, row]));
  const marked = selection.ids.size > 0 ? selection.ids : cursor === undefined ? [] : [cursor];
  for (const id of marked) {
    const filter = list.groups?.filterOf(id);
    if (filter === undefined) continue;
    const rows = await readMatching(api, definition, [...compiled.filters, filter], mostConcerned, signal);
    for (const row of rows) found.set(row._id, row);
  }
  return [...found.values()].slice(0, mostConcerned);
}
