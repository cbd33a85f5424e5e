/**
 * The two roles the server signs in with. They are made and given their passwords by the owner where it may; where it may not,
 * the refusal says exactly what an administrator has to run.
 */
import {
  appRole,
  asRole,
  type ConnectionOptions,
  type RolePassword,
  type ServerRole,
  workerRole,
} from './connection-options.ts';
import { withClient } from './connection-pool.ts';
import { PolicyRefused, SignInRefused } from './errors.ts';
import { MigrationRefused } from './migration-refused.ts';
import type { OwnerSession } from './owner-session.ts';
import { scramVerifier } from './scram.ts';

/** Both roles. */
export const serverRoles: readonly ServerRole[] = [appRole, workerRole];

/** Makes the roles that are missing, and refuses roles that row policies would not bind. */
export async function ensureRoles(session: OwnerSession, password: RolePassword): Promise<void> {
  const rows = await session.query(
    `select rolname as name, rolsuper or rolbypassrls or pg_has_role(rolname, current_user, 'member') as powerful
      from pg_roles where rolname in (${serverRoles.map((role) => session.quoteText(role)).join(', ')})`,
  );
  const powerful = rows.find((row) => row.powerful === true);
  if (powerful !== undefined) throw tooPowerful(String(powerful.name));
  const present = new Set(rows.map((row) => row.name));
  for (const role of serverRoles) {
    if (!present.has(role)) await createRole(session, role, password(role));
  }
}

/** Sets the passwords of roles that do not take the derived one, and proves that each can sign in afterwards. */
export async function ensurePasswords(
  session: OwnerSession,
  owner: ConnectionOptions,
  password: RolePassword,
): Promise<void> {
  for (const role of serverRoles) {
    const connection = asRole(owner, role, password);
    if (await canSignIn(connection)) continue;
    await setPassword(session, role, password(role));
    if (!(await canSignIn(connection))) throw stillRefused(role);
  }
}

async function createRole(session: OwnerSession, role: ServerRole, password: string): Promise<void> {
  const sql = `create role ${role} login password ${session.quoteText(scramVerifier(password))}`;
  try {
    await session.query(sql);
  } catch (error) {
    if (error instanceof PolicyRefused)
      throw askAdministrator('roleMissing', `the role ${role} is missing`, sql);
    throw error;
  }
}

async function setPassword(session: OwnerSession, role: ServerRole, password: string): Promise<void> {
  const sql = `alter role ${role} login password ${session.quoteText(scramVerifier(password))}`;
  try {
    await session.query(sql);
  } catch (error) {
    if (!(error instanceof PolicyRefused)) throw error;
    throw askAdministrator(
      'rolePassword',
      `the role ${role} does not take the password of this instance`,
      sql,
    );
  }
}

async function canSignIn(connection: ConnectionOptions): Promise<boolean> {
  try {
    await withClient(connection, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if (error instanceof SignInRefused) return false;
    throw error;
  }
}

function askAdministrator(code: 'roleMissing' | 'rolePassword', what: string, sql: string): MigrationRefused {
  return new MigrationRefused(
    code,
    `In the database, ${what}, and the owner may not change that. An administrator has to run, once:\n  ${sql};\n(the text after "password" is a verifier, from which the password cannot be had)`,
  );
}

function tooPowerful(role: string): MigrationRefused {
  return new MigrationRefused(
    'roleTooPowerful',
    `The role ${role} would not be bound by row policies. An administrator has to run: alter role ${role} nosuperuser nobypassrls; and must not make it a member of the owner`,
  );
}

function stillRefused(role: string): MigrationRefused {
  return new MigrationRefused(
    'rolePassword',
    `The role ${role} cannot sign in with its password. Check that pg_hba.conf lets ${serverRoles.join(' and ')} in from here with scram-sha-256.`,
  );
}
