/** Calls that were valid until one thing of them was damaged: their body, a parameter, or an id that they name. */
import type { MatrixCall } from '../matrix/row.ts';
import { type OperationFact, referredSchema, type Schema } from './facts.ts';
import { jsonSchema } from './schemas.ts';

/** A damaged call, and what was done to it. */
export interface DamagedCall {
  readonly about: string;
  readonly call: MatrixCall;
  /** The body as text where it is no JSON any longer. */
  readonly raw?: string;
}

/** The id of nothing. */
const unknownId = '~999999999999';

/** A value that neither a text, a number, a list nor a switch can be. */
const misfit = { unexpected: [true] };

/** The body without each field that is required, and with something else in its place. */
export function withoutRequired(operation: OperationFact, call: MatrixCall): DamagedCall[] {
  const { body } = call;
  const schema = referredSchema(jsonSchema(operation.request ?? {}));
  if (!isObject(body)) return [];
  const required: readonly unknown[] = Array.isArray(schema?.required) ? schema.required : [];
  return required.map(String).flatMap((name): DamagedCall[] => {
    const rest = Object.entries(body).filter(([other]) => other !== name);
    const wrong = otherThan(schema, name);
    const missing = { about: `${name}: missing`, call: { ...call, body: Object.fromEntries(rest) } };
    if (wrong === undefined) return [missing];
    return [
      missing,
      { about: `${name}: of another type`, call: { ...call, body: { ...body, [name]: wrong } } },
    ];
  });
}

/** The call with each part of it in a form that cannot be read. */
export function unreadable(operation: OperationFact, call: MatrixCall): DamagedCall[] {
  return [
    ...withoutRequired(operation, call),
    ...damagedBodies(operation, call),
    ...damagedForms(call),
    ...damagedQueries(operation, call),
  ];
}

function damagedBodies(operation: OperationFact, call: MatrixCall): DamagedCall[] {
  const { body } = call;
  const schema = jsonSchema(operation.request ?? {});
  if (call.form !== undefined || (body === undefined && schema === undefined)) return [];
  const given = isObject(body) ? body : {};
  const described = Array.isArray(body) ? {} : asSchema(referredSchema(schema)?.properties);
  const names = [...new Set([...Object.keys(given), ...Object.keys(described)])];
  return [
    ...names.map((name) => ({
      about: `${name}: misfit`,
      call: { ...call, body: { ...given, [name]: misfit } },
    })),
    { about: 'a number in place of the body', call: { ...call, body: 17 } },
    {
      about: 'half a body',
      call: { ...call, body: undefined },
      raw: `${JSON.stringify(body ?? {}).slice(0, -1)},`,
    },
  ];
}

function damagedForms(call: MatrixCall): DamagedCall[] {
  const { form } = call;
  if (form === undefined) return [];
  const values = form.filter((part) => part.fileName === undefined);
  return [
    { about: 'no file', call: { ...call, form: values } },
    {
      about: 'values that are no JSON',
      call: { ...call, form: [...form, { name: '_json', content: '{"' }] },
    },
  ];
}

function damagedQueries({ parameters }: OperationFact, call: MatrixCall): DamagedCall[] {
  const given = new URLSearchParams(call.query ?? '');
  const names = new Set([
    ...given.keys(),
    ...parameters.filter((one) => one.in === 'query').map((one) => one.name),
  ]);
  return [...names].flatMap((name): DamagedCall[] => {
    const wrong = new URLSearchParams(given);
    wrong.set(name, '{"');
    const without = new URLSearchParams(given);
    without.delete(name);
    return [
      { about: `?${name}: unreadable`, call: { ...call, query: `?${wrong}` } },
      ...(given.has(name) ? [{ about: `?${name}: missing`, call: { ...call, query: `?${without}` } }] : []),
    ];
  });
}

/** The call with each parameter of its path replaced by the id of nothing. */
export function leadingNowhere(call: MatrixCall): DamagedCall[] {
  return Object.keys(call.at ?? {}).map((name) => ({
    about: `unknown ${name}`,
    call: { ...call, at: { ...call.at, [name]: unknownId } },
  }));
}

/** The call with each object that it names replaced by one that does not exist. */
export function namingNothing(call: MatrixCall): DamagedCall[] {
  const body = withUnknownIds(call.body);
  const query = call.query?.replaceAll(/~\d+/g, unknownId);
  return [
    ...leadingNowhere(call),
    ...(JSON.stringify(body) === JSON.stringify(call.body)
      ? []
      : [{ about: 'unknown in the body', call: { ...call, body } }]),
    ...(query === undefined || query === call.query
      ? []
      : [{ about: 'unknown in the query string', call: { ...call, query } }]),
  ];
}

function withUnknownIds(value: unknown): unknown {
  if (typeof value === 'string') return /^~\d+$/.test(value) ? unknownId : value;
  if (Array.isArray(value)) return value.map(withUnknownIds);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withUnknownIds(inner)]));
}

/** A value that a property does not take; undefined where it takes any. */
function otherThan(schema: Schema | undefined, name: string): unknown {
  const property = referredSchema(asSchema(asSchema(schema?.properties)[name])) ?? {};
  if (Object.keys(property).length === 0) return undefined;
  return property.type === 'object' || property.additionalProperties !== undefined ? 17 : misfit;
}

function asSchema(value: unknown): Schema {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
