/**
 * Reads input through the declarations of an entity: types, ranges and required fields, with every fault at once.
 * Names that the entity only gives out are passed over, because clients send back what they have read; names it does not
 * know at all are refused.
 */
import type { Entity, Fields, Values } from './entity.ts';
import { CodedError, type FieldFault } from './errors.ts';
import type { Field } from './field.ts';
import { normaliseLogin } from './login.ts';

/** An object as it came from outside. */
export type RawObject = Readonly<Record<string, unknown>>;

/** Whether the input makes an object or changes one. */
export type InputMode = 'create' | 'update';

/** What was read, and what was wrong. */
export interface InputResult<F extends Fields> {
  readonly values: Partial<Values<F>>;
  readonly faults: readonly FieldFault[];
}

/** Names that objects carry on the wire beside their fields. */
const passedOver: ReadonlySet<string> = new Set([
  'id',
  'ids',
  '_id',
  '_type',
  '_version',
  '_createdAt',
  '_createdBy',
  '_updatedAt',
  '_updatedBy',
  'extraData',
  'severityLabel',
  'tlpLabel',
  'papLabel',
  'userPermissions',
  'customFieldValues',
  'stage',
  'number',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'access',
  'organisations',
  'permissions',
  'hasMFA',
  'links',
]);

/**
 * Reads the fields of an entity from an input object. `also` names further keys that the caller reads itself; `path` is set
 * before names in faults.
 */
export function readInput<F extends Fields>(
  entity: Entity<F>,
  raw: RawObject,
  mode: InputMode,
  also: readonly string[] = [],
  path = '',
): InputResult<F> {
  const faults: FieldFault[] = unknownNames(entity, raw, also, path);
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(entity.fields)) {
    const rule = mode === 'create' ? field.create : field.update;
    if (rule === 'never') continue;
    const given = raw[name];
    if (given === undefined || (given === null && mode === 'create')) {
      if (rule === 'required')
        faults.push({ kind: 'missing', name: path + name, accepted: acceptedBy(field) });
      else if (mode === 'create' && field.fallback !== undefined) values[name] = field.fallback;
      continue;
    }
    if (given === null && rule === 'clearable') {
      values[name] = null;
      continue;
    }
    const found = faultsOf(field, given, path + name);
    faults.push(...found);
    if (found.length === 0) values[name] = asKept(field, given);
  }
  return { values: values as Partial<Values<F>>, faults };
}

/** An accepted value as it is kept: sets hold each element once, logins are in lower case. */
function asKept(field: Field, given: unknown): unknown {
  if (Array.isArray(given) && field.cardinality === 'set') return [...new Set(given)];
  return field.kind === 'user' ? (normaliseLogin(given) ?? given) : given;
}

/** The input as an object, or the error that says that it is none. */
export function asRawObject(raw: unknown, name = 'body'): RawObject {
  if (isRawObject(raw)) return raw;
  throw new CodedError('invalidFields', {}, [
    { kind: 'invalid', name, accepted: 'object', given: shorten(raw) },
  ]);
}

/** Whether a value is a plain JSON object. */
export function isRawObject(raw: unknown): raw is RawObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function unknownNames(entity: Entity, raw: RawObject, also: readonly string[], path: string): FieldFault[] {
  return Object.keys(raw)
    .filter((name) => !(name in entity.fields) && !also.includes(name) && !passedOver.has(name))
    .map((name) => ({
      kind: 'unknown' as const,
      name: path + name,
      choices: Object.entries(entity.fields)
        .filter(([, field]) => field.create !== 'never' || field.update !== 'never')
        .map(([known]) => known),
    }));
}

/** What is wrong with one value of a field; nothing when it is accepted. */
export function faultsOf(field: Field, given: unknown, name: string): FieldFault[] {
  if (field.cardinality === 'set' || field.cardinality === 'list') {
    if (!Array.isArray(given)) return [invalid(field, given, name)];
    return given.flatMap((element, index) =>
      accepts(field, element) ? [] : [invalid(field, element, `${name}[${index}]`)],
    );
  }
  return accepts(field, given) ? [] : [invalid(field, given, name)];
}

function accepts(field: Field, value: unknown): boolean {
  switch (field.kind) {
    case 'string':
    case 'text':
    case 'user':
    case 'enumeration':
    case 'id':
      return typeof value === 'string' && acceptsText(field, value);
    case 'integer':
    case 'duration':
      return Number.isSafeInteger(value) && acceptsNumber(field, value);
    case 'date':
      return Number.isSafeInteger(value) && Math.abs(Number(value)) <= 8_640_000_000_000_000 / 2;
    case 'float':
      return typeof value === 'number' && Number.isFinite(value) && acceptsNumber(field, value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return value !== undefined && value !== null && !JSON.stringify(value).includes('\\u0000');
  }
}

function acceptsText(field: Field, value: string): boolean {
  if (value.includes('\u0000') || !value.isWellFormed()) return false;
  if (field.values !== undefined) return field.values.includes(value);
  return value.length >= (field.minimum ?? 0) && value.length <= (field.maximum ?? Number.POSITIVE_INFINITY);
}

function acceptsNumber(field: Field, value: unknown): boolean {
  const number = Number(value);
  if (field.values !== undefined) return field.values.includes(number);
  const least = field.minimum ?? (field.kind === 'integer' ? -2_147_483_648 : Number.NEGATIVE_INFINITY);
  const most = field.maximum ?? (field.kind === 'integer' ? 2_147_483_647 : Number.POSITIVE_INFINITY);
  return number >= least && number <= most;
}

function invalid(field: Field, given: unknown, name: string): FieldFault {
  const choices = field.values?.map(String);
  return {
    kind: 'invalid',
    name,
    accepted: acceptedBy(field),
    given: shorten(given),
    ...(choices === undefined ? {} : { choices }),
  };
}

/** What a field accepts, in words. */
export function acceptedBy(field: Field): string {
  const element = field.values === undefined ? kindInWords(field) : `one of ${field.values.join(', ')}`;
  return field.cardinality === 'set' || field.cardinality === 'list' ? `list of ${element}` : element;
}

function kindInWords(field: Field): string {
  if (field.kind === 'date') return 'date in milliseconds since the epoch';
  if (field.kind === 'integer' || field.kind === 'float' || field.kind === 'boolean' || field.kind === 'json')
    return field.kind;
  const most = field.maximum === undefined ? '' : ` of ${field.minimum ?? 0} to ${field.maximum} characters`;
  return `text${most}`;
}

/** A value as text, short enough for an error message. */
export function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}
