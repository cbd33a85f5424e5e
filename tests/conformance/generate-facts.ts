/**
 * Writes `facts.json`: what a description of the v1 API says of its operations, without its words. Run once for each edition of
 * that description: `node tests/conformance/generate-facts.ts DESCRIPTION.json`, an OpenAPI 3.1 document as JSON.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Json = Readonly<Record<string, unknown>>;

const methods = ['get', 'post', 'put', 'patch', 'delete'];
/** Members of a schema that say something about values. */
const telling = new Set([
  ...['type', 'required', 'properties', 'items', 'enum', 'const', 'format', 'pattern', 'uniqueItems'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'additionalProperties'],
  ...['oneOf', 'anyOf', 'allOf', 'discriminator', 'propertyName', 'mapping', '$ref'],
]);

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A schema with its facts alone. Names of properties are kept whatever they are. */
function facts(schema: unknown, named = false): unknown {
  if (Array.isArray(schema)) return schema.map((element) => facts(element));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([name]) => named || telling.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      facts(value, !named && (name === 'properties' || name === 'mapping')),
    ]),
  );
}

function contents(holder: unknown): Json {
  const all = Object.entries(asObject(asObject(holder).content));
  return Object.fromEntries(all.map(([type, media]) => [type, facts(asObject(media).schema ?? {})]));
}

function operationOf(document: Json, path: string, method: string, described: Json): Json {
  const responses = Object.entries(asObject(described.responses)).map(
    ([status, response]) => [status, contents(resolved(document, response))] as const,
  );
  const failures = responses.map(([status]) => Number(status)).filter((status) => status >= 400);
  const parameters = Array.isArray(described.parameters) ? described.parameters.map(asObject) : [];
  return {
    name: String(described.operationId),
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((one) => ({
      name: one.name,
      in: one.in,
      required: one.required === true,
      schema: facts(one.schema),
    })),
    ...(described.requestBody === undefined ? {} : { request: contents(described.requestBody) }),
    answers: Object.fromEntries(responses.filter(([status]) => Number(status) < 400)),
    failures,
  };
}

function resolved(document: Json, value: unknown): unknown {
  const reference = asObject(value).$ref;
  if (typeof reference !== 'string') return value;
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((within, name) => asObject(within)[name], document);
}

function factsOf(document: Json): Json {
  const outside = document['x-out-of-scope'];
  const operations = Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
    Object.entries(asObject(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, described]) => operationOf(document, path, method, asObject(described))),
  );
  const schemas = Object.entries(asObject(asObject(document.components).schemas));
  return {
    outOfScope: Array.isArray(outside) ? outside : [],
    operations,
    schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, facts(schema)])),
  };
}

/** One line for each operation and schema, so that a change is seen where it is. */
function written({ outOfScope, operations, schemas }: Json): string {
  const lines = (all: readonly string[]) => all.join(',\n');
  const each = Array.isArray(operations) ? operations.map((one) => JSON.stringify(one)) : [];
  const named = Object.entries(asObject(schemas)).map(
    ([name, schema]) => `${JSON.stringify(name)}: ${JSON.stringify(schema)}`,
  );
  return `{\n"outOfScope": ${JSON.stringify(outOfScope)},\n"operations": [\n${lines(each)}\n],\n"schemas": {\n${lines(named)}\n}\n}\n`;
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Name the description to read');
const description: unknown = JSON.parse(await readFile(source, 'utf8'));
await writeFile(join(import.meta.dirname, 'facts.json'), written(factsOf(asObject(description))));
