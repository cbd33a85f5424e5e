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

  const addValue = (name: string, value: unknown, path: string, depth: number): boolean => {
    const text = wholeText(value);
    if (!isFound(name) && !isFound(text)) return false;
    lines.push({ path, depth, name, text: cut(text), isOpen: false });
    return true;
  };

  /** Adds what matches below; tells whether anything did. */
  const add = (name: string, value: unknown, path: string, depth: number): boolean => {
    if (lines.length >= mostLines) return true;
    const members = depth < deepest ? membersOf(value) : undefined;
    if (members === undefined) return addValue(name, value, path, depth);
    const isNamed = wanted !== '' && isFound(name);
    const isOpen =
      (wanted === '' ? depth === 0 && members.length <= fewMembers : !isNamed) !== toggled.has(path);
    const place = lines.length;
    lines.push({ path, depth, name, members: members.length, isOpen });
    let hasMatch = wanted === '' || isNamed;
    if (isOpen || !hasMatch)
      for (const [key, member] of members)
        hasMatch = add(key, member, `${path}/${key.replaceAll('/', '~1')}`, depth + 1) || hasMatch;
    if (!hasMatch || !isOpen) lines.length = hasMatch ? place + 1 : place;
    return hasMatch;
  };

  for (const [key, member] of membersOf(report) ?? [['', report] as const]) {
    if (lines.length >= mostLines) break;
    add(key, member, `/${key.replaceAll('/', '~1')}`, 0);
  }
  return { lines, isCut: lines.length >= mostLines };
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
