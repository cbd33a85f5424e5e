/** A query as a file in one of several formats, with its options in the query string as older clients send them. */

import { Readable } from 'node:stream';
import { jsonOf } from '../../../lib/json-text.ts';
import { type FieldFault, invalidFields } from '../../../model/errors.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { entities } from '../../../model/registry.ts';
import { isRead } from '../../../query/output.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { withoutLinks } from '../../../reports/values.ts';
import { dispositionOf, safeFileName } from '../../http/file-name.ts';
import { parseJson } from '../../http/json-body.ts';
import { fieldTypes } from '../docs/describe.ts';
import { wireName } from '../names.ts';
import { show } from '../read.ts';
import { mispAttribute } from '../render/misp-attribute.ts';
import { type Answer, actorOf, queryText, type RouteCall } from '../route.ts';
import { type CsvColumn, type CsvStyle, csvColumns, csvLine, usualCsv } from './csv.ts';
import { openExport } from './export.ts';
import { grammarFault } from './grammar-fault.ts';

/** Kinds of objects that are exported, in words of the wire. */
const models = {
  Case: 'case',
  Alert: 'alert',
  User: 'user',
  Organisation: 'organisation',
  Procedure: 'procedure',
  Task: 'task',
  Observable: 'observable',
} as const;

type Model = keyof typeof models;

const modelNames = Object.keys(models).filter((name): name is Model => Object.hasOwn(models, name));
const exportFormats = ['csv', 'json', 'txt', 'misp'] as const;
type ExportFormat = (typeof exportFormats)[number];
/** Formats that hold observables and nothing else. */
const ofObservables: ReadonlySet<ExportFormat> = new Set(['txt', 'misp']);

interface ExportOptions {
  readonly model: Model;
  readonly format: ExportFormat;
  readonly fileName: string;
  readonly protectData: boolean;
  readonly fields: unknown;
  readonly style: CsvStyle;
}

/** Answers with the file. Throws coded errors before its first byte; a failure after it ends the connection. */
export async function exportFile(call: RouteCall): Promise<Answer> {
  const options = readOptions(jsonIn(call, 'options'));
  const given = jsonIn(call, 'query');
  const body = Array.isArray(given) ? { query: given } : given;
  const entity = entities[models[options.model]];
  const columns = options.format === 'csv' ? csvColumns(entity, options.fields) : [];
  const found = await openExport(call, body);
  if (found.entity.name !== models[options.model])
    throw grammarFault('options.model', `what the query gives: ${found.entity.wireType}`, options.model);
  const format = writers(call, columns, options.style)[options.format];
  async function* content(): AsyncGenerator<string> {
    yield format.head;
    let isFirst = true;
    for await (const objects of found.pages()) {
      const told = options.protectData ? objects.map(withoutLinks) : objects;
      const texts = told.map(format.line).filter((text) => text !== '');
      if (texts.length === 0) continue;
      yield (isFirst ? '' : format.between) + texts.join(format.between);
      isFirst = false;
    }
    yield format.tail;
  }
  call.reply.header('Content-Disposition', dispositionOf('attachment', options.fileName));
  call.reply.header('X-Total', String(found.total));
  call.reply.type(format.contentType);
  await call.reply.send(Readable.from(content()));
  return 'answered';
}

/** How a format is written: what stands first, between objects and last, and one object. */
interface Writing {
  readonly contentType: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  readonly line: (object: ReadObject) => string;
}

function writers(
  call: RouteCall,
  columns: readonly CsvColumn[],
  style: CsvStyle,
): Readonly<Record<ExportFormat, Writing>> {
  const actor = actorOf(call);
  const json = { contentType: 'application/json; charset=utf-8', between: ',\n' };
  const heading = columns.map((column) => column.heading);
  return {
    csv: {
      contentType: 'text/csv; charset=utf-8',
      head: `\ufeff${csvLine(heading, style)}`,
      between: '',
      tail: '',
      line: (object) =>
        csvLine(
          columns.map(({ cell }) => cell(object)),
          style,
        ),
    },
    json: { ...json, head: '[', tail: ']\n', line: (object) => jsonOf(show(actor, object)) },
    txt: {
      contentType: 'text/plain; charset=utf-8',
      head: '',
      between: '\n',
      tail: '\n',
      line: ({ values }) => (typeof values.data === 'string' ? values.data.replaceAll(/\s+/g, ' ') : ''),
    },
    misp: {
      ...json,
      head: '{"response":{"Attribute":[',
      tail: ']}}\n',
      line: (object) => JSON.stringify(mispAttribute(object)),
    },
  };
}

function jsonIn(call: RouteCall, name: string): unknown {
  const text = queryText(call, name);
  if (text === undefined) throw invalidFields([{ kind: 'missing', name, accepted: 'JSON text' }]);
  return parseJson(text);
}

function readOptions(raw: unknown): ExportOptions {
  const faults: FieldFault[] = [];
  const given: RawObject = isRawObject(raw) ? raw : {};
  const model = oneOf(given, 'model', modelNames, faults) ?? 'Case';
  const format = oneOf(given, 'format', exportFormats, faults) ?? 'csv';
  if (ofObservables.has(format) && model !== 'Observable')
    faults.push({
      kind: 'invalid',
      name: 'options.format',
      accepted: `csv or json for ${model}`,
      given: format,
    });
  const style = {
    delimiter: mark(given, 'delimiter', usualCsv.delimiter, faults),
    quote: mark(given, 'quoteChar', usualCsv.quote, faults),
    escape: mark(given, 'escapeChar', usualCsv.escape, faults),
  };
  const { fileName, protectData, fields } = given;
  if (fileName !== undefined && typeof fileName !== 'string')
    faults.push({ kind: 'invalid', name: 'options.fileName', accepted: 'text' });
  if (protectData !== undefined && typeof protectData !== 'boolean')
    faults.push({ kind: 'invalid', name: 'options.protectData', accepted: 'true or false' });
  if (faults.length > 0) throw invalidFields(faults);
  return {
    model,
    format,
    fileName: safeFileName(
      typeof fileName === 'string' ? fileName : `${model.toLowerCase()}.${endings[format]}`,
    ),
    protectData: protectData !== false,
    fields: fields ?? exportFields(model).flatMap((one) => (one.selectedByDefault ? [one.fieldPath] : [])),
    style,
  };
}

const endings: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  json: 'json',
  txt: 'txt',
  misp: 'json',
};

function oneOf<const T extends string>(
  raw: RawObject,
  name: string,
  choices: readonly T[],
  faults: FieldFault[],
): T | undefined {
  const given = raw[name];
  const found = choices.find((one) => one.toLowerCase() === String(given).toLowerCase());
  const accepted = `one of ${choices.join(', ')}`;
  if (found === undefined && (given === undefined || given === null))
    faults.push({ kind: 'missing', name: `options.${name}`, accepted, choices });
  else if (found === undefined)
    faults.push({
      kind: 'invalid',
      name: `options.${name}`,
      accepted,
      choices,
      given: String(given).slice(0, 100),
    });
  return found;
}

/** One character that means nothing in texts themselves. */
function mark(raw: RawObject, name: string, otherwise: string, faults: FieldFault[]): string {
  const given = raw[name];
  if (given === undefined || given === null) return otherwise;
  if (typeof given === 'string' && /^[^\p{L}\p{N}\r\n]$/u.test(given)) return given;
  const accepted = 'one character that is no letter, number or line break';
  faults.push({ kind: 'invalid', name: `options.${name}`, accepted });
  return otherwise;
}

/** A field that can be exported. */
export interface ExportField {
  readonly fieldPath: string;
  readonly fieldType: string;
  readonly selectedByDefault: boolean;
}

/** Kinds of values that make a table hard to read, unless they are asked for. */
const seldom: ReadonlySet<string> = new Set(['text', 'json', 'duration']);

function exportFields(model: Model): readonly ExportField[] {
  const entity = entities[models[model]];
  return Object.entries(entity.fields)
    .filter(([, field]) => isRead(field))
    .map(([name, field]) => ({
      fieldPath: wireName(entity, name),
      fieldType: fieldTypes[field.kind],
      selectedByDefault: field.output && !seldom.has(field.kind),
    }));
}

/** What can be exported of each kind of objects. */
export function exportFieldsByModel(): Readonly<Record<string, readonly ExportField[]>> {
  return Object.fromEntries(modelNames.map((model) => [model, exportFields(model)]));
}
