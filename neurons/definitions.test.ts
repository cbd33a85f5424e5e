/** Every folder beside this file is a neuron whose definition is complete and true. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject, textAt, textsAt, valueAt } from '@skep/sdk';
import { describe, expect, it } from 'vitest';

const root = new URL('./', import.meta.url);
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .map((entry) => entry.name);

function definitionOf(folder: string): JsonObject {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`${folder}/${folder}.json`, root), 'utf8'));
  return isJsonObject(parsed) ? parsed : {};
}

function itemsOf(definition: JsonObject): JsonObject[] {
  const items = valueAt(definition, 'configurationItems');
  return Array.isArray(items) ? items.filter(isJsonObject) : [];
}

const objectTypes = ['case', 'alert', 'case_task', 'case_task_log', 'case_artifact'].map(
  (kind) => `thehive:${kind}`,
);

const documentation = readFileSync(new URL('../docs/neurons/shipped.md', root), 'utf8');

function isResponder(definition: JsonObject): boolean {
  return textsAt(definition, 'dataTypeList').some((type) => objectTypes.includes(type));
}

describe.each(folders)('the definition of %s', (folder) => {
  const definition = definitionOf(folder);

  it('has every required text and is named like its folder', () => {
    for (const field of ['version', 'author', 'url', 'license', 'description', 'baseConfig']) {
      expect(textAt(definition, field), field).toBeDefined();
    }
    expect(definition.name).toBe(folder);
    expect(definition.version).toMatch(/^\d+\.\d+$/);
    expect(textAt(definition, 'description')?.length).toBeLessThan(412);
  });

  it('names a script of its own folder', () => {
    const command = textAt(definition, 'command') ?? '';
    expect(command.split('/')).toHaveLength(2);
    expect(command.startsWith(`${folder}/`)).toBe(true);
    expect(existsSync(new URL(command, root))).toBe(true);
  });

  it('has a line in the documentation', () => {
    expect(documentation).toMatch(new RegExp(`\\b${folder}\\b`));
  });

  it('names who receives what leaves', () => {
    const isLocal = definition.integration_type === 'local' || definition.network === false;
    expect(isLocal || textAt(definition, 'destination') !== undefined).toBe(true);
  });

  it('asks a service under ceilings only', () => {
    if (definition.integration_type !== 'external_api' || isResponder(definition)) return;
    expect(definition.config).toMatchObject({ check_tlp: true, check_pap: true });
    expect(valueAt(definition, 'config.max_tlp')).toBeLessThan(3);
    expect(valueAt(definition, 'config.max_pap')).toBeLessThan(3);
  });

  it('takes observables or objects, not both', () => {
    const types = textsAt(definition, 'dataTypeList');
    const objects = types.filter((type) => objectTypes.includes(type));
    expect(types.length).toBeGreaterThan(0);
    expect([0, types.length]).toContain(objects.length);
  });

  it('describes each configuration item, with a default of its type', () => {
    const names = itemsOf(definition).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const item of itemsOf(definition)) {
      expect(['string', 'number', 'boolean', 'text']).toContain(item.type);
      expect(item).toMatchObject({
        description: expect.any(String),
        multi: false,
        required: expect.any(Boolean),
      });
      const type = item.type === 'text' ? 'string' : item.type;
      if (item.defaultValue !== undefined) expect(typeof item.defaultValue).toBe(type);
    }
  });
});
