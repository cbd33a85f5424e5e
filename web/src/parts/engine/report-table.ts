/** Lays a report out as lines and small tables, whatever it holds. Everything becomes text; nothing of it is ever run or linked. */
import { isRecord } from './taxonomies.ts';

/** A part of a report: a named value, or a list of objects with the same fields. */
export type ReportPart =
  | { readonly kind: 'line'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Rows that were left out. */
      readonly more: number;
    };

const mostRows = 50;
const mostColumns = 6;
const deepest = 4;
const longestText = 2_000;

/** Parts that are made: more are not looked at this way. */
const mostParts = 50;

/** The first parts of a report, in its own order. Fields of nested objects are named `outer › inner`. */
export function reportParts(report: unknown): readonly ReportPart[] {
  return [...partsOf('', report, 0).take(mostParts)];
}

function* partsOf(name: string, value: unknown, depth: number): Generator<ReportPart, undefined> {
  if (isRecord(value) && depth < deepest) {
    for (const [key, inner] of Object.entries(value))
      yield* partsOf(name === '' ? key : `${name} › ${key}`, inner, depth + 1);
    return;
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
    yield tableOf(name, value);
    return;
  }
  const text = textOf(value);
  if (text !== '') yield { kind: 'line', name, text };
}

function tableOf(name: string, items: readonly Readonly<Record<string, unknown>>[]): ReportPart {
  const columns = [...new Set(items.slice(0, mostRows).flatMap((item) => Object.keys(item)))];
  const shown = columns.slice(0, mostColumns);
  return {
    kind: 'table',
    name,
    columns: shown,
    rows: items.slice(0, mostRows).map((item) => shown.map((column) => textOf(item[column]))),
    more: Math.max(0, items.length - mostRows),
  };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null))
    return cut(value.slice(0, longestText).map(textOf).join(', '));
  return cut(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
