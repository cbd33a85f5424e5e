/**
 * API keys: one unnamed key of a user, which its owner may read again, and any number of named ones, which can be limited and
 * end, and are shown once. A key is found by its keyed hash; nothing stored gives it away without the instance key.
 */

import type { Config } from '../config/schema.ts';
import { CodedError, type FieldFault, invalidFields, notFound } from '../model/errors.ts';
import { expandPermission, isPermission } from '../model/permission.ts';
import type { Database, Transaction } from '../storage/database.ts';
import type { SecretBox } from '../storage/secret-box.ts';
import type { Statement } from '../storage/statement.ts';
import { membershipsOf } from './accounts.ts';
import {
  numberOf,
  optionalNumberOf,
  optionalTextOf,
  type StoredRow,
  textOf,
  textsOf,
} from './stored-values.ts';
import { randomToken } from './tokens.ts';

/** Writes what the change means for others, such as its audit, in the transaction of the change. */
export type Alongside = (transaction: Transaction) => Promise<void>;

/** What a named key is to be like. */
export interface NewKey {
  readonly userId: string;
  /** Login of who makes it. */
  readonly createdBy: string;
  readonly name: string;
  /** Limits it to these of the permissions of its owner; short parent names stand for all below. */
  readonly permissions?: readonly string[] | undefined;
  /** Name of the one organisation it works in. */
  readonly organisation?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number | undefined;
}

/** A key as it can be listed; the key itself is not part of it. */
export interface KeyDescription {
  readonly id: string;
  /** Missing for the unnamed one. */
  readonly name: string | undefined;
  readonly permissions: readonly string[] | undefined;
  readonly organisation: string | undefined;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number | undefined;
  readonly lastUsedAt: number | undefined;
}

/** Makes, reads and removes keys. Who may do so is for the caller to check. */
export interface ApiKeys {
  /** Makes or replaces the unnamed key; gives the new one. */
  renew(userId: string, by: string, alongside: Alongside): Promise<string>;
  /** The unnamed key, for its owner only. Throws `notFound` also where an organisation of the owner forbids reading. */
  read(userId: string, readerId: string | undefined, alongside: Alongside): Promise<string>;
  /** Removes the unnamed key. Throws `notFound`. */
  remove(userId: string, alongside: Alongside): Promise<void>;
  /** Makes a named key, which cannot be read again. Throws `invalidFields`, `apiKeyAlreadyExists` or `tooManyItems`. */
  create(wanted: NewKey, alongside: Alongside): Promise<{ readonly id: string; readonly key: string }>;
  /** Removes a named key of a user. Throws `notFound`. */
  removeNamed(userId: string, keyId: string, alongside: Alongside): Promise<void>;
  list(userId: string): Promise<readonly KeyDescription[]>;
}

/** What keys need. */
export interface ApiKeyDependencies {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly settings: Config['access'];
  readonly takeIds: (count: number) => Promise<readonly string[]>;
  readonly clock: () => number;
}

/** What sealed keys are sealed for: they open nowhere else. */
const sealedFor = 'api key';
/** Named keys a user may have. */
const mostKeys = 100;
const worker = { role: 'worker' } as const;

/** Keys over the database. */
export function createApiKeys(dependencies: ApiKeyDependencies): ApiKeys {
  const { database, secrets, settings, takeIds, clock } = dependencies;
  return {
    async renew(userId, by, alongside) {
      const key = randomToken();
      const [id] = await takeIds(1);
      await database.transaction(worker, async (transaction) => {
        transaction.queue({
          sql: renewSql,
          parameters: [
            id,
            userId,
            secrets.lookupHash(key),
            secrets.seal(sealedFor, key),
            new Date(clock()),
            by,
          ],
        });
        transaction.queue(flagStatement(userId));
        await alongside(transaction);
      });
      return key;
    },
    async read(userId, readerId, alongside) {
      if (readerId !== userId || !settings.apiKeyReading) throw notFound('API key');
      return database.transaction(worker, async (transaction) => {
        const { rows } = await transaction.run({ sql: readSql, parameters: [userId] });
        const sealed = rows[0] && optionalTextOf(rows[0], 'sealed_key');
        if (sealed === undefined) throw notFound('API key');
        await alongside(transaction);
        return secrets.open(sealedFor, sealed);
      });
    },
    async remove(userId, alongside) {
      await database.transaction(worker, async (transaction) => {
        const { count } = await transaction.run({ sql: removeSql, parameters: [userId] });
        if (count === 0) throw notFound('API key');
        transaction.queue(flagStatement(userId));
        await alongside(transaction);
      });
    },
    create: (wanted, alongside) => createNamed(dependencies, wanted, alongside),
    async removeNamed(userId, keyId, alongside) {
      await database.transaction(worker, async (transaction) => {
        const { count } = await transaction.run({ sql: removeNamedSql, parameters: [userId, keyId] });
        if (count === 0) throw notFound('API key');
        transaction.queue(flagStatement(userId));
        await alongside(transaction);
      });
    },
    async list(userId) {
      const { rows } = await database.read(worker, { sql: listSql, parameters: [userId] });
      return rows.map(describe);
    },
  };
}

async function createNamed(
  { database, secrets, takeIds, clock }: ApiKeyDependencies,
  wanted: NewKey,
  alongside: Alongside,
): Promise<{ readonly id: string; readonly key: string }> {
  const now = clock();
  const memberships = wanted.organisation === undefined ? [] : await membershipsOf(database, wanted.userId);
  const organisation = memberships.find((membership) => membership.organisation.name === wanted.organisation);
  const permissions = wanted.permissions && [...new Set(wanted.permissions.flatMap(expandPermission))];
  const faults = faultsOf(wanted, permissions, now);
  if (wanted.organisation !== undefined && organisation === undefined) {
    const choices = memberships.map((membership) => membership.organisation.name);
    faults.push({ kind: 'invalid', name: 'organisation', accepted: 'an organisation of the user', choices });
  }
  if (faults.length > 0) throw invalidFields(faults);
  const key = randomToken();
  const [id = ''] = await takeIds(1);
  const until = wanted.expiresAt === undefined ? null : new Date(wanted.expiresAt);
  await database.transaction(worker, async (transaction) => {
    await requireRoom(transaction, wanted);
    transaction.queue({
      sql: createSql,
      parameters: [
        id,
        wanted.userId,
        wanted.name,
        secrets.lookupHash(key),
        permissions ?? null,
        organisation?.organisation.id ?? null,
        new Date(now),
        wanted.createdBy,
        until,
      ],
    });
    transaction.queue(flagStatement(wanted.userId));
    await alongside(transaction);
  });
  return { id, key };
}

/** Locks the account, so that the number and the names of its keys stay as they are counted. */
async function requireRoom(transaction: Transaction, { userId, name }: NewKey): Promise<void> {
  const account = await transaction.run({
    sql: 'select from skep.user_account where id = $1 for update',
    parameters: [userId],
  });
  if (account.count === 0) throw notFound('User');
  const { rows } = await transaction.run({ sql: takenSql, parameters: [userId, name] });
  if (rows[0]?.taken === true) throw new CodedError('apiKeyAlreadyExists', { name });
  if (Number(rows[0]?.keys) >= mostKeys)
    throw new CodedError('tooManyItems', { limit: mostKeys, what: 'API keys' });
}

function faultsOf(wanted: NewKey, permissions: readonly string[] | undefined, now: number): FieldFault[] {
  const faults: FieldFault[] = [];
  const { name, expiresAt } = wanted;
  if (name.trim() === '' || name.length > 64 || name.includes('\u0000') || !name.isWellFormed())
    faults.push({ kind: 'invalid', name: 'name', accepted: 'text of 1 to 64 characters' });
  for (const unknown of permissions?.filter((given) => !isPermission(given)) ?? [])
    faults.push({
      kind: 'invalid',
      name: 'permissions',
      accepted: 'permissions',
      given: unknown.slice(0, 100),
    });
  if (
    expiresAt !== undefined &&
    !(Number.isSafeInteger(expiresAt) && expiresAt > now && expiresAt < latestEnd)
  )
    faults.push({
      kind: 'invalid',
      name: 'expiresAt',
      accepted: 'date in the future, in milliseconds since the epoch',
    });
  return faults;
}

/** The last moment of the year 9999. */
const latestEnd = Date.UTC(10_000, 0);

function describe(row: StoredRow): KeyDescription {
  return {
    id: textOf(row, 'id'),
    name: optionalTextOf(row, 'name'),
    permissions: textsOf(row, 'permissions'),
    organisation: optionalTextOf(row, 'organisation'),
    createdAt: numberOf(row, 'created_at'),
    createdBy: textOf(row, 'created_by'),
    expiresAt: optionalNumberOf(row, 'expires_at'),
    lastUsedAt: optionalNumberOf(row, 'last_used_at'),
  };
}

/** `has_key` says whether there is any key, named or not. */
function flagStatement(userId: string): Statement {
  return {
    sql: 'update skep.user_account set has_key = exists (select from skep.api_key where user_id = $1) where id = $1',
    parameters: [userId],
  };
}

const renewSql = `insert into skep.api_key (id, user_id, key_hash, sealed_key, created_at, created_by) values ($1, $2, $3, $4, $5, $6)
  on conflict (user_id) where name is null do update
  set id = excluded.id, key_hash = excluded.key_hash, sealed_key = excluded.sealed_key,
    created_at = excluded.created_at, created_by = excluded.created_by, last_used_at = null`;

const readSql = `select k.sealed_key from skep.api_key k where k.user_id = $1 and k.name is null and not exists (
  select from skep.membership m join skep.organisation o on o.id = m.organisation_id
  where m.user_id = k.user_id and not o.api_key_reading)`;

const removeSql = 'delete from skep.api_key where user_id = $1 and name is null';
const removeNamedSql = 'delete from skep.api_key where user_id = $1 and id::text = $2 and name is not null';

const takenSql = `select count(*)::integer as keys, coalesce(bool_or(name = $2), false) as taken
  from skep.api_key where user_id = $1 and name is not null`;

const createSql = `insert into skep.api_key
  (id, user_id, name, key_hash, permissions, organisation_id, created_at, created_by, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const listSql = `select k.id, k.name, k.permissions, o.name as organisation, k.created_at, k.created_by, k.expires_at, k.last_used_at
  from skep.api_key k left join skep.organisation o on o.id = k.organisation_id
  where k.user_id = $1 order by k.name nulls first`;
