/**
 * The one-time link through which the first administrator is made. It holds until it is used, until a newer one is made, or
 * until there is an administrator who can sign in.
 */
import { adminOrganisation } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import type { Database, Transaction } from '../storage/database.ts';
import { hashToken, isPossibleToken, randomToken } from './tokens.ts';

/** Makes and redeems set-up links. */
export interface SetupLinks {
  /** Whether nobody can sign in as an administrator of the platform yet. */
  needed(): Promise<boolean>;
  /** The token of a new link; earlier ones stop to hold. */
  create(): Promise<string>;
  /** Whether the link of a token holds. Uses nothing up. */
  holds(token: string): Promise<boolean>;
  /**
   * Uses up a link in the transaction in which `use` makes the administrator; when that fails, the link still holds.
   * Throws `setupLinkInvalid`.
   */
  redeem<T>(token: string, use: (transaction: Transaction) => Promise<T>): Promise<T>;
}

const worker = { role: 'worker' } as const;

/** Set-up links over the database. `clock` in milliseconds since the epoch. */
export function createSetupLinks(database: Database, clock: () => number): SetupLinks {
  return {
    async needed() {
      const { rows } = await database.read(worker, { sql: `select ${nobodyYet} as needed`, parameters: [] });
      return rows[0]?.needed === true;
    },
    async create() {
      const token = randomToken();
      await database.transaction(worker, async (transaction) => {
        transaction.queue({ sql: 'delete from skep.setup_link where used_at is null', parameters: [] });
        await transaction.run({
          sql: 'insert into skep.setup_link (token_hash, created_at) values ($1, $2)',
          parameters: [hashToken(token), new Date(clock())],
        });
      });
      return token;
    },
    async holds(token) {
      if (!isPossibleToken(token)) return false;
      const { count } = await database.read(worker, {
        sql: `select from skep.setup_link where ${valid}`,
        parameters: [hashToken(token)],
      });
      return count === 1;
    },
    async redeem(token, use) {
      if (!isPossibleToken(token)) throw new CodedError('setupLinkInvalid');
      return database.transaction(worker, async (transaction) => {
        const used = await transaction.run({
          sql: `update skep.setup_link set used_at = $2 where ${valid}`,
          parameters: [hashToken(token), new Date(clock())],
        });
        if (used.count !== 1) throw new CodedError('setupLinkInvalid');
        return use(transaction);
      });
    },
  };
}

const nobodyYet = `not exists (
  select from skep.membership m
  join skep.organisation o on o.id = m.organisation_id and o.name = '${adminOrganisation}'
  join skep.user_account u on u.id = m.user_id and not u.locked
  join skep.credential c on c.user_id = u.id and c.password_hash is not null)`;

const valid = `token_hash = $1 and used_at is null and ${nobodyYet}`;
