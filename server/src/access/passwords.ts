/** Sets and changes local passwords. A new password ends the sessions that were opened with the old one. */
import { CodedError, notFound } from '../model/errors.ts';
import type { Database } from '../storage/database.ts';
import type { Statement } from '../storage/statement.ts';
import { findById } from './accounts.ts';
import type { Alongside } from './api-keys.ts';
import type { LockOut } from './lock-out.ts';
import type { PasswordHasher } from './password-hash.ts';
import { type PasswordOwner, type PasswordPolicy, passwordRefused } from './password-policy.ts';
import { readPassword } from './password-text.ts';
import { endAllStatement } from './sessions.ts';

/** A password that was accepted and hashed: what is left to do for the account, in the transaction that makes it. */
export interface PreparedPassword {
  statementsFor(userId: string): readonly Statement[];
}

/** A change of one's own password. */
export interface PasswordChange {
  readonly userId: string;
  readonly current: unknown;
  readonly next: unknown;
  /** Token of the session that asks; it goes on. */
  readonly sessionToken?: string | undefined;
}

/** Sets passwords. Who may do so is for the caller to check. */
export interface Passwords {
  /** Checks and hashes the password of an account that is about to be made. Throws `passwordRefused`. */
  prepare(owner: PasswordOwner, password: unknown): Promise<PreparedPassword>;
  /** Sets the password of an account. Throws `passwordRefused`, or `notFound` for an unknown user. */
  set(userId: string, password: unknown, alongside: Alongside): Promise<void>;
  /**
   * Sets a password that an operator has chosen in the settings: taken as given, even where the policy would refuse it. Gives
   * the reasons for which it would; nothing when it is fine. Throws `passwordRefused` for what is no password at all.
   */
  preset(userId: string, password: unknown): Promise<string | undefined>;
  /** Throws `authenticationFailed` for a wrong current password, `tooManyAttempts`, or `passwordRefused`. */
  change(change: PasswordChange, alongside: Alongside): Promise<void>;
}

/** What setting passwords needs. */
export interface PasswordDependencies {
  readonly database: Database;
  readonly hasher: PasswordHasher;
  readonly policy: PasswordPolicy;
  readonly lockOut: LockOut;
  readonly clock: () => number;
}

/** Local passwords over the database. */
export function createPasswords(dependencies: PasswordDependencies): Passwords {
  const { database, hasher, policy, clock } = dependencies;

  const store = (userId: string, password: string, exceptToken: string | undefined, alongside: Alongside) =>
    hasher.hash(password).then((passwordHash) =>
      database.transaction({ role: 'worker' }, async (transaction) => {
        for (const statement of storeStatements(userId, passwordHash, clock())) transaction.queue(statement);
        transaction.queue(endAllStatement(userId, exceptToken));
        await alongside(transaction);
      }),
    );

  return {
    async prepare(owner, given) {
      const passwordHash = await hasher.hash(await policy.accept(given, owner));
      return { statementsFor: (userId) => storeStatements(userId, passwordHash, clock()) };
    },
    async set(userId, given, alongside) {
      const { owner } = (await findById(database, userId)) ?? missing();
      await store(userId, await policy.accept(given, owner), undefined, alongside);
    },
    async preset(userId, given) {
      const { owner } = (await findById(database, userId)) ?? missing();
      const password = readPassword(given);
      if (password === undefined) throw passwordRefused([{ code: 'unreadable' }]);
      await store(userId, password, undefined, () => Promise.resolve());
      return policy.accept(given, owner).then(
        () => undefined,
        (error: unknown) => (error instanceof CodedError ? error.message : String(error)),
      );
    },
    async change({ userId, current, next, sessionToken }, alongside) {
      const { owner, passwordHash } = (await findById(database, userId)) ?? missing();
      await requireCurrent(dependencies, { userId, login: owner.login, passwordHash }, current);
      const password = await policy.accept(next, owner);
      if (password === readPassword(current)) throw passwordRefused([{ code: 'unchanged' }]);
      await store(userId, password, sessionToken, alongside);
    },
  };
}

/** Guessing the current password is limited like guessing it at sign-in. */
async function requireCurrent(
  { hasher, lockOut }: PasswordDependencies,
  account: { readonly userId: string; readonly login: string; readonly passwordHash: string | undefined },
  current: unknown,
): Promise<void> {
  const password = readPassword(current);
  if (password === undefined || account.passwordHash === undefined)
    throw new CodedError('authenticationFailed');
  await lockOut.count(account);
  if (!(await hasher.verify(account.passwordHash, password))) throw new CodedError('authenticationFailed');
  await lockOut.forget(account.userId);
}

function storeStatements(userId: string, passwordHash: string, now: number): readonly Statement[] {
  return [
    {
      sql: `insert into skep.credential (user_id, password_hash, password_changed_at) values ($1, $2, $3)
        on conflict (user_id) do update set password_hash = excluded.password_hash,
          password_changed_at = excluded.password_changed_at, failed_attempts = 0, last_failed_at = null, locked_until = null`,
      parameters: [userId, passwordHash, new Date(now)],
    },
    { sql: 'update skep.user_account set has_password = true where id = $1', parameters: [userId] },
  ];
}

function missing(): never {
  throw notFound('User');
}
