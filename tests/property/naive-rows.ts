/** Which rows somebody sees, what their fields hold and how they are related: the plainest code over the rows of a small world. */
import { columnOf, type Entity, type Relation } from '../../server/src/model/entity.ts';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { Field, Kind } from '../../server/src/model/field.ts';
import { entityNamed } from '../../server/src/model/registry.ts';
import type { Row, SmallWorld } from './small-world.ts';

/** Somebody's view of a small world: the id of the organisation. */
export interface View {
  readonly world: SmallWorld;
  readonly organisationId: string;
  /** What anybody in the organisation could see: people are not looked at, as the row policies do not. */
  readonly whoever?: true;
}

/** What a path holds in one row. */
export type PathValue =
  | { readonly form: 'value'; readonly kind: Kind; readonly value: unknown }
  | { readonly form: 'list'; readonly values: readonly string[] }
  | { readonly form: 'custom'; readonly type: string; readonly values: readonly unknown[] };

/** Rows of an entity that the organisation owns or has a share of, deleted ones and those that are kept to others aside. */
export function visibleRows(view: View, entity: Entity): readonly Row[] {
  return (view.world.rows.get(entity.name) ?? []).filter((row) => isVisible(view, entity, row));
}

function isVisible({ world, organisationId, whoever }: View, entity: Entity, row: Row): boolean {
  if (row.deleted_at !== null && row.deleted_at !== undefined) return false;
  if (entity.visibility === 'linked') {
    const linked = world.links.some(
      (link) => link.organisation_id === organisationId && link.other_id === row.id,
    );
    return row.id === organisationId || linked;
  }
  const people = row.restricted_to;
  const viewer = world.viewers.find(({ organisation }) => organisation.id === organisationId);
  if (whoever !== true && Array.isArray(people) && !people.includes(viewer?.actor.login)) return false;
  if (row.organisation_id === organisationId) return true;
  return (
    entity.visibility === 'shared' &&
    world.shares.some(
      (share) =>
        share.root_id === row.root_id &&
        share.entity_id === row.visible_through &&
        share.organisation_id === organisationId,
    )
  );
}

/** Named fields that are easily said of a row; the others are left out. */
const named: Readonly<Record<string, (row: Row, world: SmallWorld) => unknown>> = {
  alertRead: (row) => row.stage !== 'New',
  edited: (row) => row.updated_at !== null,
  observableData: (row) => row.data,
  owningOrganisation: (row, world) =>
    world.viewers.find(({ organisation }) => organisation.id === row.organisation_id)?.organisation.name,
};

/** Whether the evaluator knows what a field holds. */
export function isKnown(field: Field): boolean {
  if (field.kind === 'json' || field.secret) return false;
  return field.source?.from !== 'named' || field.source.named in named;
}

/** The value of a field; null when it is missing. */
export function fieldValue(world: SmallWorld, entity: Entity, row: Row, name: string): unknown {
  const field = entity.fields[name];
  if (field === undefined) throw new Error(`${entity.name} has no ${name}`);
  const column = columnOf(name, field);
  if (column !== undefined) return row[column] ?? null;
  if (field.source?.from === 'expression') return evaluate(field.source.expression, row);
  return (field.source?.from === 'named' ? named[field.source.named]?.(row, world) : null) ?? null;
}

/** What a path holds in a row. */
export function pathValue(world: SmallWorld, entity: Entity, row: Row, path: string): PathValue {
  const [prefix, name] = path.split('.');
  if (prefix === 'customFields') return customValue(world, row, name);
  const field = entity.fields[path];
  const value = fieldValue(world, entity, row, path);
  if (field?.cardinality === 'set')
    return { form: 'list', values: Array.isArray(value) ? value.map(String) : [] };
  return { form: 'value', kind: field?.kind ?? 'string', value };
}

function customValue(world: SmallWorld, row: Row, name: string | undefined): PathValue {
  const held = world.customValues
    .filter((value) => value.entity_id === row.id && value.name === name)
    .sort((one, other) => Number(one.position) - Number(other.position))
    .map((value) => customContent(value));
  const type = world.customFields.find((field) => field.name === name)?.type ?? '';
  return { form: 'custom', type, values: held };
}

function customContent(row: Row): unknown {
  const value =
    row.string_value ?? row.integer_value ?? row.float_value ?? row.boolean_value ?? row.date_value ?? null;
  return row.type === 'integer' && value !== null ? Number(value) : value;
}

/** Visible rows that a relation leads to from a row. */
export function relatedRows(view: View, entity: Entity, row: Row, relation: string): readonly Row[] {
  const way = entity.relations[relation];
  if (way === undefined) throw new Error(`${entity.name} has no relation ${relation}`);
  if (way.kind === 'named' && way.named in subsets) return subsets[way.named]?.(row) === true ? [row] : [];
  return visibleRows(view, entityNamed(way.to)).filter((target) => isLinked(view, way, row, target));
}

function isLinked(view: View, way: Relation, row: Row, target: Row): boolean {
  switch (way.kind) {
    case 'children':
      return target[way.column] === row.id;
    case 'parent':
      return row[way.column] === target.id;
    case 'named':
      return namedRelations[way.named]?.(row, target, view) === true;
  }
}

const subsets: Readonly<Record<string, (row: Row) => boolean>> = {
  taskInCase: (row) => row.case_id !== null,
  observableFromCase: (row) => row.case_id !== null,
  observableFromAlert: (row) => row.alert_id !== null,
  observableFromJob: (row) => row.job_id !== null,
};

const namedRelations: Readonly<Record<string, (row: Row, target: Row, view: View) => boolean>> = {
  similarObservables: (row, target) =>
    hashOf(row) === hashOf(target) &&
    row.id !== target.id &&
    row.ignore_similarity === false &&
    target.ignore_similarity === false,
  sharedOrganisations: (row, target, { world }) =>
    row.organisation_id === target.id ||
    world.shares.some(
      (share) =>
        share.root_id === row.root_id &&
        share.entity_id === row.visible_through &&
        share.organisation_id === target.id,
    ),
  caseComments: (row, target, view) =>
    target.case_id === row.id ||
    visibleRows(view, entityNamed('alert')).some(
      (alert) => alert.id === target.alert_id && alert.case_id === row.id,
    ),
};

/** Relations that the evaluator knows. */
export function knownRelations(entity: Entity, targets: readonly string[]): readonly string[] {
  return Object.entries(entity.relations)
    .filter(([, way]) => targets.includes(way.to))
    .filter(([, way]) => way.kind !== 'named' || way.named in subsets || way.named in namedRelations)
    .map(([name]) => name);
}

/** The digest of an observable as text. */
export function hashOf(row: Row): string {
  return Buffer.isBuffer(row.match_hash) ? row.match_hash.toString('hex') : '';
}
