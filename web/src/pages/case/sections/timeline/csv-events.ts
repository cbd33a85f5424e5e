/** Events out of a table of texts: which column is what, and which moment a text means. */
import { readMoment } from '../../../../parts/editing/moment-text.ts';

/** What a column can hold. */
export const csvFields = ['date', 'endDate', 'title', 'description'] as const;
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
  | { readonly row: number; readonly event: NewEvent }
  | { readonly row: number; readonly fault: 'date' | 'endDate' | 'order' | 'title' };

/** Words in the names of columns, lower case, by what they hold. */
const words: Readonly<Record<CsvField, readonly string[]>> = {
  endDate: ['end', 'until', 'fin', 'stop', '结束'],
  date: ['date', 'time', 'start', 'occurred', 'timestamp', 'heure', 'début', '时间', '日期'],
  title: ['title', 'event', 'name', 'summary', 'titre', 'événement', '标题', '事件'],
  description: ['description', 'detail', 'message', 'note', 'comment', '描述', '说明'],
};

/** Guesses columns by their names; each is taken once. */
export function guessColumns(names: readonly string[]): CsvColumns {
  const free = new Set(names);
  const found: Partial<Record<CsvField, string>> = {};
  for (const field of ['endDate', 'date', 'title', 'description'] as const) {
    const name = [...free].find((one) => words[field].some((word) => one.toLowerCase().includes(word)));
    if (name === undefined) continue;
    found[field] = name;
    free.delete(name);
  }
  return found;
}

/** Longest title that the server takes, in characters. */
const longestTitle = 512;

/** Reads the rows. `zone`: where a text names none; undefined is that of the browser. */
export function readRows(
  rows: readonly Readonly<Record<string, string>>[],
  columns: CsvColumns,
  order: DateOrder,
  zone: string | undefined,
): readonly CsvRow[] {
  return rows.map((cells, index) => {
    const row = index + 1;
    const cell = (field: CsvField): string => cells[columns[field] ?? '']?.trim() ?? '';
    const date = readCsvMoment(cell('date'), order, zone);
    const endDate = cell('endDate') === '' ? undefined : readCsvMoment(cell('endDate'), order, zone);
    const title = cell('title').slice(0, longestTitle);
    const description = cell('description');
    if (date === undefined) return { row, fault: 'date' };
    if (cell('endDate') !== '' && endDate === undefined) return { row, fault: 'endDate' };
    if (endDate !== undefined && endDate < date) return { row, fault: 'order' };
    if (title === '') return { row, fault: 'title' };
    return {
      row,
      event: {
        date,
        title,
        ...(endDate === undefined ? {} : { endDate }),
        ...(description === '' ? {} : { description }),
      },
    };
  });
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
