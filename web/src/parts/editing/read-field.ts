/** Reads what somebody typed as a value of a custom field. */
import type { OutputCustomField } from '../../../../contract/v1-types.ts';
import { readMoment } from './moment-text.ts';

/** A value as the API takes it; null for none. Dates are milliseconds. */
export type FieldValue = string | number | boolean | null;

/** What was read. */
export type ReadField =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly value: null };

const wrong: ReadField = { ok: false, value: null };

/** The value of a text; nothing typed is no value. */
export function readField(
  type: OutputCustomField['type'],
  text: string,
  zone: string | undefined,
): ReadField {
  const typed = text.trim();
  if (typed === '') return { ok: true, value: null };
  switch (type) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(typed) ? { ok: true, value: Number(typed) } : wrong;
    case 'float': {
      const value = Number(typed.replace(',', '.'));
      return Number.isFinite(value) ? { ok: true, value } : wrong;
    }
    case 'boolean':
      return typed === 'true' || typed === 'false' ? { ok: true, value: typed === 'true' } : wrong;
    case 'date': {
      const value = readMoment(typed, zone);
      return value === undefined ? wrong : { ok: true, value };
    }
    case 'string':
    case 'url':
      return { ok: true, value: typed };
  }
}
