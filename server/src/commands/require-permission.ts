/** The permission a command declares, and its check against what the actor's profile (and key) holds. */
import type { Actor } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import type { Permission } from '../model/permission.ts';

/** One permission, any one of several, or `authenticated` for every signed-in user. */
export type NeededPermission = Permission | readonly Permission[] | 'authenticated';

/** Throws `permissionMissing` unless the actor holds the permission, or one of several. */
export function requirePermission(needed: NeededPermission, actor: Actor): void {
  const accepted = permissionsOf(needed);
  if (accepted.length === 0 || accepted.some((permission) => actor.permissions.has(permission))) return;
  throw new CodedError('permissionMissing', { permission: accepted.join(' or ') });
}

/** The permissions of which one is needed; none for every signed-in user. */
export function permissionsOf(needed: NeededPermission): readonly Permission[] {
  if (needed === 'authenticated') return [];
  return typeof needed === 'string' ? [needed] : needed;
}
