/** A draft of a change to several fields of a stored object: it remembers what it was based on, so that it can be merged later. */
import type { FormTexts } from './merge-fields.ts';

/** The draft. */
export interface FormDraft<V extends FormTexts> {
  readonly values: V;
  /** The stored fields when writing began. */
  readonly base: V;
  /** Their version. */
  readonly version: number;
}

/** As a draft is kept. */
export function packFormDraft<V extends FormTexts>(draft: FormDraft<V>): string {
  return JSON.stringify(draft);
}

/** Reads what was kept; what has not the fields of the form counts as not written. */
export function readFormDraft<V extends FormTexts>(kept: string, otherwise: FormDraft<V>): FormDraft<V> {
  try {
    const found: unknown = JSON.parse(kept);
    return isFormDraft(found, otherwise.values) ? found : otherwise;
  } catch {
    // Not a draft of ours: what is stored is shown instead.
    return otherwise;
  }
}

/** Reads kept fields of something that is not stored yet; anything else counts as not written. */
export function readTexts<V extends FormTexts>(kept: string, otherwise: V): V {
  if (kept === '') return otherwise;
  try {
    const found: unknown = JSON.parse(kept);
    return hasFields(found, otherwise) ? found : otherwise;
  } catch {
    // Not a draft of ours.
    return otherwise;
  }
}

function isFormDraft<V extends FormTexts>(found: unknown, like: V): found is FormDraft<V> {
  if (typeof found !== 'object' || found === null) return false;
  if (!('values' in found && 'base' in found && 'version' in found)) return false;
  return typeof found.version === 'number' && hasFields(found.values, like) && hasFields(found.base, like);
}

function hasFields<V extends FormTexts>(found: unknown, like: V): found is V {
  if (typeof found !== 'object' || found === null) return false;
  const texts = new Map<string, unknown>(Object.entries(found));
  return Object.keys(like).every((name) => typeof texts.get(name) === 'string');
}
