/** Events out of a table of texts: which column is what, and which moment a text means. */
import { readMoment } from '../../../../parts/editing/moment-text.ts';
import type { Evidence } from '../../../../parts/evidence/evidence.ts';
import { type CellEvidence, evidenceIn, type NamedEvidence } from './csv-evidence.ts';

/** What a column can hold. */
export const csvFields = ['date', 'endDate', 'title', 'description', 'evidence'] as const;
/** What a column holds. */
export type CsvField = (typeof csvFields)[number];
/** The column of each field, by its name; fields without column are missing. */
export type CsvColumns = Readonly<Partial<Record<CsvField, string>>>;

/** Order of day and month in dates such as 03/04/2026. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** An event that can be made. */
export interface NewEvent {
  readonly date: number;
  readonly endDate?: number;
  readonly title: string;
  readonly description?: string;
  /** Ids of observables and files. */
  readonly evidence?: readonly string[];
}

/** A row that was read: an event, or what is wrong with it. */
export type CsvRow =
  | { readonly row: number; readonly event: NewEvent; readonly evidence: readonly Evidence[] }
  | { readonly row: number; readonly fault: 'date' | 'endDate' | 'order' | 'title' | 'many' | 'sought' }
  | ({ readonly row: number } & Extract<CellEvidence, { fault: unknown }>);

/** Words in the names of columns, lower case, by what they hold. */
const words: Readonly<Record<CsvField, readonly string[]>> = {
  endDate: ['end', 'until', 'fin', 'stop', '结束'],
  date: [
    'date',
    'time',
    'start',
    'occurred',
    'timestamp',
    'heure',
    'début',
    'when',
    'happened',
    'survenu',
    '时间',
    '日期',
    '发生',
  ],
  title: ['title', 'event', 'name', 'summary', 'titre', 'événement', 'what', 'quoi', '标题', '事件'],
  description: ['description', 'detail', 'message', 'note', 'comment', '描述', '说明'],
  evidence: ['evidence', 'based on', 'observable', 'indicator', 'preuve', 'appuie', '依据', '证据', '可观测'],
};

/** Guesses columns by their names; each is taken once. */
export function guessColumns(names: readonly string[]): CsvColumns {
  const free = new Set(names);
  const found: Partial<Record<CsvField, string>> = {};
  for (const field of ['evidence', 'endDate', 'date', 'title', 'description'] as const) {
    const name = words[field]
      .map((word) => [...free].find((one) => one.toLowerCase().includes(word)))
      .find((one) => one !== undefined);
    if (name === undefined) continue;
    found[field] = name;
    free.delete(name);
  }
  return found;
}

/** Longest title that the server takes, in characters, and most objects that an event can stand on. */
const longestTitle = 128;
const mostEvidence = 100;

/** How texts of rows are meant. */
export interface CsvReading {
  readonly columns: CsvColumns;
  readonly order: DateOrder;
  /** Where a text names no zone; undefined is that of the browser. */
  readonly zone: string | undefined;
  /** What the cells of evidence name; undefined while it is looked for. */
  readonly named: NamedEvidence | undefined;
}

/** The text in the column of a field. What our own files guard from being calculated loses its apostrophe. */
export function cellOf(
  cells: Readonly<Record<string, string>>,
  columns: CsvColumns,
  field: CsvField,
): string {
  return (cells[columns[field] ?? ''] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
}

/** Reads the rows. */
export function readRows(
  rows: readonly Readonly<Record<string, string>>[],
  reading: CsvReading,
): readonly CsvRow[] {
  return rows.map((cells, index) => ({ row: index + 1, ...readRow(cells, reading) }));
}

type RowOutcome = CsvRow extends infer Row ? (Row extends unknown ? Omit<Row, 'row'> : never) : never;

function readRow(
  cells: Readonly<Record<string, string>>,
  { columns, order, zone, named }: CsvReading,
): RowOutcome {
  const cell = (field: CsvField): string => cellOf(cells, columns, field);
  const date = readCsvMoment(cell('date'), order, zone);
  const endDate = cell('endDate') === '' ? undefined : readCsvMoment(cell('endDate'), order, zone);
  if (date === undefined) return { fault: 'date' };
  if (cell('endDate') !== '' && endDate === undefined) return { fault: 'endDate' };
  if (endDate !== undefined && endDate < date) return { fault: 'order' };
  if (cell('title') === '') return { fault: 'title' };
  const evidence = readEvidence(cell('evidence'), named);
  if ('fault' in evidence) return evidence;
  const ids = evidence.found.map(({ id }) => id);
  const event = {
    date,
    ...textsOf(cell('title'), cell('description')),
    ...(endDate === undefined ? {} : { endDate }),
    ...(ids.length === 0 ? {} : { evidence: ids }),
  };
  return { event, evidence: evidence.found };
}

function readEvidence(cell: string, named: NamedEvidence | undefined) {
  if (cell === '') return { found: [] };
  if (named === undefined) return { fault: 'sought' as const };
  const read = evidenceIn(cell, named);
  return 'found' in read && read.found.length > mostEvidence ? { fault: 'many' as const } : read;
}

/** A title that is too long stands whole before the description. */
function textsOf(title: string, description: string): Pick<NewEvent, 'title' | 'description'> {
  const isLong = title.length > longestTitle;
  const whole = [...(isLong ? [title] : []), ...(description === '' ? [] : [description])].join('\n\n');
  return {
    title: isLong ? `${title.slice(0, longestTitle - 1)}…` : title,
    ...(whole === '' ? {} : { description: whole }),
  };
}

const zoned = /(?:z|[+-]\d{2}:?\d{2})$/i;
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?)?$/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T,\s]+(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?)?$/;

/** The moment of a text in milliseconds: ISO 8601, dates with the year at either end, or seconds and milliseconds since 1970. */
export function readCsvMoment(text: string, order: DateOrder, zone: string | undefined): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1_000;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  if (/^\d{4}-\d{2}-\d{2}[T ]/.test(text) && zoned.test(text)) {
    const at = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(at) ? undefined : at;
  }
  const start = yearFirst.exec(text);
  if (start !== null) return momentOf(start[1], start[2], start[3], start[4], zone);
  const end = yearLast.exec(text);
  if (end === null) return undefined;
  const [, one, two, year, time] = end;
  return order === 'dayFirst' ? momentOf(year, two, one, time, zone) : momentOf(year, one, two, time, zone);
}

function momentOf(
  year = '',
  month = '',
  day = '',
  time = '0:00',
  zone: string | undefined,
): number | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const check = new Date(`${text}T00:00:00Z`);
  // Days that no month has would slip into the next one.
  if (Number.isNaN(check.getTime()) || check.getUTCDate() !== Number(day)) return undefined;
  return readMoment(`${text}T${time.padStart(time.length + (time.indexOf(':') === 1 ? 1 : 0), '0')}`, zone);
}

/** Whether a column of dates may be read in either order. */
export function isAmbiguous(texts: readonly string[]): boolean {
  return texts.some((text) => yearLast.test(text.trim()));
}
