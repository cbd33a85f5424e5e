/** Words of v1: how entities and their fields are called on the wire, and what a path from the wire means in the model. */
import { anyContent, anyObject } from '../../model/entities/mixed.ts';
import type { Entity } from '../../model/entity.ts';
import { idFromWire } from '../../model/identifier.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import { pathsFor } from '../../query/path/path.ts';

type Words = Readonly<Record<string, string>>;
type ByEntity = Readonly<Partial<Record<EntityName, Words>>>;

/** Stamps carry an underscore, except on comments. */
const stamps: Words = {
  id: '_id',
  version: '_version',
  createdAt: '_createdAt',
  createdBy: '_createdBy',
  updatedAt: '_updatedAt',
  updatedBy: '_updatedBy',
};

const plainStamps: Words = {
  createdAt: 'createdAt',
  createdBy: 'createdBy',
  updatedAt: 'updatedAt',
  updatedBy: 'updatedBy',
};

/** Fields whose word on the wire is another than in the model. */
const own: ByEntity = {
  comment: plainStamps,
  patternCatalog: plainStamps,
  pattern: { patternVersion: 'version' },
  taxonomy: { taxonomyVersion: 'version' },
  dashboard: { formatVersion: 'version' },
  caseReportTemplate: { formatVersion: 'version' },
  job: { neuronId: 'analyzerId', neuronName: 'analyzerName', neuronDefinition: 'analyzerDefinition' },
  action: { neuronId: 'responderId', neuronName: 'responderName', neuronDefinition: 'responderDefinition' },
  directRun: { neuronId: 'workerId', neuronName: 'workerName', neuronDefinition: 'workerDefinition' },
};

/** `computed.handlingDurationInDays` and its like are fields of their own in the model. */
const handlingDurations: Words = Object.fromEntries(
  ['', 'InSeconds', 'InMinutes', 'InHours', 'InDays'].map((unit) => [
    `computed.handlingDuration${unit}`,
    `handlingDuration${unit}`,
  ]),
);

/** Further words that queries may use: those of earlier versions and of derived values, with the field they mean. */
const aliases: ByEntity = {
  alert: { case: 'caseId', importDate: 'importedDate', ...handlingDurations },
  case: { ...handlingDurations, 'access._kind': 'accessKind' },
  observable: { case: 'caseId', alert: 'alertId' },
  task: { case: 'caseId', caseTemplate: 'caseTemplateId' },
  comment: Object.fromEntries(Object.values(plainStamps).map((field) => [`_${field}`, field])),
  log: { startDate: 'date', task: 'taskId' },
  audit: { operation: 'action', base: 'mainAction', startDate: 'createdAt' },
  customField: { reference: 'name' },
  pattern: { parent: 'parentPatternId' },
  tag: { text: 'predicate' },
};

/** Types that a path of a custom field may end in; the definition says the type anyway. */
const typedCustomField = /^(customFields\..+)\.(?:string|integer|number|float|boolean|date|url)$/;

const wordsByEntity: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  [...Object.values(entities), anyObject, anyContent].map((entity: Entity) => {
    const { name } = entity;
    const renamed = new Map(Object.entries({ ...stamps, ...byName(own, name) }));
    return [name, new Map(Object.keys(entity.fields).map((field) => [field, renamed.get(field) ?? field]))];
  }),
);

const fieldsByEntity: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  [...wordsByEntity].map(([name, words]) => [
    name,
    new Map([
      ...[...words].map(([field, word]) => [word, field] as const),
      ...Object.entries(byName(aliases, name)),
    ]),
  ]),
);

function byName(table: ByEntity, name: string): Words {
  return Object.entries(table).find(([entity]) => entity === name)?.[1] ?? {};
}

/** The word of a field, or of another path of the model, on the wire. */
export function wireName(entity: Entity, path: string): string {
  return wordsByEntity.get(entity.name)?.get(path) ?? path;
}

/** The path of the model that a path on the wire means; undefined for one that the entity does not have. */
export function pathFromWire(entity: Entity, path: string): string | undefined {
  const custom = entity.customFields ? customFieldPath(path) : undefined;
  if (custom !== undefined) return custom;
  if (path === 'keyword' || path.startsWith('attachment.')) return path;
  return fieldsByEntity.get(entity.name)?.get(path);
}

/** Every path of an entity that can be used in a way, in words of the wire, sorted. */
export function wirePathsFor(entity: Entity, use: 'filterable' | 'sortable' | 'aggregable'): string[] {
  return pathsFor(entity, use)
    .map((path) => wireName(entity, path))
    .sort();
}

function customFieldPath(path: string): string | undefined {
  const plain = path.replace(/^customFieldValues\./, 'customFields.');
  if (plain !== 'customFields' && !plain.startsWith('customFields.')) return undefined;
  return typedCustomField.exec(plain)?.[1] ?? plain;
}

/** What actions run on, in the words that clients use for it. */
const actionObjects: ReadonlyMap<string, string> = new Map([
  ['case', 'case'],
  ['alert', 'alert'],
  ['case_task', 'task'],
  ['task', 'task'],
  ['case_task_log', 'log'],
  ['log', 'log'],
  ['case_artifact', 'observable'],
  ['observable', 'observable'],
]);

/** The entity that an object type of an action means, in any of its spellings; undefined for an unknown one. */
export function actionObjectFromWire(text: string): string | undefined {
  return actionObjects.get(text.toLowerCase());
}

/** A value to compare a path with, in words of the model. */
export function valueFromWire(entity: Entity, path: string, value: string): string {
  if (entity.name !== 'action' || path !== 'objectType') return value;
  return actionObjectFromWire(value) ?? value;
}

/** An id from the wire as digits, with or without its tilde; undefined for anything else. */
export function idDigits(text: string): string | undefined {
  return idFromWire(text.startsWith('~') ? text : `~${text}`);
}
