/** The permission a command declares, and its check against what the actor's profile (and key) holds. */
import type { Actor } from '../../model/actor.ts';
import { CodedError } from '../../model/errors.ts';
import type { Permission } from '../../model/permission.ts';
import type { Row } from './row.ts';

/** One permission, any one of several, or `authenticated` for every signed-in user. */
export type NeededPermission = Permission | readonly Permission[] | 'authenticated';

/** Throws `permissionMissing` unless the actor holds the permission, or one of several. */
export function requirePermission(needed: NeededPermission, actor: Actor): void {
  const accepted = permissionsOf(needed);
  if (accepted.length === 0 || accepted.some((permission) => actor.permissions.has(permission))) return;
  throw new CodedError('permissionMissing', { permission: accepted.join(' or ') });
}

/** A share caps the profile: what the share through which a row is seen does not hold is refused although the profile would allow it. */
export function requireShare(row: Row, needed: readonly Permission[]): void {
  const held = row.columns.share_permissions;
  if (!Array.isArray(held) || needed.length === 0) return;
  if (needed.some((permission) => held.includes(permission))) return;
  throw new CodedError('permissionMissing', { permission: needed.join(' or ') });
}

/** Throws `permissionMissing` unless both the actor and the share through which the row is seen hold the permission. */
export function requirePermissionOn(row: Row, permission: Permission, actor: Actor): void {
  requirePermission(permission, actor);
  requireShare(row, [permission]);
}

/** The permissions of which one is needed; none for every signed-in user. */
export function permissionsOf(needed: NeededPermission): readonly Permission[] {
  if (needed === 'authenticated') return [];
  return typeof needed === 'string' ? [needed] : needed;
}
