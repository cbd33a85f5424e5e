/** Sessions of people in browsers. Only hashes of their tokens are stored; each ends by idling, by age, or by signing out. */
import type { Config } from '../config/schema.ts';
import { createJoinedReads } from '../lib/joined-reads.ts';
import type { Database, Transaction } from '../storage/database.ts';
import type { Rows, Statement } from '../storage/statement.ts';
import type { Alongside } from './api-keys.ts';
import type { RecentUse } from './recent-use.ts';
import {
  accountColumns,
  isBarred,
  type Standing,
  standingOf,
  standingSql,
  type WantedOrganisation,
} from './standing.ts';
import { bytesOf, numberOf, type StoredRow } from './stored-values.ts';
import { hashToken, isPossibleToken, randomToken, sameBytes } from './tokens.ts';

/** Sessions a user may have; with one more, those that were not used for longest end. */
const mostSessions = 100;

/** Times of use are written at most this often, and at least ten times in an idle limit. */
const noteEveryMs = 60_000;

/** What a browser keeps. The second token is repeated in a header with every change, which other sites cannot do. */
export interface SessionTokens {
  readonly token: string;
  readonly csrfToken: string;
}

/** When a session ends, in milliseconds since the epoch. */
export interface SessionEnds {
  /** At this time in any case. */
  readonly endsAt: number;
  /** At this time unless it is used before. */
  readonly idleEndsAt: number;
}

/** A session that holds. */
export interface FoundSession extends Standing {
  readonly ends: SessionEnds;
  /** Whether the second token of the request is that of the session. */
  readonly csrfTokenFits: boolean;
}

/** Opens, finds and ends sessions. */
export interface Sessions {
  /** Queues what opens a session in an organisation; `agent` says in which browser. */
  open(
    transaction: Transaction,
    opened: { readonly userId: string; readonly organisationId: string; readonly agent: string | undefined },
  ): SessionTokens & { ends: SessionEnds };
  /**
   * The session of a token; undefined when it has ended, its account is locked, or its own organisation is locked or left.
   */
  find(
    token: string | undefined,
    csrfToken: string | undefined,
    wanted: WantedOrganisation,
    passive?: boolean,
  ): Promise<FoundSession | undefined>;
  end(token: string | undefined): Promise<void>;
  /** Ends all sessions of a user, except one if its token is given. What it means for others is written alongside. */
  endAll(userId: string, exceptToken?: string, alongside?: Alongside): Promise<void>;
}

/** What sessions need. */
export interface SessionDependencies {
  readonly database: Database;
  readonly settings: Config['access'];
  readonly clock: () => number;
  readonly recentUse: RecentUse;
}

/** Sessions over the database. */
export function createSessions({ database, settings, clock, recentUse }: SessionDependencies): Sessions {
  const idleMs = settings.sessionIdleMinutes * 60_000;
  const lifetimeMs = settings.sessionLifetimeMinutes * 60_000;
  const noteAfterMs = Math.min(noteEveryMs, idleMs / 10);
  // A page asks for much at once, with the same session.
  const joined = createJoinedReads<Rows>();

  // Gives the time of use that counts from now on.
  const noteUse = (hash: Buffer, lastUsedAt: number): number => {
    const now = clock();
    if (now - lastUsedAt < noteAfterMs) return lastUsedAt;
    recentUse.note(`session ${hash.toString('hex')}`, usedStatement(hash, now));
    return now;
  };

  return {
    open(transaction, opened) {
      const now = clock();
      const tokens = { token: randomToken(), csrfToken: randomToken() };
      const ends = { endsAt: now + lifetimeMs, idleEndsAt: Math.min(now + idleMs, now + lifetimeMs) };
      transaction.queue(surplusStatement(opened.userId));
      transaction.queue(openStatement(tokens, opened, now, ends.endsAt));
      return { ...tokens, ends };
    },
    async find(token, csrfToken, wanted, passive = false) {
      if (!isPossibleToken(token)) return undefined;
      const hash = hashToken(token);
      const now = clock();
      const { rows } = await joined(JSON.stringify([wanted, hash.toString('hex')]), () =>
        database.read(
          { role: 'worker' },
          {
            name: 'access_session',
            sql: findSql,
            parameters: [...wanted, hash, new Date(now), new Date(now - idleMs)],
          },
        ),
      );
      const row = rows[0];
      if (row === undefined || !stillHolds(standingOf(row), wanted)) return undefined;
      const lastUsedAt = numberOf(row, 'last_used_at');
      const usedAt = passive ? lastUsedAt : noteUse(hash, lastUsedAt);
      return foundSession(row, csrfToken, usedAt + idleMs);
    },
    async end(token) {
      if (!isPossibleToken(token)) return;
      const statement = {
        sql: 'delete from skep.session where token_hash = $1',
        parameters: [hashToken(token)],
      };
      await database.transaction({ role: 'worker' }, (transaction) => transaction.run(statement));
    },
    async endAll(userId, exceptToken, alongside) {
      await database.transaction({ role: 'worker' }, async (transaction) => {
        await transaction.run(endAllStatement(userId, exceptToken));
        await alongside?.(transaction);
      });
    },
  };
}

/** Ends all sessions of a user, except one; for transactions that change more than that. */
export function endAllStatement(userId: string, exceptToken: string | undefined): Statement {
  return {
    sql: 'delete from skep.session where user_id = $1 and ($2::bytea is null or token_hash <> $2)',
    parameters: [userId, exceptToken === undefined ? null : hashToken(exceptToken)],
  };
}

/** Removes sessions that have ended. */
export function removeEndedStatement(now: number, settings: Config['access']): Statement {
  return {
    sql: 'delete from skep.session where expires_at <= $1 or last_used_at <= $2',
    parameters: [new Date(now), new Date(now - settings.sessionIdleMinutes * 60_000)],
  };
}

/** $3 hash of the token, $4 now, $5 the earliest last use that still counts. */
const findSql = standingSql(
  `select ${accountColumns} s.organisation_id as bound_organisation_id, s.csrf_hash, s.expires_at, s.last_used_at
    from skep.session s join skep.user_account u on u.id = s.user_id
    where s.token_hash = $3 and s.expires_at > $4 and s.last_used_at > $5`,
  'fixed',
);

/** A session ends with the organisation it was opened in; one that the request names is another matter. */
function stillHolds({ account, place }: Standing, [id, name]: WantedOrganisation): boolean {
  if (isBarred(account) || account.type !== 'Normal') return false;
  return id !== null || name !== null || (place !== undefined && !place.locked);
}

function foundSession(row: StoredRow, csrfToken: string | undefined, idleEndsAt: number): FoundSession {
  const endsAt = numberOf(row, 'expires_at');
  return {
    ...standingOf(row),
    ends: { endsAt, idleEndsAt: Math.min(idleEndsAt, endsAt) },
    csrfTokenFits: isPossibleToken(csrfToken) && sameBytes(hashToken(csrfToken), bytesOf(row, 'csrf_hash')),
  };
}

function openStatement(
  { token, csrfToken }: SessionTokens,
  { userId, organisationId, agent }: Parameters<Sessions['open']>[1],
  now: number,
  endsAt: number,
): Statement {
  return {
    name: 'access_open_session',
    sql: 'insert into skep.session (token_hash, user_id, organisation_id, csrf_hash, created_at, last_used_at, expires_at, user_agent) values ($1, $2, $3, $4, $5, $5, $6, $7)',
    parameters: [
      hashToken(token),
      userId,
      organisationId,
      hashToken(csrfToken),
      new Date(now),
      new Date(endsAt),
      agent ?? null,
    ],
  };
}

function surplusStatement(userId: string): Statement {
  return {
    name: 'access_surplus_sessions',
    sql: `delete from skep.session where token_hash in
      (select token_hash from skep.session where user_id = $1 order by last_used_at desc offset ${mostSessions - 1})`,
    parameters: [userId],
  };
}

function usedStatement(hash: Buffer, now: number): Statement {
  return {
    name: 'access_session_used',
    sql: 'update skep.session set last_used_at = $2 where token_hash = $1 and last_used_at < $2',
    parameters: [hash, new Date(now)],
  };
}
