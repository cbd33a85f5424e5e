/** Typed reading of a neuron's configuration: each reader gives the value, the fallback, or a stated failure. */

import { type JsonObject, valueAt } from './json.ts';
import { NeuronError } from './neuron-error.ts';

/** Readers of the configuration. Without a fallback an absent item fails the job, naming it. */
export interface Settings {
  text(name: string, fallback?: string): string;
  number(name: string, fallback?: number): number;
  boolean(name: string, fallback?: boolean): boolean;
  /** The strings of a multi-valued item; an absent item is an empty list. */
  texts(name: string): string[];
}

/** Readers over a job's configuration. An empty text counts as absent. */
export function settingsOver(config: JsonObject): Settings {
  const value = (name: string): unknown => {
    const found = valueAt(config, name);
    return found === '' ? undefined : found;
  };
  return {
    text: (name, fallback) => required(name, 'a text', isText, value(name), fallback),
    number: (name, fallback) => required(name, 'a number', isNumber, value(name), fallback),
    boolean: (name, fallback) => required(name, 'true or false', isBoolean, value(name), fallback),
    texts: (name) => required(name, 'a list of texts', isTexts, value(name), []),
  };
}

function required<Value>(
  name: string,
  accepted: string,
  accepts: (value: unknown) => value is Value,
  value: unknown,
  fallback: Value | undefined,
): Value {
  if (accepts(value)) return value;
  if (value !== undefined) {
    throw new NeuronError(`Configuration item "${name}" must be ${accepted}`, 'parameterInvalid');
  }
  if (fallback !== undefined) return fallback;
  throw new NeuronError(`Configuration item "${name}" is missing: ${accepted}`, 'parameterMissing');
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
