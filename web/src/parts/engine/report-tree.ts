/** Any report as lines that open and close, found by what is searched for. Only as many lines are made as can be looked at. */
import { ReportSearch } from './report-search.ts';
import { isGroup, wholeText } from './report-values.ts';
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
/** Groups of the first level with so many members are open from the start. */
const fewMembers = 20;
const longestText = 500;

/**
 * The lines of a report. `toggled` holds the paths that somebody opened or closed; a search opens what holds a match: `holding`, as
 * a search that looked through the whole report has found them.
 */
export function treeOf(
  report: unknown,
  toggled: ReadonlySet<string>,
  search: string,
  holding: ReadonlySet<unknown> | undefined = holdingIn(report, search),
): Tree {
  const lines: TreeLine[] = [];
  const wanted = search.trim().toLowerCase();
  const isFound = (text: string): boolean => text.toLowerCase().includes(wanted);

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
    if (!isGroup(value, depth)) {
      addValue(name, value, path, depth);
      return;
    }
    const members = Array.isArray(value) ? value.length : Object.keys(value).length;
    const isOpen = (wanted === '' ? depth === 0 && members <= fewMembers : !isNamed) !== toggled.has(path);
    lines.push({ path, depth, name, members, isOpen });
    if (isOpen) for (const [key, member] of membersOf(value) ?? []) add(key, member, path, depth + 1);
  };

  for (const [key, member] of membersOf(report) ?? [['', report] as const]) add(key, member, '', 0);
  return { lines, isCut: lines.length >= mostLines };
}

function holdingIn(report: unknown, search: string): ReadonlySet<unknown> | undefined {
  if (search.trim() === '') return undefined;
  const whole = new ReportSearch(report, search);
  whole.look(Number.POSITIVE_INFINITY);
  return whole.holding;
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((member, place) => [String(place + 1), member]);
  return isRecord(value) ? Object.entries(value) : undefined;
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
