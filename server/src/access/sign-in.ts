/** Signing in with a login and a password, which opens a session. */
import { CodedError } from '../model/errors.ts';
import { normaliseLogin } from '../model/login.ts';
import type { Database } from '../storage/database.ts';
import { findByLogin } from './accounts.ts';
import { type Authenticated, authenticatedAs } from './authenticated.ts';
import type { PasswordCheck } from './password-check.ts';
import { readPassword } from './password-text.ts';
import type { Sessions, SessionTokens } from './sessions.ts';
import { type Account, isBarred, requirePlace, wantedOrganisation } from './standing.ts';

/** What somebody types, unchecked. */
export interface SignInInput {
  readonly login: unknown;
  readonly password: unknown;
  /** Name or `~id`; the default one, or one that is not locked, when missing. */
  readonly organisation?: string | undefined;
  /** Code of a second factor. */
  readonly code?: string | undefined;
  /** In which browser, for the list of sessions. */
  readonly agent?: string | undefined;
}

/** A session that was just opened. The tokens go to the browser and are known nowhere else. */
export interface SignedIn extends SessionTokens {
  readonly authenticated: Authenticated;
}

/** What signing in needs. */
export interface SignInDependencies {
  readonly database: Database;
  readonly passwordCheck: PasswordCheck;
  readonly sessions: Sessions;
}

/**
 * Signs in. Throws `authenticationFailed` alike for unknown logins and wrong passwords, `tooManyAttempts`, and only to whom
 * knows the password `accountLocked`, `notAllowed` (accounts that cannot have sessions) or `organisationNotAllowed`.
 */
export async function signIn(dependencies: SignInDependencies, input: SignInInput): Promise<SignedIn> {
  const { database, passwordCheck, sessions } = dependencies;
  const login = normaliseLogin(input.login);
  const password = readPassword(input.password);
  if (login === undefined || password === undefined) throw new CodedError('authenticationFailed');
  const wanted = wantedOrganisation(input.organisation);
  const account = await findByLogin(database, login, wanted, 'open');
  const found = await passwordCheck.check({ login, account, password, code: input.code });
  requirePerson(found.account);
  const place = requirePlace(found);
  const opened = await database.transaction({ role: 'worker' }, async (transaction) =>
    sessions.open(transaction, {
      userId: found.account.userId,
      organisationId: place.organisation.id,
      agent: input.agent,
    }),
  );
  const { ends, ...tokens } = opened;
  return { ...tokens, authenticated: authenticatedAs(found.account, place, { method: 'session', ends }) };
}

/** Throws for accounts that are shut out, and for services, which use keys. */
export function requirePerson(account: Account): void {
  if (isBarred(account)) throw new CodedError('accountLocked');
  if (account.type !== 'Normal')
    throw new CodedError('notAllowed', { reason: 'Service accounts sign in with an API key only' });
}
