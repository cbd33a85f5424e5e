/** Keeping several cases to people: one request for those that end up with the same people, since whoever holds a case always sees it. */
import type { Api } from '../../../data/api.ts';
import { accessOf, peopleKeptTo } from '../../../parts/access/access.ts';
import type { CaseRow } from './case-row.ts';

/** What is needed of a case. */
type Kept = Pick<CaseRow, '_id' | 'assignee' | 'access'>;

/** Cases that are kept to the same people; undefined: to nobody. */
export interface KeptTogether {
  readonly ids: readonly string[];
  readonly people: readonly string[] | undefined;
}

/** What to ask for when cases are kept to people: to these and to whoever holds each. */
export function keptTo(
  rows: readonly Kept[],
  people: readonly string[] | undefined,
): readonly KeptTogether[] {
  return together(rows, ({ assignee }) =>
    people === undefined
      ? undefined
      : [...new Set([...people, ...(assignee === undefined ? [] : [assignee])])],
  );
}

/** What to ask for to bring back what was before. */
export function keptBefore(rows: readonly Kept[]): readonly KeptTogether[] {
  return together(rows, ({ access }) => peopleKeptTo(access));
}

/** Asks for it. */
export async function sendRestrictions(api: Api, all: readonly KeptTogether[]): Promise<void> {
  for (const { ids, people } of all) await api.post('/case/_bulk/access', { ids, access: accessOf(people) });
}

function together(
  rows: readonly Kept[],
  peopleOf: (row: Kept) => readonly string[] | undefined,
): readonly KeptTogether[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(peopleOf(row)?.toSorted() ?? null));
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [{ ids: members.map(({ _id }) => _id), people: peopleOf(first) }];
  });
}
