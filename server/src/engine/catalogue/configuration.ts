/**
 * Settings of an enabled neuron. They come from four places: the definition's fixed settings, the values stored when it
 * was enabled, the proxy, and (only to pre-fill a form) the settings shared by its base configuration or by everything.
 */

import { isJsonObject, type JsonObject, type JsonValue } from '../report/json.ts';
import { type ConfigurationItem, checkValue, type ItemType } from './configuration-item.ts';
import type { NeuronDefinition, NeuronKind } from './definition.ts';
import type { Fault } from './fields.ts';

/** Values that an administrator may leave unsaid get these. */
export interface ConfigurationDefaults {
  /** Minutes for which a report is used again. */
  readonly cacheMinutes: number;
  /** Minutes a job may run. */
  readonly timeoutMinutes: number;
}

const automatic = (
  name: string,
  type: ItemType,
  description: string,
  defaultValue: JsonValue = null,
): ConfigurationItem => ({ name, type, description, multi: false, required: false, defaultValue });

/** Settings that every neuron of a kind has besides its own, in the order they are shown. */
export function automaticItems(kind: NeuronKind, defaults: ConfigurationDefaults): ConfigurationItem[] {
  const analyzersOnly = [
    automatic('auto_extract_artifacts', 'boolean', 'Look for observables in the report', false),
    automatic('jobCache', 'number', 'Minutes for which a report is used again', defaults.cacheMinutes),
  ];
  return [
    ...(kind === 'analyzer' ? analyzersOnly : []),
    automatic('proxy_http', 'string', 'Address of the proxy for HTTP'),
    automatic('proxy_https', 'string', 'Address of the proxy for HTTPS'),
    automatic('cacerts', 'text', 'Certificate authorities it trusts, PEM'),
    automatic('jobTimeout', 'number', 'Minutes a job may run', defaults.timeoutMinutes),
    automatic('check_tlp', 'boolean', 'Refuse objects above the highest TLP'),
    automatic('max_tlp', 'number', 'Highest TLP it may be given, 0 to 3'),
    automatic('check_pap', 'boolean', 'Refuse objects above the highest PAP'),
    automatic('max_pap', 'number', 'Highest PAP it may be given, 0 to 3'),
  ];
}

/** Every setting that can be given when a neuron is enabled: its own win over automatic ones of the same name. */
export function acceptedItems(
  definition: NeuronDefinition,
  defaults: ConfigurationDefaults,
): ConfigurationItem[] {
  const own = new Set(definition.configurationItems.map(({ name }) => name));
  const rest = automaticItems(definition.kind, defaults).filter(({ name }) => !own.has(name));
  return [...definition.configurationItems, ...rest];
}

/** Values to store, or everything that is wrong with those given. */
export type ConfigurationCheck =
  | { readonly configuration: JsonObject }
  | { readonly faults: readonly Fault[] };

/** Checks values against items. The result holds every item, null or empty where nothing was given. */
export function checkConfiguration(
  items: readonly ConfigurationItem[],
  given: JsonObject,
): ConfigurationCheck {
  const faults: Fault[] = unknownNames(items, given);
  const values = new Map<string, JsonValue>();
  for (const item of items) {
    const checked = checkValue(item, Object.hasOwn(given, item.name) ? given[item.name] : undefined);
    if ('value' in checked) values.set(item.name, checked.value);
    else faults.push({ name: item.name, ...checked });
  }
  return faults.length > 0 ? { faults } : { configuration: Object.fromEntries(values) };
}

function unknownNames(items: readonly ConfigurationItem[], given: JsonObject): Fault[] {
  const known = new Set(items.map(({ name }) => name));
  const accepted = items.length === 0 ? 'no settings' : `one of ${[...known].join(', ')}`;
  return Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => ({ name, kind: 'unknown', accepted }));
}

/** Settings shared by all definitions of one base configuration: the first to name an item decides, none is required. */
export function sharedItems(
  definitions: readonly NeuronDefinition[],
  baseConfig: string,
): ConfigurationItem[] {
  const items = new Map<string, ConfigurationItem>();
  for (const definition of definitions) {
    if (definition.baseConfig !== baseConfig) continue;
    for (const item of definition.configurationItems) {
      if (!items.has(item.name)) items.set(item.name, { ...item, required: false });
    }
  }
  return [...items.values()];
}

/** Values a form starts with: the base configuration, settings for everything on top, then the items' own defaults. */
export function prefilled(
  items: readonly ConfigurationItem[],
  base: JsonObject,
  everywhere: JsonObject,
): JsonObject {
  const careful: JsonObject = { check_tlp: true, max_tlp: 2, check_pap: true, max_pap: 2 };
  const values = items.map(({ name, defaultValue }): [string, JsonValue] => [
    name,
    everywhere[name] ?? base[name] ?? defaultValue ?? careful[name] ?? null,
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/**
 * What a run is given: the fixed settings, then the stored values, then the proxy. A stored null says nothing was set, so
 * it does not undo a fixed setting: a ceiling in a definition holds until somebody chooses another.
 */
export function runConfiguration(definition: NeuronDefinition, stored: JsonObject): JsonObject {
  const merged = mergeDeep(definition.config, stored);
  const proxy = Object.entries({ http: merged.proxy_http, https: merged.proxy_https }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return proxy.length === 0 ? merged : mergeDeep(merged, { proxy: Object.fromEntries(proxy) });
}

function mergeDeep(lower: JsonObject, upper: JsonObject): JsonObject {
  const merged = new Map(Object.entries(lower));
  for (const [name, value] of Object.entries(upper)) {
    const below = merged.get(name);
    if (value === null && below !== undefined) continue;
    merged.set(name, isJsonObject(value) && isJsonObject(below) ? mergeDeep(below, value) : value);
  }
  return Object.fromEntries(merged);
}
