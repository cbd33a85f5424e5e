/** Values of objects as a report writes them. */
import { defang } from '@skep/sdk/indicators';
import type { Field } from '../model/field.ts';
import { idToWire } from '../model/identifier.ts';
import { entityNamed } from '../model/registry.ts';
import { papLabels, severityLabels, tlpLabels } from '../model/scales.ts';
import type { CustomFieldValue, ReadObject } from '../query/stage.ts';
import { cleanText, shortened } from './clean-text.ts';
import { formatDate } from './date-format.ts';
import { durationUnits } from './duration-text.ts';
import type { ReportPlan } from './plan.ts';
import { wordsOf } from './words.ts';

/** How values are written: the dates and the language of a plan. */
export type Style = Pick<ReportPlan, 'dateTimeFormat' | 'dateFormat' | 'language'>;

/** Longest single value, in characters. */
export const longestValue = 100_000;

const scales: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  severity: severityLabels,
  tlp: tlpLabels,
  pap: papLabels,
};

/** A field of an object as text; empty while it has no value. */
export function valueText(object: ReadObject, path: string, style: Style): string {
  const value = object.values[path];
  if (value === null || value === undefined) return '';
  const scale = scales[path];
  if (scale !== undefined) return scale[Number(value)] ?? String(value);
  const field = entityNamed(object.entity).fields[path];
  return shortened(cleanText(fieldText(field, value, style)), longestValue);
}

function fieldText(field: Field | undefined, value: unknown, style: Style): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  switch (field?.kind) {
    case 'date':
      return momentText(Number(value), style);
    case 'boolean':
      return truth(value === true, style);
    case 'id':
      return idToWire(String(value));
    case 'duration':
      return durationUnits(Number(value));
    case 'json':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

/** A moment with its time. */
export function momentText(moment: number, { dateTimeFormat, language }: Style): string {
  return formatDate(moment, dateTimeFormat, language);
}

function truth(value: boolean, { language }: Style): string {
  const { yes, no } = wordsOf(language);
  return value ? yes : no;
}

/** Short results of one analyzer, a text for each. */
export function taxonomiesOf(report: unknown): string[] {
  if (typeof report !== 'object' || report === null || !('taxonomies' in report)) return [];
  const { taxonomies } = report;
  if (!Array.isArray(taxonomies)) return [];
  return taxonomies.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { namespace, predicate, value }: { namespace?: unknown; predicate?: unknown; value?: unknown } =
      one;
    return [`${String(namespace ?? '')}:${String(predicate ?? '')}=${String(value ?? '')}`];
  });
}

/** An observable whose data nothing makes a link of; anything else as it is. */
export function withoutLinks(object: ReadObject): ReadObject {
  const { data, dataType } = object.values;
  if (object.entity !== 'observable' || typeof data !== 'string') return object;
  return { ...object, values: { ...object.values, data: defang(data, String(dataType)) } };
}

/** The data of an observable, or the name of its file. `protect`: nothing makes a link of it. */
export function datumText(object: ReadObject, protect: boolean): string {
  const { values } = protect ? withoutLinks(object) : object;
  return cleanText(String(values.data ?? values.attachmentName ?? ''));
}

/** The value of a custom field. */
export function customText({ type, value }: CustomFieldValue, style: Style): string {
  if (value === null) return '';
  if (type === 'date') return momentText(Number(value), style);
  if (type === 'boolean') return truth(value === true, style);
  return shortened(cleanText(String(value)), longestValue);
}
