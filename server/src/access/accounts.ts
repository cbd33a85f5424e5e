/** Finds accounts by login, with what checking a password needs. */
import type { Database } from '../storage/database.ts';
import type { Statement } from '../storage/statement.ts';
import type { PasswordOwner } from './password-policy.ts';
import {
  accountColumns,
  type Choice,
  type Standing,
  standingOf,
  standingSql,
  type WantedOrganisation,
} from './standing.ts';
import { optionalNumberOf, optionalTextOf, type StoredRow, textOf, textsOf } from './stored-values.ts';

/** An account with its local password. */
export interface FoundAccount extends Standing {
  readonly passwordHash: string | undefined;
  /** Until when attempts are refused, in milliseconds since the epoch. */
  readonly lockedUntil: number | undefined;
}

/** A membership of a user. */
export interface Membership {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly organisationLocked: boolean;
  readonly profile: string;
  readonly permissions: readonly string[];
  /** The organisation of requests that name none. */
  readonly isDefault: boolean;
}

/** The account of a login in its stored form. One statement. */
export async function findByLogin(
  database: Database,
  login: string,
  wanted: WantedOrganisation,
  choice: Choice,
): Promise<FoundAccount | undefined> {
  const { rows } = await database.read(
    { role: 'worker' },
    { name: `access_login_${choice}`, sql: byLogin[choice], parameters: [...wanted, login] },
  );
  const row = rows[0];
  return row === undefined ? undefined : foundAccount(row);
}

/** The account of a user. Undefined when there is none. */
export async function findById(
  database: Database,
  userId: string,
): Promise<(FoundAccount & { readonly owner: PasswordOwner }) | undefined> {
  const { rows } = await database.read({ role: 'worker' }, { sql: byId, parameters: [null, null, userId] });
  const row = rows[0];
  if (row === undefined) return undefined;
  const owner = {
    login: textOf(row, 'login'),
    name: textOf(row, 'name'),
    email: optionalTextOf(row, 'email'),
  };
  return { ...foundAccount(row), owner };
}

/** Memberships of a user, by name of the organisation. */
export async function membershipsOf(database: Database, userId: string): Promise<readonly Membership[]> {
  const { rows } = await database.read({ role: 'worker' }, membershipsStatement(userId));
  return rows.map((row) => ({
    organisation: { id: textOf(row, 'id'), name: textOf(row, 'name') },
    organisationLocked: row.locked === true,
    profile: textOf(row, 'profile'),
    permissions: textsOf(row, 'permissions') ?? [],
    isDefault: row.is_default === true,
  }));
}

const source = `select ${accountColumns} u.email, null::bigint as bound_organisation_id, c.password_hash, c.locked_until
  from skep.user_account u left join skep.credential c on c.user_id = u.id`;

const byLogin: Readonly<Record<Choice, string>> = {
  fixed: standingSql(`${source} where u.login = $3`, 'fixed'),
  open: standingSql(`${source} where u.login = $3`, 'open'),
};

const byId = standingSql(`${source} where u.id = $3`, 'fixed');

function foundAccount(row: StoredRow): FoundAccount {
  return {
    ...standingOf(row),
    passwordHash: optionalTextOf(row, 'password_hash'),
    lockedUntil: optionalNumberOf(row, 'locked_until'),
  };
}

function membershipsStatement(userId: string): Statement {
  return {
    name: 'access_memberships',
    sql: `select o.id, o.name, o.locked, p.name as profile, p.permissions,
        o.id = coalesce(
          (select d.organisation_id from skep.membership d where d.user_id = u.id and d.organisation_id = u.default_organisation_id),
          (select min(f.organisation_id) from skep.membership f where f.user_id = u.id)) as is_default
      from skep.user_account u
      join skep.membership m on m.user_id = u.id
      join skep.organisation o on o.id = m.organisation_id
      join skep.profile p on p.id = m.profile_id
      where u.id = $1 order by o.name`,
    parameters: [userId],
  };
}
