/** Any report as lines that open and close, found by what is searched for. Only as many lines are made as can be looked at. */
import { isRecord } from './taxonomies.ts';

/** A line: a value, or something that holds others. */
export interface TreeLine {
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  /** What a value says; missing where the line holds others. */
  readonly text?: string;
  /** How many others it holds. */
  readonly members?: number;
  readonly isOpen: boolean;
}

/** The lines, and whether there are more than are made. */
export interface Tree {
  readonly lines: readonly TreeLine[];
  readonly isCut: boolean;
}

/** Most lines that are made. */
export const mostLines = 50_000;
/** What lies deeper is shown as text. */
const deepest = 100;
/** Groups of the first level with so many members are open from the start. */
const fewMembers = 20;
const longestText = 500;

/** The lines of a report. `toggled` holds the paths that somebody opened or closed; a search opens what holds a match. */
export function treeOf(report: unknown, toggled: ReadonlySet<string>, search: string): Tree {
  const lines: TreeLine[] = [];
  const wanted = search.trim().toLowerCase();
  const isFound = (text: string): boolean => text.toLowerCase().includes(wanted);
  const holding = wanted === '' ? undefined : groupsHolding(report, isFound);

  const addValue = (name: string, value: unknown, path: string, depth: number): void => {
    const text = wholeText(value);
    if (isFound(name) || isFound(text)) lines.push({ path, depth, name, text: cut(text), isOpen: false });
  };

  const add = (name: string, value: unknown, above: string, depth: number): void => {
    if (lines.length >= mostLines) return;
    const isNamed = wanted !== '' && isFound(name);
    // Most groups of a large report hold nothing that is looked for: nothing is made of them.
    if (isGroup(value, depth) && !isNamed && holding?.has(value) === false) return;
    const path = `${above}/${name.replaceAll('/', '~1')}`;
    const members = isGroup(value, depth) ? membersOf(value) : undefined;
    if (members === undefined) {
      addValue(name, value, path, depth);
      return;
    }
    const isOpen =
      (wanted === '' ? depth === 0 && members.length <= fewMembers : !isNamed) !== toggled.has(path);
    lines.push({ path, depth, name, members: members.length, isOpen });
    if (isOpen) for (const [key, member] of members) add(key, member, path, depth + 1);
  };

  for (const [key, member] of membersOf(report) ?? [['', report] as const]) add(key, member, '', 0);
  return { lines, isCut: lines.length >= mostLines };
}

/** The groups with a match somewhere below, found in one walk that makes no lines. */
function groupsHolding(report: unknown, isFound: (text: string) => boolean): ReadonlySet<unknown> {
  const holding = new Set<unknown>();
  const holds = (value: unknown, depth: number): boolean => {
    if (!isGroup(value, depth)) return isFound(wholeText(value));
    let found = false;
    // Members of a group that is found already may be groups with a match, too.
    if (Array.isArray(value))
      value.forEach((member, place) => {
        found = holds(member, depth + 1) || found || isFound(String(place + 1));
      });
    else
      for (const [key, member] of Object.entries(value))
        found = holds(member, depth + 1) || found || isFound(key);
    if (found) holding.add(value);
    return found;
  };
  holds(report, -1);
  return holding;
}

/** Whether a value opens into others; what lies too deep does not. */
function isGroup(
  value: unknown,
  depth: number,
): value is readonly unknown[] | Readonly<Record<string, unknown>> {
  return depth < deepest && (Array.isArray(value) || isRecord(value));
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((member, place) => [String(place + 1), member]);
  return isRecord(value) ? Object.entries(value) : undefined;
}

function wholeText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
