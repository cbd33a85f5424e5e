/** What objects of an entity have on the wire beside their fields. */
import { entityNamed } from '../../../model/registry.ts';

/** Entities whose objects have no extra data on the wire. */
const plain: ReadonlySet<string> = new Set([
  'action',
  'directRun',
  'audit',
  'job',
  'profile',
  'share',
  'view',
  'draft',
  'observableType',
  'customEvent',
  'dashboard',
  'caseReport',
  'caseReportTemplate',
]);

/** Entities whose objects do not say their type on the wire. */
const untyped: ReadonlySet<string> = new Set(['user', 'procedure']);

/** What clients take objects for whose own type they do not know. */
const shownAs: Readonly<Record<string, string>> = { taxonomyTag: 'Tag', reportImage: 'Attachment' };

/** Whether objects of an entity carry `extraData`. */
export function hasExtraData(entity: string): boolean {
  return !plain.has(entity);
}

/** Whether an object shows extra data: records of the history do when some was asked for. */
export function showsExtraData(entity: string, extraData: Readonly<Record<string, unknown>>): boolean {
  return hasExtraData(entity) || (entity === 'audit' && Object.keys(extraData).length > 0);
}

/** The `_type` of objects of an entity; undefined where they have none. */
export function shownType(entity: string): string | undefined {
  if (untyped.has(entity)) return undefined;
  return shownAs[entity] ?? entityNamed(entity).wireType;
}
