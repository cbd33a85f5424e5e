/**
 * Keeps secrets of a configuration out of everything a run leaves behind. The input that is kept after a failure shows
 * only settings known to be harmless; printed text and reports lose every occurrence of a secret value.
 */

import type { NeuronDefinition } from '../catalogue/definition.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../report/json.ts';

/** What stands in place of a secret. */
export const mask = 'REMOVED';

/** Shorter values occur in ordinary text; removing them would garble it and protect nothing. */
const shortestSecret = 6;

/** Most characters of the input that is kept. */
const longestInput = 65_536;

const secretNames = /key|passw|pwd|secret|token|credential|passphrase|\bauth|cookie|private|\bpin\b/i;

/** Whether the name of a setting says that its value is a secret. Published definitions mark them in no other way. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name);
}

/** Settings that say nothing about anybody. */
const harmlessNames: ReadonlySet<string> = new Set([
  'auto_extract_artifacts',
  'auto_extract',
  'jobCache',
  'jobTimeout',
  'check_tlp',
  'max_tlp',
  'check_pap',
  'max_pap',
]);

/** Secret texts of a configuration, longest first so that one that contains another is replaced whole. */
export function secretsOf(config: JsonObject): readonly string[] {
  const found = new Set<string>();
  for (const [name, value] of Object.entries(config)) collect(name, value, found);
  return [...found].sort((one, other) => other.length - one.length);
}

function collect(name: string, value: JsonValue, found: Set<string>): void {
  if (typeof value === 'string') {
    if (secretNames.test(name)) add(value, found);
    for (const secret of secretsInAddress(value)) add(secret, found);
  } else if (isJsonObject(value)) {
    for (const [inner, member] of Object.entries(value)) {
      collect(secretNames.test(name) ? name : inner, member, found);
    }
  } else if (Array.isArray(value)) {
    for (const member of value) collect(name, member, found);
  }
}

function add(value: string, found: Set<string>): void {
  if (value.length >= shortestSecret) found.add(value);
}

/** The password in an address such as that of a proxy, as written and as it reads. */
function secretsInAddress(value: string): string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s:]*:([^/@\s]+)@/i.exec(value)?.[1];
  return password === undefined ? [] : [password];
}

/** Rewrites text without the secrets. */
export function withoutSecrets(secrets: readonly string[]): (text: string) => string {
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, mask), text);
}

/** The input of a failed run as text, with every setting masked that could be a secret. */
export function maskedInput(input: JsonObject, definition: NeuronDefinition): string {
  const { config } = input;
  const shown = isJsonObject(config) ? { ...input, config: maskedConfiguration(config, definition) } : input;
  const text = withoutSecrets(isJsonObject(config) ? secretsOf(config) : [])(JSON.stringify(shown));
  return text.length > longestInput ? `${text.slice(0, longestInput)}…` : text;
}

function maskedConfiguration(config: JsonObject, definition: NeuronDefinition): JsonObject {
  const harmless = new Set([...harmlessNames, ...Object.keys(definition.config)]);
  for (const { name, type } of definition.configurationItems) {
    if (type === 'number' || type === 'boolean') harmless.add(name);
  }
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      value === null || (harmless.has(name) && !secretNames.test(name)) ? value : mask,
    ]),
  );
}
