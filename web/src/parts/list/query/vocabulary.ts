/** What can be asked of a list: its fields with their kinds and values, from the descriptions of the server. */

/** An attribute as the server describes it. */
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

/** What a field holds, as far as a filter needs to know. */
export type FieldKind =
  | 'text'
  | 'words'
  | 'number'
  | 'date'
  | 'duration'
  | 'choice'
  | 'scale'
  | 'person'
  | 'flag';

/** A field that a filter may name. */
export interface FieldWords {
  /** Name in the filter and on the wire. */
  readonly name: string;
  readonly kind: FieldKind;
  /** What the server says of it; the display name of a custom field. */
  readonly description: string;
  readonly sortable: boolean;
  readonly aggregable: boolean;
  /** Values it may have, each with the word that is also accepted. */
  readonly values: readonly { readonly value: string | number; readonly word: string }[];
}

/** Fields by every name that is accepted for them. */
export interface Vocabulary {
  readonly fields: readonly FieldWords[];
  readonly byName: ReadonlyMap<string, FieldWords>;
}

const customPrefix = 'customFields.';
/** Shorter names of fields whose name on the wire is unusual. */
const shortNames: Readonly<Record<string, string>> = {
  created: '_createdAt',
  createdBy: '_createdBy',
  updated: '_updatedAt',
  updatedBy: '_updatedBy',
  id: '_id',
  tag: 'tags',
  occurred: 'date',
};
const repeated = /^(?:time(?:To\w+|Queued|Running)|handlingDuration)In(?:Seconds|Minutes|Hours|Days)$/;
const durations = /^(?:time(?:To\w+|Queued|Running)|handlingDuration|workDuration|duration)$/;

/** The vocabulary of an entity. */
export function vocabularyOf(attributes: readonly AttributeDescription[]): Vocabulary {
  const fields = attributes.filter(canBeAsked).map(fieldOf);
  const byName = new Map<string, FieldWords>();
  const add = (name: string, field: FieldWords): void => {
    if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), field);
  };
  for (const field of fields) add(field.name, field);
  for (const [short, name] of Object.entries(shortNames)) {
    const field = byName.get(name.toLowerCase());
    if (field !== undefined) add(short, field);
  }
  for (const field of fields)
    if (field.name.startsWith(customPrefix)) add(field.name.slice(customPrefix.length), field);
  return { fields, byName };
}

/** What is said once more in another unit is left out, and so is what has parts but no value of its own. */
function canBeAsked({ name, type }: AttributeDescription): boolean {
  return !repeated.test(name) && name !== '_version' && type !== 'object';
}

/** The name that people write for a field: the short one where there is one. */
export function writtenName(name: string): string {
  const short = Object.entries(shortNames).find(([key, wire]) => wire === name && key !== 'tag');
  if (short !== undefined && name.startsWith('_')) return short[0];
  return name.startsWith(customPrefix) ? name.slice(customPrefix.length) : name;
}

function fieldOf(attribute: AttributeDescription): FieldWords {
  const { name, description, sortable, aggregable, values = [], labels = [] } = attribute;
  return {
    name,
    kind: kindOf(attribute),
    description,
    sortable,
    aggregable,
    values: values.flatMap((value, index) =>
      typeof value === 'string' || typeof value === 'number'
        ? [{ value, word: (labels[index] ?? String(value)).toLowerCase() }]
        : [],
    ),
  };
}

function kindOf({ name, type, indexType, values }: AttributeDescription): FieldKind {
  if (type === 'user') return 'person';
  if (type === 'date') return 'date';
  if (type === 'boolean') return 'flag';
  if (type === 'integer' || type === 'float') {
    if (values !== undefined) return 'scale';
    return durations.test(name) ? 'duration' : 'number';
  }
  if (type === 'enumeration') return 'choice';
  return indexType === 'fulltext' ? 'words' : 'text';
}
