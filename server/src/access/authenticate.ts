/** From the credentials of a request to its actor: session first, then key or password of the Authorization header. */
import type { JoinedReads } from '../lib/joined-reads.ts';
import { CodedError } from '../model/errors.ts';
import { normaliseLogin } from '../model/login.ts';
import type { Database } from '../storage/database.ts';
import type { SecretBox } from '../storage/secret-box.ts';
import type { Rows, Statement } from '../storage/statement.ts';
import { findByLogin } from './accounts.ts';
import { type Authenticated, authenticatedAs } from './authenticated.ts';
import { readAuthorization } from './authorization-header.ts';
import type { PasswordCheck } from './password-check.ts';
import { readPassword } from './password-text.ts';
import type { RecentUse } from './recent-use.ts';
import type { Sessions } from './sessions.ts';
import { requirePerson } from './sign-in.ts';
import {
  accountColumns,
  isBarred,
  requirePlace,
  standingOf,
  standingSql,
  type WantedOrganisation,
  wantedOrganisation,
} from './standing.ts';
import { optionalNumberOf, optionalTextOf, type StoredRow, textOf, textsOf } from './stored-values.ts';
import { isPossibleToken } from './tokens.ts';

/** What a request says about who it comes from. */
export interface RequestCredentials {
  /** Value of the Authorization header. */
  readonly authorization?: string | undefined;
  /** Token of the session cookie. */
  readonly sessionToken?: string | undefined;
  /** Second token of the session, from a header that only our own pages can set. */
  readonly csrfToken?: string | undefined;
  /** HTTP method: all but GET, HEAD and OPTIONS change something. */
  readonly method: string;
  /** Name or `~id` of the organisation to work in. */
  readonly organisation?: string | undefined;
  /** True: only asks whether the credentials still hold; a session does not stay alive by it. */
  readonly passive?: boolean;
}

/** What authenticating needs. */
export interface AuthenticateDependencies {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly clock: () => number;
  readonly sessions: Sessions;
  readonly passwordCheck: PasswordCheck;
  readonly recentUse: RecentUse;
  /** Programs send many requests at once with the same key: it is looked up once for those that wait. */
  readonly keyReads: JoinedReads<Rows>;
}

/** Methods that change nothing. */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The time of use of a key is written at most this often. */
const noteEveryMs = 60_000;

/**
 * Finds out who a request comes from. Undefined when it carries no credentials, or only those of a session that has ended.
 * Throws `authenticationFailed` for a wrong key or password, `csrfTokenMissing` for a change by a session without its second
 * token, `organisationNotAllowed`, `tooManyAttempts`, `accountLocked` or `notAllowed`.
 */
export async function authenticate(
  dependencies: AuthenticateDependencies,
  request: RequestCredentials,
): Promise<Authenticated | undefined> {
  if (request.sessionToken === undefined && request.authorization === undefined) return undefined;
  const wanted = wantedOrganisation(request.organisation);
  const session = await dependencies.sessions.find(
    request.sessionToken,
    request.csrfToken,
    wanted,
    request.passive,
  );
  const proven = session !== undefined && (session.csrfTokenFits || safeMethods.has(request.method));
  if (proven) {
    return authenticatedAs(session.account, requirePlace(session), { method: 'session', ends: session.ends });
  }
  if (request.authorization !== undefined) return byHeader(dependencies, request.authorization, wanted);
  if (session !== undefined) throw new CodedError('csrfTokenMissing');
  return undefined;
}

async function byHeader(
  dependencies: AuthenticateDependencies,
  header: string,
  wanted: WantedOrganisation,
): Promise<Authenticated> {
  const credentials = readAuthorization(header);
  if (credentials.kind === 'key') return byKey(dependencies, credentials.key, wanted);
  if (credentials.kind === 'password') return byPassword(dependencies, credentials, wanted);
  throw new CodedError('authenticationFailed');
}

async function byPassword(
  { database, passwordCheck }: AuthenticateDependencies,
  given: { readonly login: string; readonly password: string },
  wanted: WantedOrganisation,
): Promise<Authenticated> {
  const login = normaliseLogin(given.login);
  const password = readPassword(given.password);
  if (login === undefined || password === undefined) throw new CodedError('authenticationFailed');
  const account = await findByLogin(database, login, wanted, 'fixed');
  const found = await passwordCheck.checkRepeated({ login, account, password, code: undefined });
  requirePerson(found.account);
  return authenticatedAs(found.account, requirePlace(found), { method: 'password' });
}

async function byKey(
  { database, secrets, clock, recentUse, keyReads }: AuthenticateDependencies,
  key: string,
  wanted: WantedOrganisation,
): Promise<Authenticated> {
  if (!isPossibleToken(key)) throw new CodedError('authenticationFailed');
  const now = clock();
  const hashes = secrets.lookupHashes(key);
  const { rows } = await keyReads(JSON.stringify([wanted, hashes.map((hash) => hash.toString('hex'))]), () =>
    database.read(
      { role: 'worker' },
      { name: 'access_key', sql: keySql, parameters: [...wanted, hashes, new Date(now)] },
    ),
  );
  const row = rows[0];
  const standing = row && standingOf(row);
  if (row === undefined || standing === undefined || isBarred(standing.account))
    throw new CodedError('authenticationFailed');
  const place = requirePlace(standing);
  requireBound(row, place.organisation.id);
  const id = textOf(row, 'key_id');
  if (now - (optionalNumberOf(row, 'last_used_at') ?? 0) >= noteEveryMs)
    recentUse.note(`key ${id}`, usedStatement(id, now));
  return authenticatedAs(standing.account, place, {
    method: 'key',
    key: { id, name: optionalTextOf(row, 'key_name') },
    scope: textsOf(row, 'key_permissions'),
  });
}

/** A key for one organisation opens no other. */
function requireBound(row: StoredRow, organisationId: string): void {
  const bound = optionalTextOf(row, 'bound_organisation_id');
  if (bound !== undefined && bound !== organisationId) throw new CodedError('organisationNotAllowed');
}

/** $3 keyed hashes of the key, under the instance key and those before it, $4 now. */
const keySql = standingSql(
  `select ${accountColumns} k.organisation_id as bound_organisation_id, k.id as key_id, k.name as key_name,
      k.permissions as key_permissions, k.last_used_at
    from skep.api_key k join skep.user_account u on u.id = k.user_id
    where k.key_hash = any($3::bytea[]) and (k.expires_at is null or k.expires_at > $4)`,
  'fixed',
);

function usedStatement(keyId: string, now: number): Statement {
  return {
    name: 'access_key_used',
    sql: 'update skep.api_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)',
    parameters: [keyId, new Date(now)],
  };
}
