/** Describes entities to clients: their attributes with types, accepted values and what can be done with them. */
import type { Entity } from '../../../model/entity.ts';
import type { Field, Kind } from '../../../model/field.ts';
import { entities } from '../../../model/registry.ts';
import { papLabels, severityLabels, tlpLabels } from '../../../model/scales.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { wireName } from '../names.ts';

/** An attribute as clients read it. */
export interface AttributeDescription {
  readonly name: string;
  readonly type: string;
  readonly cardinality: string;
  readonly description: string;
  readonly indexType: 'none' | 'standard' | 'fulltext';
  readonly sortable: boolean;
  readonly aggregable: boolean;
  readonly values?: readonly unknown[];
  readonly labels?: readonly string[];
}

/** An entity as clients read it. */
export interface EntityDescription {
  readonly label: string;
  readonly path: string;
  /** Operation that lists its objects. */
  readonly initialQuery: string;
  readonly description: string;
  readonly attributes: readonly AttributeDescription[];
}

/** What clients call the kinds of fields. */
export const fieldTypes: Readonly<Record<Kind, string>> = {
  string: 'string',
  text: 'string',
  integer: 'integer',
  float: 'float',
  boolean: 'boolean',
  date: 'date',
  duration: 'integer',
  id: 'string',
  user: 'user',
  enumeration: 'enumeration',
  json: 'object',
};

const scales: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  severity: severityLabels,
  tlp: tlpLabels,
  pap: papLabels,
};

/** Descriptions by label. `customFields` are the definitions of all custom fields. */
export function describeAll(
  customFields: readonly ReadObject[],
): Readonly<Record<string, EntityDescription>> {
  return Object.fromEntries(
    Object.values(entities).map((entity: Entity) => [entity.name, describe(entity, customFields)]),
  );
}

function describe(entity: Entity, customFields: readonly ReadObject[]): EntityDescription {
  const own = Object.entries(entity.fields)
    .filter(([, field]) => !field.secret)
    .map(([name, field]) => describeField(entity, name, field));
  const added = entity.customFields ? customFields.map(describeCustomField) : [];
  return {
    label: entity.name,
    path: `/${entity.name}`,
    initialQuery: `list${entity.name.charAt(0).toUpperCase()}${entity.name.slice(1)}`,
    description: entity.sentence,
    attributes: [...own, ...added],
  };
}

function describeField(entity: Entity, name: string, field: Field): AttributeDescription {
  const named = field.values
    ?.map((value) => scales[name]?.[Number(value)] ?? '')
    .filter((label) => label !== '');
  const labels = field.kind === 'enumeration' ? (field.values ?? []).map(String) : named;
  return {
    name: wireName(entity, name),
    type: fieldTypes[field.kind],
    cardinality: field.cardinality,
    description: field.sentence,
    indexType: field.search === 'words' ? 'fulltext' : field.search === 'exact' ? 'standard' : 'none',
    sortable: field.sortable,
    aggregable: field.aggregable,
    ...(field.values === undefined ? {} : { values: field.values }),
    ...(labels === undefined || labels.length === 0 ? {} : { labels }),
  };
}

function describeCustomField({ values }: ReadObject): AttributeDescription {
  const { name, type, displayName, options } = values;
  return {
    name: `customFields.${String(name)}`,
    type: String(type),
    cardinality: 'set',
    description: String(displayName ?? name),
    indexType: 'standard',
    sortable: true,
    aggregable: true,
    ...(Array.isArray(options) && options.length > 0 ? { values: options } : {}),
  };
}
