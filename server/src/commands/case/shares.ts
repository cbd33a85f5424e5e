/**
 * Shares: rows that make a case, a task or an observable visible to an organisation, with a profile that caps what it may do.
 * Whoever may see an object is also kept on the object's own rows; only this file writes both, so that they agree.
 */
import { CodedError } from '../../model/errors.ts';
import type { CommandContext } from '../frame/command.ts';
import { requirePermission } from '../frame/require-permission.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { restrictedColumns } from '../frame/stored-row.ts';
import { seenThroughShares } from '../frame/tree-tables.ts';
import type { SharedPart, ShareInput } from './share-input.ts';

/** Kinds of objects that can be shared. */
export type SharedKind = 'case' | SharedPart;

/** Who gets an object, with which cap, and what happens with what is put into it later. */
export interface ShareTarget {
  readonly organisationId: string;
  /** Id of the profile. */
  readonly profile: string;
  readonly taskRule: string;
  readonly observableRule: string;
}

/** Throws unless the actor may share at all. */
export function requireSharing({ actor }: CommandContext): void {
  requirePermission('manageShare', actor);
}

/** Adds the share of the organisation that makes a case. */
export function addOwnerShare(
  { write, actor, reference }: CommandContext,
  share: {
    rootId: string;
    entityId: string;
    kind: SharedKind;
    shareId: string;
    restrictedTo?: readonly string[] | undefined;
  },
): void {
  write.addRow('share', {
    root_id: share.rootId,
    id: share.shareId,
    organisation_id: actor.organisation.id,
    owner_organisation_id: actor.organisation.id,
    created_at: new Date(write.now),
    created_by: actor.login,
    entity_kind: share.kind,
    entity_id: share.entityId,
    owner: true,
    profile_id: profileNamed(reference, 'org-admin').id,
    task_rule: 'manual',
    observable_rule: 'manual',
    ...restrictedColumns(share.restrictedTo),
  });
}

/** A profile that can cap a share; an unknown one, or one for administrators, is refused with the accepted names. */
export function profileNamed(
  reference: CommandContext['reference'],
  name: string,
  field = 'profile',
): { readonly id: string; readonly permissions: readonly string[] } {
  const profile = reference.profiles.get(name);
  if (profile?.type === 'Organisation') return profile;
  const choices = [...reference.profiles]
    .filter(([, { type }]) => type === 'Organisation')
    .map(([key]) => key);
  throw new CodedError('invalidFields', {}, [
    { kind: 'invalid', name: field, given: name, accepted: `one of ${choices.join(', ')}`, choices },
  ]);
}

/** The profile an actor may give others for a case: a share cannot be passed on with more than it allows itself. */
export function grantedProfile(context: CommandContext, row: Row, name: string): string {
  const { id, permissions } = profileNamed(context.reference, name);
  const held = row.columns.share_permissions;
  if (!Array.isArray(held) || permissions.every((permission) => held.includes(permission))) return id;
  throw new CodedError('notAllowed', {
    reason: `Your own share of the case allows less than the profile ${name}`,
  });
}

/** An organisation that cases can be shared with: the actor's own or one linked to it. */
export async function linkedOrganisation(
  context: CommandContext,
  reference: string,
): Promise<{ id: string; name: string }> {
  const named = reference.startsWith('~') ? { id: reference.slice(1) } : { name: reference };
  const result = await context.read([{ op: 'get', entity: 'organisation', ...named }, { op: 'output' }]);
  const found = result.kind === 'objects' ? result.objects[0] : undefined;
  if (found === undefined) throw new CodedError('notFound', { entity: 'Organisation' });
  return { id: String(found.values.id), name: String(found.values.name) };
}

/** Shares a case with further organisations; gives it as it is seen then. An organisation that has it already is refused. */
export async function shareWith(
  context: CommandContext,
  row: Row,
  inputs: readonly ShareInput[],
): Promise<Row> {
  let shared = row;
  for (const input of inputs) shared = await shareOne(context, shared, input);
  return shared;
}

async function shareOne(context: CommandContext, row: Row, input: ShareInput): Promise<Row> {
  const organisation = await linkedOrganisation(context, input.organisation);
  const target = {
    organisationId: organisation.id,
    profile: grantedProfile(context, row, input.profile),
    taskRule: input.taskRule ?? String(storedValue(row, 'taskRule')),
    observableRule: input.observableRule ?? String(storedValue(row, 'observableRule')),
  };
  const added = await shareEntities(context, row, 'case', [row.id], target);
  if (added === 0) throw new CodedError('shareAlreadyExists', { organisation: organisation.name });
  for (const part of input.parts) {
    const parts = await context.related(row, relations[part], { forChange: false });
    const ids = parts.map((found) => found.id);
    await shareEntities(context, row, part, ids, target);
  }
  const details = { share: { organisation: organisation.name, profile: input.profile } };
  recordShare(context, row, details, { added: organisation.id });
  const organisationIds = [...row.placement.organisationIds, organisation.id];
  return { ...row, placement: { ...row.placement, organisationIds } };
}

const relations: Readonly<Record<SharedPart, string>> = { task: 'tasks', observable: 'observables' };

/** Profiles that link types give for every new case. */
const automatic: Readonly<Record<string, string>> = { supervised: 'analyst', notify: 'read-only' };

/** Shares of a new case with the organisations that get every case, but for those that the request itself names. */
export async function automaticShares(
  { write, actor }: CommandContext,
  row: Row,
  named: readonly ShareInput[],
): Promise<ShareInput[]> {
  const { rows } = await write.run({
    name: 'automatic_shares',
    sql: `select o.id, o.name, l.link_type from skep.organisation_link l join skep.organisation o on o.id = l.other_id
      where l.organisation_id = $1 and l.link_type = any($2::text[]) order by o.id`,
    parameters: [actor.organisation.id, Object.keys(automatic)],
  });
  const taken = new Set(named.map((share) => share.organisation));
  return rows.flatMap(({ id, name, link_type: type }) => {
    const profile = automatic[String(type)];
    if (profile === undefined || taken.has(String(name)) || taken.has(`~${String(id)}`)) return [];
    const share = { organisation: `~${String(id)}`, profile, taskRule: undefined, observableRule: undefined };
    return [{ ...share, parts: partsByRule((name) => storedValue(row, name)) }];
  });
}

const ruleOfPart = [
  ['task', 'taskRule'],
  ['observable', 'observableRule'],
] as const;

/** The parts of a case that go along with a share because of their rule. */
export function partsByRule(rule: (name: 'taskRule' | 'observableRule') => unknown): SharedPart[] {
  return ruleOfPart.filter(([, name]) => rule(name) === 'autoShare').map(([part]) => part);
}

/** Shares some objects of a case, or the case itself, with an organisation; gives how many it did not have yet. */
export async function shareEntities(
  context: CommandContext,
  root: Row,
  kind: SharedKind,
  ids: readonly string[],
  target: ShareTarget,
): Promise<number> {
  const added = await insertShares(context, root, kind, ids, target);
  if (added > 0) showTo(context, root, ids, target.organisationId);
  return added;
}

/** Inserts share rows that do not exist yet, for objects that are placed so already; gives how many were new. */
export async function insertShares(
  { write, actor }: CommandContext,
  root: Row,
  kind: SharedKind,
  entityIds: readonly string[],
  target: ShareTarget,
): Promise<number> {
  if (entityIds.length === 0) return 0;
  const ids = await write.takeIds(entityIds.length);
  const { count } = await write.run({
    sql: `insert into skep.share (root_id, id, organisation_id, owner_organisation_id, created_at, created_by, entity_kind, entity_id, profile_id, task_rule, observable_rule, restricted, restricted_to)
      select $1::bigint, n.id, $2::bigint, $3::bigint, $4::timestamptz, $5, $6, n.entity_id, $7::bigint, $8, $9, $12::text[] is not null, $12::text[]
      from unnest($10::bigint[], $11::bigint[]) as n (id, entity_id)
      on conflict do nothing`,
    parameters: [
      root.placement.rootId,
      target.organisationId,
      root.organisationId,
      new Date(write.now),
      actor.login,
      kind,
      target.profile,
      target.taskRule,
      target.observableRule,
      ids,
      entityIds,
      root.placement.restrictedTo ?? null,
    ],
  });
  return count;
}

function showTo(
  { write }: CommandContext,
  root: Row,
  through: readonly string[],
  organisationId: string,
): void {
  const { rootId } = root.placement;
  for (const table of seenThroughShares) {
    write.queue({
      sql: `update skep."${table}" set organisation_ids = organisation_ids || $3::bigint, shared = true
        where root_id = $1 and visible_through = any($2::bigint[]) and not organisation_ids @> array[$3::bigint]`,
      parameters: [rootId, through, organisationId],
    });
  }
  write.noteSight({ rootId, through, organisationId, shown: true });
}

/** Takes an organisation off the rows seen through the given objects, and removes its shares of them. */
export function hideFrom(
  { write }: CommandContext,
  root: Row,
  through: readonly string[],
  organisationId: string,
): void {
  if (through.length === 0) return;
  const { rootId } = root.placement;
  for (const table of seenThroughShares) {
    const asked = table === 'task' ? ', action_required = array_remove(action_required, $3::bigint)' : '';
    write.queue({
      sql: `update skep."${table}" set organisation_ids = array_remove(organisation_ids, $3::bigint),
        shared = cardinality(array_remove(organisation_ids, $3::bigint)) > 1${asked}
        where root_id = $1 and visible_through = any($2::bigint[]) and organisation_ids @> array[$3::bigint]`,
      parameters: [rootId, through, organisationId],
    });
  }
  write.queue({
    sql: 'delete from skep.share where root_id = $1 and entity_id = any($2::bigint[]) and organisation_id = $3',
    parameters: [rootId, through, organisationId],
  });
  write.noteSight({ rootId, through, organisationId, shown: false });
}

/** Records a change of who sees an object, with who saw it before and after. */
export function recordShare(
  { write }: CommandContext,
  row: Row,
  details: Readonly<Record<string, unknown>>,
  change: { readonly added: string } | { readonly removed: string },
): void {
  const before = row.placement.organisationIds;
  const visibleAfter =
    'added' in change ? [...before, change.added] : before.filter((id) => id !== change.removed);
  write.record(row, 'update', details, { visibleBefore: before, visibleAfter });
}

/** Shares that follow the rules of their case follow a change of them; those with rules of their own keep them. */
export function passOnRules({ write }: CommandContext, before: Row, after: Row): void {
  for (const [name, column] of [
    ['taskRule', 'task_rule'],
    ['observableRule', 'observable_rule'],
  ] as const) {
    const [old, now] = [storedValue(before, name), storedValue(after, name)];
    if (old === now) continue;
    write.queue({
      sql: `update skep.share set ${column} = $2 where root_id = $1 and entity_id = $1 and not owner and ${column} = $3`,
      parameters: [after.id, now, old],
    });
  }
}
