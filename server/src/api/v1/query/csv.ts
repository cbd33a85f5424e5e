/** Objects as lines of a CSV file that a spreadsheet opens without taking any text for a formula. */
import { jsonOf } from '../../../lib/json-text.ts';
import type { Entity } from '../../../model/entity.ts';
import type { Field } from '../../../model/field.ts';
import { idToWire } from '../../../model/identifier.ts';
import { isRead } from '../../../query/output.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { pathFromWire, wireName } from '../names.ts';
import { grammarFault } from './grammar-fault.ts';

/** A column: its heading, and what stands in it for an object, not yet quoted. */
export interface CsvColumn {
  readonly heading: string;
  readonly cell: (object: ReadObject) => string;
}

/** What separates cells, and what stands around and within those that hold a separator. */
export interface CsvStyle {
  readonly delimiter: string;
  readonly quote: string;
  /** Stands before a quote inside of quotes. */
  readonly escape: string;
}

/** The usual style. */
export const usualCsv: CsvStyle = { delimiter: ',', quote: '"', escape: '"' };

/** Most columns of one file. */
const mostColumns = 200;
const customField = 'customFields.';
/** What stands between several values of one cell. */
const separator = '; ';

/** Columns for names of the wire: fields of the entity and `customFields.NAME`. Throws `invalidFields` naming those that exist. */
export function csvColumns(entity: Entity, raw: unknown): readonly CsvColumn[] {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > mostColumns)
    throw grammarFault('columns', `list of 1 to ${mostColumns} names of fields`, raw);
  return raw.map((name, index) => columnOf(entity, name, `columns[${index}]`));
}

function columnOf(entity: Entity, name: unknown, at: string): CsvColumn {
  const path = typeof name === 'string' ? pathFromWire(entity, name) : undefined;
  if (path?.startsWith(customField) === true) {
    const wanted = path.slice(customField.length);
    return { heading: guarded(String(name)), cell: (object) => customCell(object, wanted) };
  }
  const field = path !== undefined && Object.hasOwn(entity.fields, path) ? entity.fields[path] : undefined;
  if (path === undefined || field === undefined || !isRead(field))
    throw grammarFault(at, 'name of a field', name, choices(entity));
  return { heading: guarded(String(name)), cell: ({ values }) => cellOf(field, values[path]) };
}

function choices(entity: Entity): string[] {
  const own = Object.entries(entity.fields).filter(([, field]) => isRead(field));
  return [
    ...own.map(([name]) => wireName(entity, name)).sort(),
    ...(entity.customFields ? [`${customField}NAME`] : []),
  ];
}

/** One line, with its end. */
export function csvLine(cells: readonly string[], style: CsvStyle = usualCsv): string {
  return `${cells.map((cell) => quoted(cell, style)).join(style.delimiter)}\r\n`;
}

function cellOf(field: Field, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return guarded(value.map(String).join(separator));
  switch (field.kind) {
    case 'date':
      return dateCell(value);
    case 'id':
      return idToWire(String(value));
    case 'json':
      return guarded(jsonOf(value));
    case 'integer':
    case 'float':
    case 'duration':
    case 'boolean':
      return String(value);
    default:
      return guarded(String(value));
  }
}

function customCell({ customFields = [] }: ReadObject, name: string): string {
  const values = customFields.filter((one) => one.name === name && one.value !== null);
  const [only] = values;
  if (values.length === 1 && typeof only?.value === 'number' && only.type !== 'date')
    return String(only.value);
  const texts = values.map(({ type, value }) => (type === 'date' ? dateCell(value) : String(value)));
  return guarded(texts.join(separator));
}

/** ISO 8601 in UTC. */
function dateCell(value: unknown): string {
  const date = new Date(Number(value));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Spreadsheets calculate what begins like this; behind an apostrophe it is text. */
function guarded(text: string): string {
  return /^[\s\0]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}

/** Programs take different marks for separators, so that all of them are quoted. */
function quoted(text: string, { delimiter, quote, escape: before }: CsvStyle): string {
  const needed = /[",\r\n;']/.test(text) || [delimiter, quote, before].some((mark) => text.includes(mark));
  if (!needed) return text;
  const inner = before === quote ? text : text.replaceAll(before, () => before + before);
  return quote + inner.replaceAll(quote, () => before + quote) + quote;
}
