/**
 * Shares: rows that make a case, a task or an observable visible to an organisation, with a profile that caps what it may do.
 * Whoever may see an object is also kept on the object's own rows; only this file writes both, so that they agree.
 */
import { CodedError, type FieldFault } from '../model/errors.ts';
import { isRawObject, shorten } from '../model/input.ts';
import type { CommandContext } from './command.ts';
import type { Row } from './row.ts';
import type { Writer } from './writer.ts';

/** Kinds of objects that can be shared. */
export type SharedKind = 'case' | 'task' | 'observable';

/** A share as given. */
export interface ShareInput {
  /** Id or name. */
  readonly organisation: string;
  readonly profile: string;
  /** Tasks and observables that exist go along. */
  readonly share: boolean;
  readonly taskRule: string | undefined;
  readonly observableRule: string | undefined;
}

/** Reads a list of shares; faults are added to the list given. */
export function readShares(raw: unknown, path: string, faults: FieldFault[]): ShareInput[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) {
    faults.push({ kind: 'invalid', name: path, accepted: 'list of shares', given: shorten(raw) });
    return [];
  }
  return raw.flatMap((item, index) => {
    const organisation = isRawObject(item) ? item.organisation : undefined;
    if (isRawObject(item) && typeof organisation === 'string') return [readShare(item, organisation)];
    faults.push({
      kind: 'invalid',
      name: `${path}[${index}]`,
      accepted: '{organisation, profile}',
      given: shorten(item),
    });
    return [];
  });
}

function readShare(item: Readonly<Record<string, unknown>>, organisation: string): ShareInput {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    organisation,
    profile: text(item.profile) ?? 'analyst',
    share: item.share !== false,
    taskRule: text(item.taskRule),
    observableRule: text(item.observableRule),
  };
}

/** Adds the share of the organisation that makes a case. */
export function addOwnerShare(
  { write, actor, reference }: CommandContext,
  share: { rootId: string; entityId: string; kind: SharedKind; shareId: string },
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
    profile_id: profileId(reference, 'org-admin'),
    task_rule: 'manual',
    observable_rule: 'manual',
  });
}

/** The id of a profile by name; an unknown one is refused with the accepted names. */
export function profileId(reference: CommandContext['reference'], name: string): string {
  const profile = reference.profiles.get(name);
  if (profile !== undefined) return profile.id;
  const choices = [...reference.profiles.keys()];
  throw new CodedError('invalidFields', {}, [
    { kind: 'invalid', name: 'profile', given: name, accepted: `one of ${choices.join(', ')}`, choices },
  ]);
}

/** An organisation that cases can be shared with: linked to the actor's own. */
export async function linkedOrganisation(
  context: CommandContext,
  reference: string,
): Promise<{ id: string; name: string }> {
  const result = await context.read([
    {
      op: 'get',
      entity: 'organisation',
      ...(reference.startsWith('~') ? { id: reference.slice(1) } : { name: reference }),
    },
    { op: 'output' },
  ]);
  const found = result.kind === 'objects' ? result.objects[0] : undefined;
  if (found === undefined) throw new CodedError('notFound', { entity: 'Organisation' });
  return { id: String(found.values.id), name: String(found.values.name) };
}

/** Shares a case with further organisations. An organisation that has it already is refused. */
export async function shareWith(
  context: CommandContext,
  row: Row,
  inputs: readonly ShareInput[],
): Promise<void> {
  for (const input of inputs) await shareOne(context, row, input);
}

async function shareOne(context: CommandContext, row: Row, input: ShareInput): Promise<void> {
  const target = await linkedOrganisation(context, input.organisation);
  const profile = profileId(context.reference, input.profile);
  const added = await insertShares(context, row, 'case', [row.id], target.id, profile, input);
  if (added === 0) throw new CodedError('shareAlreadyExists', { organisation: target.name });
  await showTo(context.write, row.placement.rootId, [row.id], target.id);
  if (input.share) await shareContents(context, row, target.id, profile, input);
  recordShare(
    context,
    row,
    { share: { organisation: target.name, profile: input.profile } },
    [target.id],
    [],
  );
}

/** Everything in a case that can be shared by itself goes to the organisation too. */
async function shareContents(
  context: CommandContext,
  row: Row,
  targetId: string,
  profile: string,
  input: ShareInput,
): Promise<void> {
  for (const [kind, table] of [
    ['task', 'task'],
    ['observable', 'observable'],
  ] as const) {
    const { rows } = await context.write.run({
      sql: `select id from skep.${table} where root_id = $1 and case_id = $2 and deleted_at is null`,
      parameters: [row.placement.rootId, row.id],
    });
    const ids = rows.map((found) => String(found.id));
    await shareEntities(context, row, kind, ids, { organisationId: targetId, profile, rules: input });
  }
}

/** Who gets what with which cap. */
export interface ShareTarget {
  readonly organisationId: string;
  readonly profile: string;
  readonly rules: Pick<ShareInput, 'taskRule' | 'observableRule'>;
}

/**
 * Shares tasks or observables of a case. The owner gets a share of its own as well: what others write into a shared task is
 * seen through the shares of the task.
 */
export async function shareEntities(
  context: CommandContext,
  root: Row,
  kind: SharedKind,
  ids: readonly string[],
  target: ShareTarget,
): Promise<void> {
  await insertShares(
    context,
    root,
    kind,
    ids,
    ownerOf(root),
    profileId(context.reference, 'org-admin'),
    target.rules,
  );
  await insertShares(context, root, kind, ids, target.organisationId, target.profile, target.rules);
  await showTo(context.write, root.placement.rootId, ids, target.organisationId);
}

/** Inserts share rows that do not exist yet; gives how many were new. */
export async function insertShares(
  { write, actor }: CommandContext,
  root: Row,
  kind: SharedKind,
  entityIds: readonly string[],
  targetId: string,
  profile: string,
  rules: Pick<ShareInput, 'taskRule' | 'observableRule'>,
): Promise<number> {
  if (entityIds.length === 0) return 0;
  const ids = await write.takeIds(entityIds.length);
  const { count } = await write.run({
    sql: `insert into skep.share (root_id, id, organisation_id, owner_organisation_id, created_at, created_by, entity_kind, entity_id, owner, profile_id, task_rule, observable_rule)
      select $1, n.id, $2, $3, $4, $5, $6, n.entity_id, $2 = $3, $7, $8, $9 from unnest($10::bigint[], $11::bigint[]) as n (id, entity_id)
      on conflict (root_id, entity_id, organisation_id) do nothing`,
    parameters: [
      root.placement.rootId,
      targetId,
      ownerOf(root),
      new Date(write.now),
      actor.login,
      kind,
      profile,
      rules.taskRule ?? 'manual',
      rules.observableRule ?? 'manual',
      ids,
      entityIds,
    ],
  });
  return count;
}

/** Organisation that owns the case a row belongs to: the first of those that see it. */
export function ownerOf(row: Row): string {
  return row.placement.organisationIds[0] ?? row.organisationId;
}

/** Tables whose rows are seen through a share. */
const seenThrough = [
  'case',
  'task',
  'task_log',
  'comment',
  'observable',
  'attachment',
  'custom_field_value',
  'transition',
  'audit',
  'job',
  'action',
] as const;

/** Adds an organisation to the rows seen through the given objects. */
export async function showTo(
  write: Writer,
  rootId: string,
  through: readonly string[],
  organisationId: string,
): Promise<void> {
  if (through.length === 0) return;
  for (const table of seenThrough) {
    write.queue({
      sql: `update skep."${table}" set organisation_ids = organisation_ids || $3::bigint, shared = true
        where root_id = $1 and visible_through = any($2::bigint[]) and not organisation_ids @> array[$3::bigint]`,
      parameters: [rootId, through, organisationId],
    });
  }
}

/** Takes an organisation off the rows seen through the given objects, and removes its shares of them. */
export async function hideFrom(
  write: Writer,
  rootId: string,
  through: readonly string[],
  organisationId: string,
): Promise<void> {
  if (through.length === 0) return;
  for (const table of seenThrough) {
    write.queue({
      sql: `update skep."${table}" set organisation_ids = array_remove(organisation_ids, $3::bigint),
        shared = cardinality(array_remove(organisation_ids, $3::bigint)) > 1
        where root_id = $1 and visible_through = any($2::bigint[]) and organisation_ids @> array[$3::bigint]`,
      parameters: [rootId, through, organisationId],
    });
  }
  write.queue({
    sql: 'delete from skep.share where root_id = $1 and entity_id = any($2::bigint[]) and organisation_id = $3',
    parameters: [rootId, through, organisationId],
  });
}

/** Records a change of who sees an object, with who saw it before and after. */
export function recordShare(
  { write }: CommandContext,
  row: Row,
  details: Readonly<Record<string, unknown>>,
  added: readonly string[],
  removed: readonly string[],
): void {
  const before = row.placement.organisationIds;
  write.record(row, 'update', details, {
    visibleBefore: before,
    visibleAfter: [...before, ...added].filter((id) => !removed.includes(id)),
  });
}
