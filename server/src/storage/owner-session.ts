/** The owner's connection while it migrates: plain text statements, errors in our own words. */
import type pg from 'pg';
import type { ConnectionOptions } from './connection-options.ts';
import { withClient } from './connection-pool.ts';
import { translateError } from './errors.ts';

/** Runs SQL as the owner. Several statements in one text run as one transaction unless they say otherwise. */
export interface OwnerSession {
  /** Rows by column, as the driver reads them. */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  readonly quoteName: (name: string) => string;
  readonly quoteText: (text: string) => string;
}

/** Opens a session, runs the work, closes it. */
export function withOwner<T>(
  owner: ConnectionOptions,
  work: (session: OwnerSession) => Promise<T>,
): Promise<T> {
  return withClient({ ...owner, application_name: 'skep migration' }, (client) => work(sessionOver(client)));
}

function sessionOver(client: pg.Client): OwnerSession {
  return {
    async query(sql, parameters = []) {
      try {
        // Without parameters the driver sends one simple query, which may hold several statements.
        const result = await client.query(sql, parameters.length === 0 ? undefined : [...parameters]);
        return Array.isArray(result) ? [] : result.rows;
      } catch (error) {
        throw translateError(error);
      }
    },
    quoteName: (name) => client.escapeIdentifier(name),
    quoteText: (text) => client.escapeLiteral(text),
  };
}
