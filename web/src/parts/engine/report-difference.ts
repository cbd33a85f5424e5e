/** What differs between two reports: members of objects by name, members of lists by what they are and not where they stand. */
import { isRecord } from './taxonomies.ts';

/** One difference. */
export interface Difference {
  readonly kind: 'added' | 'gone' | 'changed';
  /** Names that lead there, `whois › mails`. */
  readonly place: string;
  readonly before?: string;
  readonly after?: string;
}

/** Most differences that are told. */
export const mostDifferences = 500;
/** What lies deeper is compared as a whole. */
const deepest = 100;
const longestText = 500;

/** The differences, in the order of the later report; what is gone stands where its group is. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const found: Difference[] = [];
  compare([], before, after, found);
  return found;
}

type Path = readonly string[];

function compare(path: Path, before: unknown, after: unknown, found: Difference[]): void {
  if (found.length >= mostDifferences || before === after) return;
  if (path.length < deepest && isRecord(before) && isRecord(after))
    compareObjects(path, before, after, found);
  else if (path.length < deepest && Array.isArray(before) && Array.isArray(after))
    compareLists(path, before, after, found);
  else if (canonical(before) !== canonical(after)) tell(path, before, after, found);
}

function tell(path: Path, before: unknown, after: unknown, found: Difference[]): void {
  if (found.length >= mostDifferences) return;
  const [was, is] = [textOf(before), textOf(after)];
  found.push({
    kind: was === undefined ? 'added' : is === undefined ? 'gone' : 'changed',
    place: path.join(' › '),
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
  });
}

function compareObjects(
  path: Path,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  found: Difference[],
): void {
  for (const key of new Set([...Object.keys(after), ...Object.keys(before)]))
    compare([...path, key], own(before, key), own(after, key), found);
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Equal members are left out first; of the rest those with the same name are compared, and all others came or went. */
function compareLists(
  path: Path,
  before: readonly unknown[],
  after: readonly unknown[],
  found: Difference[],
): void {
  const [gone, added] = [without(before, after), without(after, before)];
  const namedBefore = byName(gone);
  const namedAfter = byName(added);
  for (const member of added) {
    const name = nameOf(member);
    const earlier = name !== undefined && namedAfter.get(name) === member ? namedBefore.get(name) : undefined;
    compare([...path, ...(name === undefined ? [] : [name])], earlier, member, found);
  }
  for (const member of gone) {
    const name = nameOf(member);
    const isCompared =
      name !== undefined && namedBefore.get(name) === member && namedAfter.get(name) !== undefined;
    if (!isCompared) compare([...path, ...(name === undefined ? [] : [name])], member, undefined, found);
  }
}

/** The members of a list that another does not have as well, as often as it has them. */
function without(list: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  const counts = new Map<string, number>();
  for (const member of other) counts.set(canonical(member), (counts.get(canonical(member)) ?? 0) + 1);
  return list.filter((member) => {
    const key = canonical(member);
    const left = counts.get(key) ?? 0;
    if (left > 0) counts.set(key, left - 1);
    return left === 0;
  });
}

/** Members that have a name of their own in their list; undefined stands for a name that several have. */
function byName(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  const named = new Map<string, unknown>();
  for (const member of list) {
    const name = nameOf(member);
    if (name !== undefined) named.set(name, named.has(name) ? undefined : member);
  }
  return named;
}

const namingFields = [
  'id',
  '_id',
  'name',
  'key',
  'engine',
  'source',
  'title',
  'url',
  'data',
  'value',
] as const;

/** What tells a member of a list from the others. */
function nameOf(member: unknown): string | undefined {
  if (!isRecord(member)) return undefined;
  const field = namingFields.find(
    (name) => typeof own(member, name) === 'string' && own(member, name) !== '',
  );
  return field === undefined ? undefined : String(own(member, field));
}

/** A value as text that does not depend on the order of names. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      isRecord(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
