/** Checks that somebody can hold an object: a member of an organisation that sees it, with a profile that may work on it. */
import { CodedError } from '../../model/errors.ts';
import type { Permission } from '../../model/permission.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { Placement } from '../frame/row.ts';

/**
 * Throws unless the login given in the values (if any) can hold something placed so. Members of an organisation that a case is
 * shared with need the permission in the profile of its share as well, and a case that is kept to some people is held by one of them.
 */
export async function requireAssignable(
  { write, actor }: CommandContext,
  values: RowValues,
  placement: Placement | undefined,
  permission: Permission,
): Promise<void> {
  const login = values.assignee;
  if (typeof login !== 'string' || login === actor.login) return;
  const organisations = placement?.organisationIds ?? [actor.organisation.id];
  const { rows } = await write.run({
    name: 'assignable_user',
    sql: `select true from skep.user_account u join skep.membership m on m.user_id = u.id join skep.profile p on p.id = m.profile_id
      where u.login = $1 and not u.locked and ($6::text[] is null or u.login = any($6::text[])) and m.organisation_id = any($2::bigint[]) and $3 = any(p.permissions)
      and (m.organisation_id = $4 or exists (select from skep.share s join skep.profile cap on cap.id = s.profile_id
        where s.root_id = $5 and s.entity_id = $5 and s.organisation_id = m.organisation_id and $3 = any(cap.permissions))) limit 1`,
    parameters: [
      login,
      organisations,
      permission,
      organisations[0],
      placement?.rootId ?? null,
      placement?.restrictedTo ?? null,
    ],
  });
  if (rows.length > 0) return;
  throw new CodedError('invalidFields', {}, [
    {
      kind: 'invalid',
      name: 'assignee',
      accepted: `login of a user who may work on it (${permission})`,
      given: login,
    },
  ]);
}
