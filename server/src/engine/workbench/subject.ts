/** Turns what was typed for `skep neuron run` into what a run is made of. */

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import { acceptedItems, type ConfigurationDefaults, checkConfiguration } from '../catalogue/configuration.ts';
import type { ConfigurationItem } from '../catalogue/configuration-item.ts';
import { showFaults } from '../catalogue/fields.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../report/json.ts';
import type { Subject } from '../run/input.ts';
import { type Asked, AskedWrongly } from './words.ts';

/** What the neuron runs on. Throws `AskedWrongly` when that is not said, or not accepted by the neuron. */
export async function subjectFrom({ option }: Asked, { definition }: CatalogueEntry): Promise<Subject> {
  const [file, object, data] = [option('file'), option('object'), option('data')];
  if ([file, object, data].filter((one) => one !== undefined).length !== 1)
    throw new AskedWrongly('Say what to run it on: one of --data VALUE, --file PATH and --object PATH.');
  const dataType = option('type') ?? (file === undefined ? '' : 'file');
  if (!definition.dataTypeList.includes(dataType))
    throw new AskedWrongly(
      `--type must be one that ${definition.id} accepts: ${definition.dataTypeList.join(', ')}.`,
    );
  if (file !== undefined) return fileSubject(file, dataType);
  if (object !== undefined) return { kind: 'object', dataType, data: await objectAt(object) };
  return { kind: 'value', dataType, data: data ?? '' };
}

async function fileSubject(path: string, dataType: string): Promise<Subject> {
  const status = await stat(path).catch(() => undefined);
  if (!status?.isFile()) throw new AskedWrongly(`${path} is not a file.`);
  const contentType = 'application/octet-stream';
  const open = () => createReadStream(path);
  return { kind: 'file', dataType, file: { filename: basename(path), contentType, size: status.size, open } };
}

async function objectAt(path: string): Promise<JsonObject> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isJsonObject(read)) return read;
  } catch (error) {
    throw new AskedWrongly(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
  throw new AskedWrongly(`${path} holds no JSON object.`);
}

/** A level typed as a number; 2 when it is missing. Throws `AskedWrongly`. */
export function levelFrom({ option }: Asked, name: 'tlp' | 'pap', highest: number): number {
  const given = option(name) ?? '2';
  const level = Number(given);
  if (Number.isInteger(level) && level >= 0 && level <= highest && given.trim() !== '') return level;
  throw new AskedWrongly(`--${name} must be a whole number from 0 to ${highest}.`);
}

/** Settings typed as `name=value`, checked against the definition. Throws `AskedWrongly` with all that is wrong. */
export function settingsFrom(
  { settings }: Asked,
  { definition }: CatalogueEntry,
  defaults: ConfigurationDefaults,
): JsonObject {
  const items = acceptedItems(definition, defaults);
  const values = new Map<string, JsonValue>();
  for (const setting of settings) {
    const [name = '', ...rest] = setting.split('=');
    const item = items.find((one) => one.name === name);
    const value = typedValue(rest.join('='), item);
    const before = values.get(name);
    values.set(name, item?.multi === true ? [...(Array.isArray(before) ? before : []), value] : value);
  }
  const checked = checkConfiguration(items, Object.fromEntries(values));
  if ('faults' in checked)
    throw new AskedWrongly(`Settings (--set NAME=VALUE): ${showFaults(checked.faults)}`);
  return checked.configuration;
}

function typedValue(given: string, item: ConfigurationItem | undefined): JsonValue {
  if (item?.type === 'number' && given.trim() !== '' && Number.isFinite(Number(given))) return Number(given);
  if (item?.type === 'boolean' && ['true', 'false'].includes(given)) return given === 'true';
  return given;
}
