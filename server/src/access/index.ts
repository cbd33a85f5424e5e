/**
 * The public door of access: who a request comes from, signing in and out, passwords, API keys and the link of the first
 * start. What may be done with an account is checked by the caller; what is written for others, such as the audit, the caller
 * writes alongside, in the same transaction.
 */
import type { Config } from '../config/schema.ts';
import { createJoinedReads } from '../lib/joined-reads.ts';
import type { Database } from '../storage/database.ts';
import type { SecretBox } from '../storage/secret-box.ts';
import { type Membership, membershipsOf } from './accounts.ts';
import { type Alongside, type ApiKeys, createApiKeys } from './api-keys.ts';
import { type AuthenticateDependencies, authenticate, type RequestCredentials } from './authenticate.ts';
import type { Authenticated } from './authenticated.ts';
import { createLockOut, type LockOutState, removeStaleStatement } from './lock-out.ts';
import { createPasswordCheck } from './password-check.ts';
import type { PasswordHasher } from './password-hash.ts';
import { createPasswordPolicy, type PasswordRules } from './password-policy.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { type AuthProvider, createLocalProvider, type SecondFactor } from './providers.ts';
import { createRecentUse } from './recent-use.ts';
import { endSession, listSessions, type SessionDescription } from './session-list.ts';
import { createSessions, removeEndedStatement } from './sessions.ts';
import { createSetupLinks, type SetupLinks } from './setup-link.ts';
import { type SignedIn, type SignInInput, signIn } from './sign-in.ts';

export type { Membership } from './accounts.ts';
export type { Alongside, ApiKeys, KeyDescription, NewKey } from './api-keys.ts';
export type { RequestCredentials } from './authenticate.ts';
export type { Authenticated } from './authenticated.ts';
export type { LockOutState } from './lock-out.ts';
export { createPasswordHasher, type HashingLimits, type PasswordHasher } from './password-hash.ts';
export type { PasswordFault, PasswordOwner, PasswordRules } from './password-policy.ts';
export type { PasswordChange, Passwords, PreparedPassword } from './passwords.ts';
export type { AuthProvider, PasswordAttempt, ProvidedAccount, SecondFactor } from './providers.ts';
export type { SessionDescription } from './session-list.ts';
export type { SessionEnds, SessionTokens } from './sessions.ts';
export type { SetupLinks } from './setup-link.ts';
export type { SignedIn, SignInInput } from './sign-in.ts';

/** What access works with. */
export interface AccessDependencies {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly settings: Config['access'];
  readonly hasher: PasswordHasher;
  /** Ids for new objects, drawn from the sequence of the instance. */
  readonly takeIds: (count: number) => Promise<readonly string[]>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Takes failures of work that no request waits for. */
  readonly report: (error: unknown) => void;
  /** Providers asked after the local accounts. */
  readonly providers?: readonly AuthProvider[];
  readonly secondFactor?: SecondFactor;
}

/** Everything the edge asks of access. */
export interface Access {
  /** See `authenticate`: undefined without credentials, coded errors for wrong ones. */
  authenticate(request: RequestCredentials): Promise<Authenticated | undefined>;
  /** Opens a session; see `signIn` for the errors. */
  signIn(input: SignInInput): Promise<SignedIn>;
  /** Ends the session of a token; nothing happens when there is none. */
  signOut(sessionToken: string | undefined): Promise<void>;
  /** Ends all sessions of a user, except that of a token if given. */
  signOutEverywhere(userId: string, exceptToken?: string, alongside?: Alongside): Promise<void>;
  /** The sessions of a user that hold; `currentToken` marks the one that asks. */
  sessions(userId: string, currentToken: string | undefined): Promise<readonly SessionDescription[]>;
  /** Ends one session of a user by its public id; gives whether there was one. */
  endSession(userId: string, id: string): Promise<boolean>;
  readonly passwords: Passwords;
  readonly passwordRules: PasswordRules;
  readonly keys: ApiKeys;
  readonly setupLinks: SetupLinks;
  memberships(userId: string): Promise<readonly Membership[]>;
  /** Failed attempts of an account. */
  lockOut(userId: string): Promise<LockOutState>;
  /** Lets an account try again at once. */
  unlock(userId: string): Promise<void>;
  /** Removes ended sessions and old counters; to be called from time to time. */
  removeExpired(): Promise<void>;
  /** Resolves when everything that runs in the background is done. */
  settled(): Promise<void>;
}

/** Puts access together. */
export function createAccess(dependencies: AccessDependencies): Access {
  const { database, settings, hasher, clock, report, secondFactor } = dependencies;
  const recentUse = createRecentUse(database, report);
  const lockOut = createLockOut(dependencies);
  const providers = [createLocalProvider(hasher), ...(dependencies.providers ?? [])];
  const passwordCheck = createPasswordCheck({ providers, secondFactor, lockOut, clock });
  const policy = createPasswordPolicy(settings);
  const sessions = createSessions({ database, settings, clock, recentUse });
  const inner: AuthenticateDependencies = {
    ...dependencies,
    sessions,
    passwordCheck,
    recentUse,
    keyReads: createJoinedReads(),
  };
  return {
    authenticate: (request) => authenticate(inner, request),
    signIn: (input) => signIn(inner, input),
    signOut: sessions.end,
    signOutEverywhere: sessions.endAll,
    sessions: (userId, currentToken) =>
      listSessions(database, {
        userId,
        currentToken,
        now: clock(),
        idleMs: settings.sessionIdleMinutes * 60_000,
      }),
    endSession: (userId, id) => endSession(database, userId, id),
    passwords: createPasswords({ database, hasher, policy, lockOut, clock }),
    passwordRules: policy.rules,
    keys: createApiKeys(dependencies),
    setupLinks: createSetupLinks(database, clock),
    memberships: (userId) => membershipsOf(database, userId),
    lockOut: lockOut.state,
    unlock: lockOut.forget,
    async removeExpired() {
      await database.transaction({ role: 'worker' }, async (transaction) => {
        transaction.queue(removeEndedStatement(clock(), settings));
        await transaction.run(removeStaleStatement(clock(), settings));
      });
    },
    settled: recentUse.settled,
  };
}
