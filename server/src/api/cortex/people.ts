/** Users and organisations as Cortex knows them: a user has one organisation and a list of roles; a status says whether either is locked. */
import { type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Filter } from '../../query/filter/filter.ts';
import { runQuery } from '../../query/index.ts';
import type { Pipeline, ReadObject } from '../../query/stage.ts';
import { technical } from './render.ts';
import { actorOf, type RouteCall } from './route.ts';
import type { Searched } from './search.ts';

/** Fields of both whose words differ. */
const stampWords = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy'].map((word) => [word, word] as const);

/** How users are searched. */
export const searchedUsers: Searched = {
  type: 'user',
  fields: new Map([
    ['id', 'login'],
    ['_id', 'login'],
    ['login', 'login'],
    ['name', 'name'],
    ['status', 'locked'],
    ['hasKey', 'hasKey'],
    ['hasPassword', 'hasPassword'],
    ...stampWords,
  ]),
  texts: ['login', 'name'],
  rewrite: (filter) => statusAsLock(filter, 'Ok'),
};

/** How organisations are searched. */
export const searchedOrganizations: Searched = {
  type: 'organization',
  fields: new Map([
    ['id', 'name'],
    ['_id', 'name'],
    ['name', 'name'],
    ['description', 'description'],
    ['status', 'locked'],
    ...stampWords,
  ]),
  texts: ['name', 'description'],
  rewrite: (filter) => statusAsLock(filter, 'Active'),
};

/** A status is stored as being locked or not. */
function statusAsLock(filter: Filter, open: string): Filter {
  if (!('path' in filter) || filter.path !== 'locked') return filter;
  if (filter.op === 'in') return { op: 'or', of: filter.values.map((value) => lockIs(value, open)) };
  return filter.op === 'equals' ? lockIs(filter.value, open) : filter;
}

function lockIs(value: unknown, open: string): Filter {
  if (value !== 'Locked' && value !== open)
    throw invalidFields([
      { kind: 'invalid', name: 'status', accepted: `${open} or Locked`, choices: [open, 'Locked'] },
    ]);
  return { op: 'equals', path: 'locked', value: value === 'Locked', at: 'status' };
}

/** A status in an input as being locked or not; undefined when it is not given. Faults are added to the list given. */
export function lockIn({ status }: RawObject, open: string, faults: FieldFault[]): boolean | undefined {
  if (status === undefined || status === null) return undefined;
  if (status === 'Locked' || status === open) return status === 'Locked';
  faults.push({ kind: 'invalid', name: 'status', accepted: `${open} or Locked`, choices: [open, 'Locked'] });
  return undefined;
}

/** What is read of users besides their fields. */
export const userData = ['memberships'] as const;

/** A user as it stands in an organisation: the given one, the caller's own, its default, or whichever it has. */
export async function renderUser(
  call: RouteCall,
  { values, extraData }: ReadObject,
  within?: string,
): Promise<RawObject> {
  const own = actorOf(call).organisation.name;
  const all = Array.isArray(extraData.memberships) ? extraData.memberships.filter(isRawObject) : [];
  const held =
    all.find(({ organisation }) => organisation === within) ??
    all.find(({ organisation }) => organisation === own) ??
    all.find((membership) => membership.default === true) ??
    all[0];
  const { profiles } = await call.services.commands.reference.current();
  const profile = profiles.get(String(held?.profile ?? values.profile));
  return {
    ...technical('user', String(values.login), values),
    name: values.name,
    organization: held?.organisation ?? own,
    roles: profile === undefined ? [] : rolesOf(profile),
    status: values.locked === true ? 'Locked' : 'Ok',
    hasKey: values.hasKey === true,
    hasPassword: values.hasPassword === true,
  };
}

function rolesOf({
  type,
  permissions,
}: {
  readonly type: string;
  readonly permissions: readonly string[];
}): string[] {
  if (type === 'Admin') return ['superadmin'];
  const holds = (...needed: readonly string[]) =>
    needed.every((permission) => permissions.includes(permission));
  return [
    'read',
    ...(holds('manageAnalyse') ? ['analyze'] : []),
    ...(holds('manageUser', 'manageConfig') ? ['orgadmin'] : []),
  ];
}

/** Profile of each role; of several the highest counts. */
const profileOfRole = [
  ['superadmin', 'admin'],
  ['orgadmin', 'org-admin'],
  ['analyze', 'analyst'],
  ['read', 'read-only'],
] as const;

/** The profile that a list of roles means. Faults are added to the list given. */
export function profileOf(roles: readonly string[], faults: FieldFault[]): string {
  const lower = roles.map((role) => role.toLowerCase());
  const choices = profileOfRole.map(([role]) => role);
  const unknown = lower.find((role) => !choices.some((choice) => choice === role));
  if (unknown !== undefined)
    faults.push({
      kind: 'invalid',
      name: 'roles',
      accepted: `list of ${choices.join(', ')}`,
      given: unknown,
      choices,
    });
  return profileOfRole.find(([role]) => lower.includes(role))?.[1] ?? 'read-only';
}

/** An organisation. */
export function renderOrganization({ values }: ReadObject): RawObject {
  return {
    ...technical('organization', String(values.name), values),
    name: values.name,
    description: values.description,
    status: values.locked === true ? 'Locked' : 'Active',
  };
}

/** The users of an organisation. */
export function usersOf(organization: string): Pipeline {
  return [
    { op: 'get', entity: 'organisation', name: organization },
    { op: 'follow', relation: 'users' },
  ];
}

/** A user or an organisation by its name. Throws `notFound`. */
export async function readNamed(
  call: RouteCall,
  entity: Extract<EntityName, 'user' | 'organisation'>,
  name: string,
): Promise<ReadObject> {
  const extraData = entity === 'user' ? userData : [];
  const result = await runQuery(call.services.commands.database, actorOf(call), [
    { op: 'get', entity, name },
    { op: 'page', from: 0, to: 1, extraData },
  ]);
  const found = result.kind === 'objects' ? result.objects[0] : undefined;
  if (found === undefined) throw notFound(entity === 'user' ? 'User' : 'Organization');
  return found;
}
