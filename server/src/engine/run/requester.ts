/** Who asked for a run, as an actor: with the permissions its profile has now, not those it had when it asked. */
import type { WorkKind } from '../../commands/run/job-queue.ts';
import type { Actor } from '../../model/actor.ts';
import { isPermission } from '../../model/permission.ts';
import { entities } from '../../model/registry.ts';
import type { Database } from '../../storage/database.ts';

/** Who asked for a run, and where it stands. */
export interface Requester {
  /** Owner of the case or alert that the run belongs to, or of the run itself: it sees the run whatever is shared. */
  readonly owner: { readonly id: string; readonly name: string };
  /** Undefined when the account is locked, gone, or no longer in the organisation. */
  readonly actor: Actor | undefined;
}

/** Finds who asked for a run (digits of its id); undefined when the run is gone. */
export async function requesterOf(
  database: Database,
  kind: WorkKind,
  id: string,
): Promise<Requester | undefined> {
  const { table } = entities[kind].layout;
  const asking = kind === 'directRun' ? 'organisation_id' : 'asking_organisation_id';
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: `requester_of_${table}`,
      sql: `select o.id as organisation_id, o.name as organisation, owner.id as owner_id, owner.name as owner, u.id as user_id, u.login, u.name, p.permissions from skep.${table} r
        join skep.organisation o on o.id = r.${asking}
        join skep.organisation owner on owner.id = r.organisation_id
        left join skep.user_account u on u.login = r.created_by and not u.locked
        left join skep.membership m on m.user_id = u.id and m.organisation_id = o.id
        left join skep.profile p on p.id = m.profile_id
        where r.id = $1 and r.deleted_at is null`,
      parameters: [id],
    },
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const organisation = { id: String(row.organisation_id), name: String(row.organisation) };
  const owner = { id: String(row.owner_id), name: String(row.owner) };
  if (!Array.isArray(row.permissions)) return { owner, actor: undefined };
  const permissions = new Set(row.permissions.map(String).filter(isPermission));
  const actor = {
    userId: String(row.user_id),
    login: String(row.login),
    name: String(row.name),
    organisation,
    permissions,
    person: false,
  };
  return { owner, actor };
}
