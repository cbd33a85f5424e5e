/**
 * The description that the product generates of itself, compared with the facts: parameters, fields of requests with what is
 * required, fields of answers, and values of enumerations. What differs is listed with its reason.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describedDifferences } from './described-differences.ts';
import { type Contents, facts, type OperationFact, referredSchema, type Schema, signature } from './facts.ts';

type Described = Readonly<Record<string, unknown>>;

const document = asObject(
  JSON.parse(readFileSync(new URL('../../contract/openapi-v1.json', import.meta.url), 'utf8')),
);

function asObject(value: unknown): Described {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Described) : {};
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

const ours: ReadonlyMap<string, Described> = new Map(
  Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
    Object.entries(asObject(item)).map(
      ([method, operation]) => [signature(method.toUpperCase(), path), asObject(operation)] as const,
    ),
  ),
);

/** A schema without references, as far as its own fields. */
function resolved(schema: unknown): Schema {
  const parts = asObject(schema).allOf;
  if (Array.isArray(parts)) return joined(parts.map(resolved));
  const reference = asObject(schema).$ref;
  if (typeof reference !== 'string') return asObject(schema);
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const known = reference.startsWith('#/components/schemas/')
    ? (asObject(asObject(asObject(document).components).schemas)[name] ?? {})
    : {};
  return asObject(known);
}

/** One schema with the fields of several. */
function joined(schemas: readonly Schema[]): Schema {
  return { type: 'object', properties: Object.assign({}, ...schemas.map(({ properties }) => properties)) };
}

const resolvedFact = (schema: Schema | undefined): Schema => referredSchema(schema) ?? {};

/** The object that a body is or lists. */
function element(schema: Schema, resolve: (inner: Schema) => Schema): Schema {
  const whole = resolve(schema);
  return whole.type === 'array' ? resolve(asObject(whole.items)) : whole;
}

const json = (contents: Contents | Described): Schema | undefined => {
  const media = asObject(contents)['application/json'];
  return media === undefined ? undefined : asObject(media);
};

function fieldsIn(about: string, fact: Schema, own: Schema): string[] {
  const described = asObject(fact.properties);
  const offered = asObject(own.properties);
  return Object.entries(described).flatMap(([name, schema]) => {
    const mine = offered[name];
    if (mine === undefined) return [`${about} has no ${name}`];
    const values = asObject(schema).enum;
    const known = asObject(mine).enum;
    if (!Array.isArray(values) || !Array.isArray(known)) return [];
    const missing = values.filter((value) => !known.includes(value));
    return missing.length === 0 ? [] : [`${about} ${name} lacks ${missing.join(', ')}`];
  });
}

function differencesOf(operation: OperationFact, own: Described): string[] {
  const parameters = Array.isArray(own.parameters) ? own.parameters.map(asObject) : [];
  const queried = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const known = parameters.filter((one) => one.in === 'query').map(({ name }) => String(name));
  const request = resolvedFact(json(operation.request ?? {}));
  const mine = resolved(json(asContents(own.requestBody)));
  const [status = '', contents = {}] = Object.entries(operation.answers)[0] ?? [];
  const answer = json(contents);
  const given = asContents(asObject(own.responses)[status]);
  return [
    ...queried.filter((name) => !known.includes(name)).map((name) => `no parameter ${name}`),
    ...fieldsIn('request', request, mine),
    ...texts(mine.required)
      .filter((name) => !texts(request.required).includes(name))
      .map((name) => `request requires ${name}`),
    ...(answer === undefined
      ? []
      : answerIn(element(answer, resolvedFact), element(json(given) ?? {}, resolved))),
    ...(asObject(own.responses)[status] === undefined ? [`answers no ${status}`] : []),
  ];
}

function answerIn(fact: Schema, own: Schema): string[] {
  const inWords = own.properties === undefined && fact.properties !== undefined;
  return inWords ? ['answer is told in words'] : fieldsIn('answer', fact, own);
}

/** Contents of a body with the schemas in place. */
function asContents(body: unknown): Contents {
  const media = Object.entries(asObject(asObject(body).content));
  return Object.fromEntries(media.map(([type, one]) => [type, asObject(asObject(one).schema)]));
}

const compared = facts.operations.flatMap((operation) => {
  const name = signature(operation.method, operation.path);
  const own = ours.get(name);
  return own === undefined ? [] : [{ name, operation, own }];
});

describe.each(compared)('$name', ({ name, operation, own }) => {
  it('is described as it is known', () => {
    expect(differencesOf(operation, own).filter((found) => !describedDifferences(name, found))).toEqual([]);
  });
});
