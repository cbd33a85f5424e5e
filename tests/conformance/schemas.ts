/** Checks bodies against the schemas among the facts. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Contents, facts, type Schema } from './facts.ts';

/** What is wrong with a value, in words; empty when it fits. */
export type Check = (value: unknown) => readonly string[];

const wanted = /^application\/(?:json|octet-stream)$/;

/** Makes checks of schemas, each compiled once. */
export function createChecks(): (schema: Schema) => Check {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    discriminator: false,
    formats: {
      int32: true,
      int64: true,
      double: true,
      float: true,
      binary: true,
      'date-time': true,
      uuid: true,
      uri: true,
    },
  });
  ajv.addSchema({ $id: 'facts', components: { schemas: facts.schemas } });
  const compiled = new Map<Schema, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema) ?? ajv.compile(withOwnReferences(schema));
    compiled.set(schema, known);
    return (value) =>
      known(value) ? [] : (known.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

/** References within the facts, made such that a schema of its own can hold them. */
function withOwnReferences(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"facts#/components')) as Schema;
}

/** The schema of a JSON body among the contents; undefined where there is none. */
export function jsonSchema(contents: Contents): Schema | undefined {
  return Object.entries(contents).find(([type]) => wanted.test(type))?.[1];
}
