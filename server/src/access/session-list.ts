/** The sessions of a user, for looking at them and ending one. Tokens are known to the browsers alone: sessions have public ids. */
import type { Database } from '../storage/database.ts';
import { numberOf, optionalTextOf, textOf } from './stored-values.ts';
import { hashToken, isPossibleToken, sameBytes } from './tokens.ts';

/** A session as its owner sees it. Times in milliseconds since the epoch. */
export interface SessionDescription {
  readonly id: string;
  readonly createdAt: number;
  /** Exact to a minute. */
  readonly lastUsedAt: number;
  readonly endsAt: number;
  /** Name of the organisation it was opened in. */
  readonly organisation: string;
  /** Family and system of the browser, as it named itself. */
  readonly agent: string | undefined;
  /** True for the session that asks. */
  readonly current: boolean;
}

/** Whose sessions are listed, and as of when. */
export interface SessionListing {
  readonly userId: string;
  readonly currentToken: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Sessions that were not used for so long have ended. */
  readonly idleMs: number;
}

/** The sessions of a user that hold, the last used first. */
export async function listSessions(
  database: Database,
  { userId, currentToken, now, idleMs }: SessionListing,
): Promise<SessionDescription[]> {
  const current = isPossibleToken(currentToken) ? hashToken(currentToken) : undefined;
  const { rows } = await database.read(
    { role: 'worker' },
    {
      sql: `select s.id::text as id, s.token_hash, s.created_at, s.last_used_at, s.expires_at, s.user_agent, o.name as organisation
        from skep.session s join skep.organisation o on o.id = s.organisation_id
        where s.user_id = $1 and s.expires_at > $2 and s.last_used_at > $3 order by s.last_used_at desc, s.created_at desc`,
      parameters: [userId, new Date(now), new Date(now - idleMs)],
    },
  );
  return rows.map((row) => ({
    id: textOf(row, 'id'),
    createdAt: numberOf(row, 'created_at'),
    lastUsedAt: numberOf(row, 'last_used_at'),
    endsAt: numberOf(row, 'expires_at'),
    organisation: textOf(row, 'organisation'),
    agent: optionalTextOf(row, 'user_agent'),
    current: current !== undefined && Buffer.isBuffer(row.token_hash) && sameBytes(current, row.token_hash),
  }));
}

/** Ends one session of a user by its public id; gives whether there was one. */
export async function endSession(database: Database, userId: string, id: string): Promise<boolean> {
  const { count } = await database.transaction({ role: 'worker' }, (transaction) =>
    transaction.run({
      sql: 'delete from skep.session where user_id = $1 and id::text = $2',
      parameters: [userId, id],
    }),
  );
  return count > 0;
}
