/** Users as v0 knows them: an id that is the login, a list of roles, and a status that says whether they are locked. */
import { adminOrganisation } from '../../model/actor.ts';
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { ReadObject } from '../../query/stage.ts';
import { actorOf } from '../http/route-table.ts';
import { readOne } from './read.ts';
import type { RouteCall } from './route.ts';

/** What is read of users besides their fields. */
export const userData = ['memberships'] as const;

/** Domain of logins without one. */
const usualDomain = 'thehive.local';

/** A reference of a user as it stands in a path; a login without a domain gets the usual one. */
export function userReference(given: string): string {
  return given.startsWith('~') || given.includes('@') ? given : `${given}@${usualDomain}`;
}

/** A user, by id or login. Throws `notFound`. */
export function readUser(call: RouteCall, reference: string): Promise<ReadObject> {
  return readOne(call, 'user', userReference(reference), userData);
}

/** A user as it stands in an organisation: the caller's, its default, or whichever it has. */
export async function renderUser(
  call: RouteCall,
  { values, extraData }: ReadObject,
  within: string = actorOf(call).organisation.name,
): Promise<RawObject> {
  const all = Array.isArray(extraData.memberships) ? extraData.memberships.filter(isRawObject) : [];
  const held =
    all.find(({ organisation }) => organisation === within) ??
    all.find((membership) => membership.default === true) ??
    all[0];
  const { profiles } = await call.services.commands.reference.current();
  const { createdBy, createdAt, updatedBy, updatedAt, login, name } = values;
  return {
    _id: idToWire(String(values.id)),
    id: login,
    _type: 'user',
    createdBy,
    createdAt,
    ...(updatedAt === null || updatedAt === undefined ? {} : { updatedBy, updatedAt }),
    login,
    name,
    roles: rolesOf(profiles.get(String(held?.profile ?? values.profile))?.permissions ?? []),
    organisation: held?.organisation ?? within,
    hasKey: values.hasKey === true,
    status: values.locked === true ? 'Locked' : 'Ok',
  };
}

/** The roles that permissions amount to. */
function rolesOf(permissions: readonly string[]): string[] {
  const holds = (name: string) => permissions.some((one) => one === name || one.startsWith(`${name}/`));
  if (holds('manageUser') || holds('manageOrganisation')) return ['admin', 'write', 'read', 'alert'];
  const alert = holds('manageAlert') ? ['alert'] : [];
  return permissions.length > 0 ? ['write', 'read', ...alert] : ['read'];
}

/** The profile that roles mean in an organisation. */
export function profileOf(roles: readonly string[], organisation: string): string {
  if (roles.includes('admin')) return organisation === adminOrganisation ? 'admin' : 'org-admin';
  return roles.includes('write') ? 'analyst' : 'read-only';
}
