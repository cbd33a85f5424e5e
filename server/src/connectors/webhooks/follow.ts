/**
 * Takes up what webhooks are to be told of. Each webhook has a place in the record of changes, which is followed in the order of
 * transactions; deliveries are written together with the new place, so that nothing is passed over and nothing taken up twice. A
 * webhook takes up no more while many of its deliveries are on their way: what it has not reached yet stays in the record. How many
 * that are is shared among all webhooks, because whoever takes the next delivery out of the queue looks at all that are ready.
 */
import { isNews } from '../../commands/archive/taken-over.ts';
import { isToldTo } from '../../live/recorded-event.ts';
import type { Database, Transaction } from '../../storage/database.ts';
import type { LaneDelivery, SendDeliveries } from './queue.ts';

/** What following needs. */
export interface FollowDependencies {
  readonly database: Database;
  readonly takeIds: (count: number) => Promise<readonly string[]>;
  readonly send: SendDeliveries;
  /** Takes deliveries out of the queue. */
  readonly takeOut: SendDeliveries;
  /** Called after something was queued. */
  readonly wake: () => void;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Deliveries of one webhook that may be on their way. */
export const mostWaiting = 1_000;
/** Deliveries of all webhooks together that may be ready to be sent. */
export const mostReady = 1_000;
/** Those of one webhook that always may. */
const leastReady = 3;
/** Events of one webhook that are taken up together. */
const mostAtOnce = 200;
/** Deliveries that are put into the queue together. */
const mostQueued = 500;
/** Transactions that a webhook without news may lie behind before its place is moved. */
const mostBehind = 200;
/** Key of the lock that keeps other processes from following at the same time. */
const lockKey = 0x68_6f_6f_6b;

/** Takes up one batch each time it is called; true when there may be more. */
export function createFollower(dependencies: FollowDependencies): () => Promise<boolean> {
  const { database } = dependencies;
  return () =>
    database.transaction({ role: 'worker' }, async (transaction) => {
      // A transaction that only reads has no number: nobody who follows the order of transactions waits for it.
      if (!(await holdsLock(transaction))) return false;
      const followings = await newEvents(transaction);
      return takeUp(dependencies, followings);
    });
}

async function holdsLock(transaction: Transaction): Promise<boolean> {
  const { rows } = await transaction.run({
    name: 'webhook_lock',
    sql: 'select pg_try_advisory_xact_lock($1) as held',
    parameters: [lockKey],
  });
  return rows[0]?.held === true;
}

interface Place {
  readonly transaction: string;
  readonly record: string;
}

interface NewEvent extends Place {
  readonly rootId: string;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly happenedAt: Date;
}

/** A webhook that has to move on: to its last event, or to where nothing more can come before. */
interface Following {
  readonly webhookId: string;
  readonly organisationId: string;
  readonly from: Place;
  readonly to: Place;
  readonly events: readonly NewEvent[];
}

/**
 * Deliveries of a webhook that wait, and those of them that are ready: not those that are tried again later, nor those behind them,
 * so that one object that the other side cannot take does not hold up all others.
 */
const onTheirWay = `select count(*) as waiting, count(*) filter (where not l.held) as ready
  from (select bool_or(d.attempts > 0) over (partition by d.lane_id) as held from skep.webhook_delivery d
    where d.webhook_id = w.id and d.state = 'Waiting') as l`;

/** Records of transactions below the oldest one still running: none can come to stand before them any more. */
async function newEvents(transaction: Transaction): Promise<Following[]> {
  const { rows } = await transaction.run({
    name: 'webhook_events',
    sql: `select r.*, e.*, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
      from (select w.id as webhook_id, w.organisation_id, w.object_types, w.actions, w.followed_transaction, w.followed_record,
          w.followed_transaction::text as from_transaction, w.followed_record as from_record,
          least(${mostAtOnce}, ${mostWaiting} - o.waiting,
            greatest(${leastReady}, ${mostReady} / count(*) over ()) - o.ready) as room
        from skep.webhook w left join lateral (${onTheirWay}) as o on true where w.active) as r
      left join lateral (select a.transaction_id::text as transaction, a.id as record, a.root_id, a.action, a.object_type, a.object_id,
          a.created_at as happened_at
        from skep.audit a where (a.transaction_id, a.id) > (r.followed_transaction, r.followed_record)
          and a.transaction_id < pg_snapshot_xmin(pg_current_snapshot()) and ${isToldTo('a', 'r.organisation_id')} and ${isNews('a')}
          and (cardinality(r.object_types) = 0 or a.object_type = any(r.object_types))
          and (cardinality(r.actions) = 0 or a.action = any(r.actions))
        order by a.transaction_id, a.id limit greatest(r.room, 0)) as e on true
      where r.room > 0 order by r.webhook_id, e.transaction::text::xid8, e.record`,
    parameters: [],
  });
  return [...Map.groupBy(rows, (row) => String(row.webhook_id)).values()].flatMap(followingFrom);
}

function followingFrom(rows: readonly Readonly<Record<string, unknown>>[]): Following[] {
  const [first] = rows;
  if (first === undefined) return [];
  const events = rows.flatMap((row) => (row.record === null ? [] : [eventFrom(row)]));
  const from = { transaction: String(first.from_transaction), record: String(first.from_record) };
  const horizon = { transaction: String(first.horizon), record: '0' };
  const isFull = events.length >= Number(first.room);
  const behind = BigInt(horizon.transaction) - BigInt(from.transaction);
  if (events.length === 0 && behind < mostBehind) return [];
  return [
    {
      webhookId: String(first.webhook_id),
      organisationId: String(first.organisation_id),
      from,
      to: isFull ? (events.at(-1) ?? horizon) : horizon,
      events,
    },
  ];
}

function eventFrom(row: Readonly<Record<string, unknown>>): NewEvent {
  return {
    transaction: String(row.transaction),
    record: String(row.record),
    rootId: String(row.root_id),
    action: String(row.action),
    objectType: String(row.object_type),
    objectId: String(row.object_id),
    happenedAt: new Date(Number(row.happened_at)),
  };
}

/** Writes deliveries and places, and puts what waits into the queue, in one transaction beside the one that holds the lock. */
async function takeUp(
  { database, takeIds, send, takeOut, wake, clock }: FollowDependencies,
  followings: readonly Following[],
): Promise<boolean> {
  const ids = await takeIds(followings.reduce((sum, { events }) => sum + events.length, 0));
  const queued = await database.transaction({ role: 'worker' }, async (transaction) => {
    // Another process may have gone on in between when this one lost its lock; what it took up is not taken up again.
    const moved = await moveOn(transaction, followings);
    await insertDeliveries(transaction, moved.flatMap(deliveriesOf), ids, clock());
    await forgetRemoved(transaction, takeOut);
    return queueWaiting(transaction, send);
  });
  if (queued > 0) wake();
  // A webhook that has no more room gets some with its next delivery, and is looked at again then.
  return queued === mostQueued || followings.some(({ events }) => events.length === mostAtOnce);
}

/** Moves webhooks to their new places; gives those that were still where they began. */
async function moveOn(
  transaction: Transaction,
  followings: readonly Following[],
): Promise<readonly Following[]> {
  if (followings.length === 0) return [];
  const { rows } = await transaction.run({
    name: 'webhooks_move_on',
    sql: `update skep.webhook w set followed_transaction = m.to_transaction::xid8, followed_record = m.to_record
      from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[])
        as m (organisation_id, id, from_transaction, from_record, to_transaction, to_record)
      where w.organisation_id = m.organisation_id and w.id = m.id and w.active
        and w.followed_transaction = m.from_transaction::xid8 and w.followed_record = m.from_record returning w.id`,
    parameters: [
      followings.map(({ organisationId }) => organisationId),
      followings.map(({ webhookId }) => webhookId),
      followings.map(({ from }) => from.transaction),
      followings.map(({ from }) => from.record),
      followings.map(({ to }) => to.transaction),
      followings.map(({ to }) => to.record),
    ],
  });
  const moved = new Set(rows.map(({ id }) => String(id)));
  return followings.filter(({ webhookId }) => moved.has(webhookId));
}

interface NewDelivery extends NewEvent, Pick<Following, 'webhookId' | 'organisationId'> {}

function deliveriesOf({ webhookId, organisationId, events }: Following): NewDelivery[] {
  return events.map((event) => ({ ...event, webhookId, organisationId }));
}

async function insertDeliveries(
  transaction: Transaction,
  deliveries: readonly NewDelivery[],
  ids: readonly string[],
  now: number,
): Promise<void> {
  if (deliveries.length === 0) return;
  await transaction.run({
    name: 'insert_webhook_deliveries',
    sql: `insert into skep.webhook_delivery (created_at, organisation_id, webhook_id, id, record_id, lane_id, action, object_type, object_id, happened_at)
      select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::bigint[], $10::timestamptz[])`,
    parameters: [
      new Date(now),
      deliveries.map(({ organisationId }) => organisationId),
      deliveries.map(({ webhookId }) => webhookId),
      ids.slice(0, deliveries.length),
      deliveries.map(({ record }) => record),
      deliveries.map(({ rootId }) => rootId),
      deliveries.map(({ action }) => action),
      deliveries.map(({ objectType }) => objectType),
      deliveries.map(({ objectId }) => objectId),
      deliveries.map(({ happenedAt }) => happenedAt),
    ],
  });
}

/** New deliveries, and those that somebody wants to be sent again. */
async function queueWaiting(transaction: Transaction, send: SendDeliveries): Promise<number> {
  const { rows } = await transaction.run({
    name: 'queue_webhook_deliveries',
    sql: `update skep.webhook_delivery d set queued = true from (select organisation_id, id from skep.webhook_delivery
        where state = 'Waiting' and not queued order by id limit ${mostQueued} for update) as waiting
      where d.organisation_id = waiting.organisation_id and d.id = waiting.id returning d.id, d.webhook_id, d.lane_id, d.round`,
    parameters: [],
  });
  const deliveries = rows.map(laneDeliveryFrom);
  if (deliveries.length > 0) await send(transaction, deliveries);
  return deliveries.length;
}

/** Deliveries in the queue whose webhook was removed: they go, there and here. */
async function forgetRemoved(transaction: Transaction, takeOut: SendDeliveries): Promise<void> {
  const { rows } = await transaction.run({
    name: 'forget_removed_webhooks',
    sql: `delete from skep.webhook_delivery d where d.state = 'Waiting' and d.queued and not exists (select from skep.webhook w
        where w.organisation_id = d.organisation_id and w.id = d.webhook_id) returning d.id, d.webhook_id, d.lane_id, d.round`,
    parameters: [],
  });
  if (rows.length > 0) await takeOut(transaction, rows.map(laneDeliveryFrom));
}

function laneDeliveryFrom(row: Readonly<Record<string, unknown>>): LaneDelivery {
  return {
    id: String(row.id),
    webhookId: String(row.webhook_id),
    laneId: String(row.lane_id),
    round: Number(row.round),
  };
}
