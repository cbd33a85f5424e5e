/** JSON schemas of the entities as v1 shows and takes them, drawn from the model. */
import type { Entity } from '../../../model/entity.ts';
import type { Field, Kind } from '../../../model/field.ts';
import { type EntityName, entities, entityNamed } from '../../../model/registry.ts';
import { wireName } from '../names.ts';
import { hasExtraData, shownType } from '../render/wire-shapes.ts';
import type { BodyShape } from '../route.ts';

/** A JSON schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** A schema inside another. */
export function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? (value as Schema) : {};
}

const id: Schema = { type: 'string', pattern: '^~[0-9]+$' };
const date: Schema = { type: 'integer', format: 'int64', description: 'Milliseconds since the epoch' };

const kinds: Readonly<Record<Kind, Schema>> = {
  string: { type: 'string' },
  text: { type: 'string' },
  user: { type: 'string' },
  enumeration: { type: 'string' },
  id,
  integer: { type: 'integer', format: 'int32' },
  duration: { type: 'integer', format: 'int64' },
  float: { type: 'number' },
  boolean: { type: 'boolean' },
  date,
  json: {},
};

/** The schema of a field's value. */
function valueSchema(field: Field): Schema {
  const text = field.kind === 'string' || field.kind === 'text' || field.kind === 'user';
  const [least, most] = text ? ['minLength', 'maxLength'] : ['minimum', 'maximum'];
  const element = {
    ...kinds[field.kind],
    ...(field.values === undefined ? {} : { enum: [...field.values] }),
    ...(field.minimum === undefined ? {} : { [least]: field.minimum }),
    ...(field.maximum === undefined ? {} : { [most]: field.maximum }),
  };
  const isList = field.cardinality === 'set' || field.cardinality === 'list';
  const schema = isList ? { type: 'array', items: element } : element;
  return { ...schema, description: field.sentence };
}

const label: Schema = { type: 'string', description: 'The value in words' };
const extraData: Schema = { type: 'object', description: 'What was asked for besides' };
const labels = { severityLabel: label, tlpLabel: label, papLabel: label } as const;
const reference = (entity: string): Schema => ({ $ref: `#/components/schemas/Output${capital(entity)}` });
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const customFields = listOf({ $ref: '#/components/schemas/CustomFieldValue' });

/** What objects show beside their fields. */
const parts: Readonly<Partial<Record<EntityName, Readonly<Record<string, Schema>>>>> = {
  case: { ...labels, access: { type: 'object' }, userPermissions: listOf({ type: 'string' }), customFields },
  alert: { ...labels, customFields },
  observable: { tlpLabel: label, papLabel: label, attachment: reference('attachment') },
  caseTemplate: { ...labels, customFields, tasks: listOf(reference('task')) },
  log: { attachments: listOf(reference('attachment')), attachment: reference('attachment') },
  comment: { external: { type: 'boolean' } },
  attachment: {
    id: { type: 'string', description: 'SHA-256 of the content' },
    path: { type: 'string', description: 'Where the file can be fetched' },
  },
  reportImage: {
    id: { type: 'string', description: 'SHA-256 of the content' },
    path: { type: 'string', description: 'Where the picture can be fetched' },
    external: { type: 'boolean' },
  },
  organisation: { links: listOf({ type: 'object' }), avatar: { type: 'string' } },
  dashboard: { writable: { type: 'boolean', description: 'The caller may change it' } },
  user: {
    profile: { type: 'string' },
    organisation: { type: 'string' },
    permissions: listOf({ type: 'string' }),
    organisations: listOf({ type: 'object' }),
    defaultOrganisation: { type: 'string' },
    avatar: { type: 'string' },
    hasMFA: { type: 'boolean' },
  },
  profile: {
    forAdmin: { type: 'boolean' },
    forOrg: { type: 'boolean' },
    forExternal: { type: 'boolean' },
    consumesLicense: { type: 'boolean' },
  },
  job: {
    id,
    cortexId: { type: 'string' },
    cortexJobId: { type: 'string' },
    case_artifact: reference('observable'),
    report: { type: 'object' },
    operations: { type: 'string', description: 'A list as JSON text' },
  },
  procedure: { tacticLabel: { type: 'string', description: 'The tactic in words' } },
  taxonomy: { tags: listOf(reference('taxonomyTag')) },
  analyzerTemplate: { id },
  action: {
    objectType: {
      type: 'string',
      enum: (entities.action.fields.objectType.values ?? []).map((name) => capital(String(name))),
      description: 'What it runs on',
    },
    cortexId: { type: 'string' },
    cortexJobId: { type: 'string' },
    report: { type: 'string', description: 'An object as JSON text' },
    operations: { type: 'string', description: 'A list as JSON text' },
  },
};

/** `caseTemplate` → `CaseTemplate`. */
export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** How an object of an entity looks. */
export function outputSchema(name: EntityName): Schema {
  const entity: Entity = entityNamed(name);
  const shown = Object.entries(entity.fields).filter(([, field]) => field.output && !field.secret);
  const own = shown.map(([field, of]) => [wireName(entity, field), valueSchema(of)] as const);
  const type = shownType(name);
  const always = shown.filter(([, field]) => field.cardinality !== 'option');
  return {
    type: 'object',
    description: entity.sentence,
    properties: {
      ...(type === undefined ? {} : { _type: { const: type } }),
      ...Object.fromEntries(own),
      ...parts[name],
      ...(hasExtraData(name) ? { extraData } : {}),
    },
    required: always.map(([field]) => wireName(entity, field)),
  };
}

/** What may be given as the body of a route: fields of an entity, and further members in words. */
export function inputSchema({ entity, mode = 'create', allOptional, also = {} }: BodyShape): Schema {
  const fields = entity === undefined ? [] : Object.entries(entityNamed(entity).fields);
  const taken = fields.filter(([, field]) => (mode === 'create' ? field.create : field.update) !== 'never');
  const nameOf = (field: string): string =>
    entity === undefined ? field : wireName(entityNamed(entity), field);
  const demands = mode === 'create' && allOptional !== true;
  const required = taken.filter(([, field]) => demands && field.create === 'required');
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(taken.map(([field, of]) => [nameOf(field), givenSchema(of, mode)])),
      ...Object.fromEntries(Object.entries(also).map(([key, description]) => [key, { description }])),
    },
    ...(required.length === 0 ? {} : { required: required.map(([field]) => nameOf(field)) }),
  };
}

/** A value that may be cleared can be null as well. */
function givenSchema(field: Field, mode: 'create' | 'update'): Schema {
  const schema = valueSchema(field);
  if (mode === 'create' || field.update !== 'clearable' || typeof schema.type !== 'string') return schema;
  return { ...schema, type: [schema.type, 'null'] };
}

/** The schemas that routes refer to. */
export function sharedSchemas(): Readonly<Record<string, Schema>> {
  const outputs = Object.keys(entities).map((name) => {
    const entity = (Object.keys(entities) as EntityName[]).find((known) => known === name);
    return [`Output${capital(name)}`, entity === undefined ? {} : outputSchema(entity)] as const;
  });
  return {
    ...Object.fromEntries(outputs),
    CustomFieldValue: {
      type: 'object',
      properties: {
        _id: id,
        name: { type: 'string' },
        type: { type: 'string' },
        value: { description: 'A value of the type of the field, or null' },
        order: { type: 'integer' },
      },
      required: ['_id', 'name', 'type', 'value', 'order'],
    },
    Error: {
      type: 'object',
      properties: {
        type: { type: 'string' },
        message: { type: 'string' },
        code: { type: 'string', description: 'Says the same in every language' },
        parameters: { type: 'object', description: 'What the message is about' },
        errors: { type: 'array', items: { type: 'object' }, description: 'The fault of each field' },
      },
      required: ['type', 'message'],
    },
  };
}
