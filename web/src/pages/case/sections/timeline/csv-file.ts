/** Reading and writing CSV with the library for it, which is loaded when it is needed. */

import type { TimelineEvent } from './events.ts';
import { evidenceOf } from './evidence.ts';

/** A table of texts with the names of its columns. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Rows that are left out because there are too many. */
  readonly left: number;
}

/** Most rows that one file may bring, and the largest file in bytes. */
export const mostCsvRows = 500;
const largestFile = 4 * 1024 * 1024;

/** Reads a file whose first line names the columns; undefined when it is too large or no table. */
export async function readCsv(file: Blob): Promise<CsvTable | undefined> {
  if (file.size > largestFile) return undefined;
  const { default: papa } = await import('papaparse');
  const { data, meta } = papa.parse<Record<string, string>>(await file.text(), {
    header: true,
    skipEmptyLines: 'greedy',
  });
  const names = (meta.fields ?? []).filter((name) => name.trim() !== '');
  if (names.length < 2 || data.length === 0) return undefined;
  return { names, rows: data.slice(0, mostCsvRows), left: Math.max(0, data.length - mostCsvRows) };
}

/** What an event is called in the file. */
export interface CsvWords {
  readonly kind: string;
  readonly name: string;
}

/** The text of the file: times in UTC; cells that a spreadsheet would calculate begin with an apostrophe. */
export async function timelineCsv(
  events: readonly TimelineEvent[],
  heads: readonly string[],
  wordsOf: (event: TimelineEvent) => CsvWords,
): Promise<string> {
  const { default: papa } = await import('papaparse');
  const rows = events.map((event) => {
    const { kind, name } = wordsOf(event);
    const description = event.details.description ?? event.details.message;
    return [
      isoOf(event.at),
      event.until === undefined ? '' : isoOf(event.until),
      isoOf(event.knownAt),
      kind,
      name,
      event.by,
      typeof description === 'string' ? description : '',
      evidenceOf(event)
        .map(({ name }) => name)
        .join('; '),
    ];
  });
  return papa.unparse([[...heads], ...rows], { escapeFormulae: true, newline: '\r\n' });
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
