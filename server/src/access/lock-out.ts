/**
 * Limits attempts to sign in. They are counted in the database before the password is checked: neither many at once nor a
 * restart gives more of them. Logins that do not exist are counted alike, under a keyed hash, because people type passwords
 * into that field too.
 */
import type { Config } from '../config/schema.ts';
import { CodedError } from '../model/errors.ts';
import type { Database } from '../storage/database.ts';
import type { SecretBox } from '../storage/secret-box.ts';
import type { Statement } from '../storage/statement.ts';
import { numberOf, optionalNumberOf } from './stored-values.ts';

/** Whose attempts are counted. */
export interface AttemptedLogin {
  readonly login: string;
  /** Missing when there is no such login. */
  readonly userId: string | undefined;
}

/** How an account stands, for those who manage it. */
export interface LockOutState {
  readonly failedAttempts: number;
  /** Milliseconds since the epoch. */
  readonly lastFailedAt: number | undefined;
  readonly lockedUntil: number | undefined;
}

/** Counts attempts. */
export interface LockOut {
  /** Counts one attempt, to be taken back by `forget` when it succeeds. Throws `tooManyAttempts`. */
  count(attempted: AttemptedLogin): Promise<void>;
  /** Whether a login is refused now, given until when it is. */
  isRefused(lockedUntil: number | undefined): boolean;
  /** Starts counting anew. */
  forget(userId: string): Promise<void>;
  state(userId: string): Promise<LockOutState>;
}

/** What counting needs. */
export interface LockOutDependencies {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly settings: Config['access'];
  readonly clock: () => number;
}

/** A counter over the database. */
export function createLockOut({ database, secrets, settings, clock }: LockOutDependencies): LockOut {
  return {
    isRefused: (lockedUntil) => lockedUntil !== undefined && lockedUntil > clock(),
    async count({ login, userId }) {
      const now = clock();
      const window = [new Date(now), settings.loginAttempts, settings.loginWindowMinutes];
      const statement =
        userId === undefined
          ? countStatement('sign_in_failure', 'login', [
              secrets.lookupHash(`login ${login}`).toString('hex'),
              ...window,
            ])
          : countStatement('credential', 'user_id', [userId, ...window]);
      const { rows } = await database.transaction({ role: 'worker' }, (transaction) =>
        transaction.run(statement),
      );
      const counted = rows[0] ?? {};
      if (numberOf(counted, 'failed_attempts') <= settings.loginAttempts) return;
      const leftMs = numberOf(counted, 'locked_until') - now;
      throw new CodedError('tooManyAttempts', { retryAfterSeconds: Math.ceil(leftMs / 1000) });
    },
    async forget(userId) {
      await database.transaction({ role: 'worker' }, (transaction) =>
        transaction.run(forgetStatement(userId)),
      );
    },
    async state(userId) {
      const { rows } = await database.read({ role: 'worker' }, stateStatement(userId));
      const row = rows[0] ?? { failed_attempts: 0 };
      return {
        failedAttempts: numberOf(row, 'failed_attempts'),
        lastFailedAt: optionalNumberOf(row, 'last_failed_at'),
        lockedUntil: optionalNumberOf(row, 'locked_until'),
      };
    },
  };
}

/** Makes the counters of an account start anew; for transactions that change more than that. */
export function forgetStatement(userId: string): Statement {
  return {
    name: 'access_forget_attempts',
    sql: 'update skep.credential set failed_attempts = 0, last_failed_at = null, locked_until = null where user_id = $1 and failed_attempts <> 0',
    parameters: [userId],
  };
}

/** Removes counters of unknown logins whose window and refusal are over. */
export function removeStaleStatement(now: number, settings: Config['access']): Statement {
  return {
    sql: 'delete from skep.sign_in_failure where last_failed_at <= $1 and (locked_until is null or locked_until <= $2)',
    parameters: [new Date(now - settings.loginWindowMinutes * 60_000), new Date(now)],
  };
}

function stateStatement(userId: string): Statement {
  return {
    sql: 'select failed_attempts, last_failed_at, locked_until from skep.credential where user_id = $1',
    parameters: [userId],
  };
}

/**
 * $1 key, $2 now, $3 attempts allowed, $4 minutes of the window. Counting starts anew when the refusal is over, or when the
 * last attempt is a window ago. A refusal does not grow longer by further attempts.
 */
function countStatement(
  table: 'credential' | 'sign_in_failure',
  key: 'user_id' | 'login',
  parameters: readonly unknown[],
): Statement {
  const now = '$2::timestamptz';
  const windowEnd = (from: string) => `${from} + make_interval(mins => $4::integer)`;
  const over = `coalesce(counted.locked_until, ${windowEnd('counted.last_failed_at')}) <= ${now}`;
  const attempts = `case when ${over} then 1 else counted.failed_attempts + 1 end`;
  const until = `coalesce(case when counted.locked_until > ${now} then counted.locked_until end, ${windowEnd(now)})`;
  return {
    name: `access_count_${table}`,
    sql: `insert into skep.${table} as counted (${key}, failed_attempts, last_failed_at, locked_until)
      values ($1, 1, ${now}, case when $3::integer <= 1 then ${windowEnd(now)} end)
      on conflict (${key}) do update set failed_attempts = ${attempts}, last_failed_at = ${now},
        locked_until = case when ${attempts} >= $3::integer then ${until} end
      returning failed_attempts, locked_until`,
    parameters,
  };
}
