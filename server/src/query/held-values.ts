/** Values that are read with every object of an entity beside its fields: what a share or a profile allows. */
import type { Entity } from '../model/entity.ts';
import type { RawRow } from './compiled.ts';
import type { CompileContext } from './context.ts';
import type { PathBase } from './path/field-path.ts';
import { columnRef, type Sql, sql } from './sql.ts';
import { organisationId } from './visibility.ts';

/** Key in the values of a shared root: permissions of the profile through which the caller's organisation has it. */
const sharePermissionsKey = 'sharePermissions';
/** Key in the values of a user: permissions of its profile in the caller's organisation. */
const memberPermissionsKey = 'permissions';

/** Select items of the held values of an entity. */
export function heldSelection(context: CompileContext, { entity, alias }: PathBase): Sql[] {
  if (isSharedRoot(entity)) return [sql`${sharePermissions(context, alias)} as share_permissions`];
  if (entity.visibility === 'member')
    return [sql`${memberPermissions(context, alias)} as member_permissions`];
  return [];
}

/** The held values in a row, by their keys; an empty list while nothing allows anything. */
export function decodeHeld(entity: Entity, row: RawRow): Readonly<Record<string, unknown>> {
  if (isSharedRoot(entity)) return { [sharePermissionsKey]: row.share_permissions ?? [] };
  if (entity.visibility === 'member') return { [memberPermissionsKey]: row.member_permissions ?? [] };
  return {};
}

/**
 * Permissions of the profile of the share through which the caller's organisation sees a row: its own share, or that of the
 * case above it. Null when it needs no share.
 */
export function sharePermissions(context: CompileContext, alias: string): Sql {
  const share = context.alias();
  const profile = context.alias();
  const column = (name: string): Sql => columnRef(share, name);
  const through = sql`${column('entity_id')} in (${columnRef(alias, 'visible_through')}, ${columnRef(alias, 'root_id')})`;
  return sql`(select ${columnRef(profile, 'permissions')} from skep.share as ${sql.id(share)} join skep.profile as ${sql.id(profile)} on ${columnRef(profile, 'id')} = ${column('profile_id')} where ${column('root_id')} = ${columnRef(alias, 'root_id')} and ${through} and ${column('organisation_id')} = ${organisationId(context)} order by ${column('entity_id')} = ${columnRef(alias, 'visible_through')} desc limit 1)`;
}

function memberPermissions(context: CompileContext, alias: string): Sql {
  const member = context.alias();
  const profile = context.alias();
  return sql`(select ${columnRef(profile, 'permissions')} from skep.membership as ${sql.id(member)} join skep.profile as ${sql.id(profile)} on ${columnRef(profile, 'id')} = ${columnRef(member, 'profile_id')} where ${columnRef(member, 'user_id')} = ${columnRef(alias, 'id')} and ${columnRef(member, 'organisation_id')} = ${organisationId(context)})`;
}

function isSharedRoot({ visibility, layout }: Entity): boolean {
  return visibility === 'shared' && layout.root === 'self';
}
