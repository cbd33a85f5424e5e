/**
 * One attempt to deliver. The change is read when it is sent, as the organisation sees it then: what it does not see any more is
 * withheld. An attempt that was made is noted afterwards; if the process dies in between, it is made again under the same id.
 */
import type { Posted } from '../../lib/post.ts';
import { readEvent } from '../../live/recorded-event.ts';
import type { Database } from '../../storage/database.ts';
import { outcomeOf, type Sender, send, type Target, targetColumns, targetFrom } from './send.ts';

/** What delivering needs. */
export interface DeliverDependencies extends Sender {
  readonly database: Database;
}

/** How a delivery stands after an attempt, or without one. */
interface Ending {
  readonly state: 'Waiting' | 'Delivered' | 'Failed' | 'Withheld';
  readonly fault: string | null;
  readonly posted?: Posted;
}

/** Sends a delivery (digits of its id); true when it has ended. The last attempt always ends it. */
export async function deliver(
  dependencies: DeliverDependencies,
  id: string,
  isLast: boolean,
): Promise<boolean> {
  const found = await waitingDelivery(dependencies.database, id);
  if (found === undefined) return true;
  const ending = found.active
    ? await attempt(dependencies, found, isLast)
    : ({ state: 'Failed', fault: 'inactive' } as const);
  await note(dependencies, id, ending);
  return ending.state !== 'Waiting';
}

/** Ends a delivery whose process was lost each time. */
export function giveUp(dependencies: DeliverDependencies, id: string): Promise<void> {
  return note(dependencies, id, { state: 'Failed', fault: 'gaveUp' });
}

interface WaitingDelivery {
  readonly id: string;
  readonly recordId: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly active: boolean;
  readonly target: Target;
}

async function waitingDelivery(database: Database, id: string): Promise<WaitingDelivery | undefined> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: 'webhook_delivery_to_send',
      sql: `select d.id, d.record_id, w.active, o.id as organisation_id, o.name as organisation, ${targetColumns}
        from skep.webhook_delivery d join skep.webhook w on w.organisation_id = d.organisation_id and w.id = d.webhook_id
        join skep.organisation o on o.id = d.organisation_id where d.id = $1 and d.state = 'Waiting'`,
      parameters: [id],
    },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    id: String(row.id),
    recordId: String(row.record_id),
    organisation: { id: String(row.organisation_id), name: String(row.organisation) },
    active: row.active === true,
    target: targetFrom(row),
  };
}

async function attempt(
  dependencies: DeliverDependencies,
  { id, recordId, organisation, target }: WaitingDelivery,
  isLast: boolean,
): Promise<Ending> {
  const event = await readEvent(dependencies.database, organisation, recordId);
  if (event === undefined) return { state: 'Withheld', fault: 'notVisible' };
  const posted = await send(dependencies, target, event, id);
  const outcome = outcomeOf(posted);
  if (outcome === 'delivered') return { state: 'Delivered', fault: null, posted };
  const fault = posted.kind === 'failed' ? posted.failure.code : 'answered';
  return { state: outcome === 'final' || isLast ? 'Failed' : 'Waiting', fault, posted };
}

async function note(
  { database, clock }: DeliverDependencies,
  id: string,
  { state, fault, posted }: Ending,
): Promise<void> {
  const now = new Date(clock());
  const answered = posted?.kind === 'answered' ? posted : undefined;
  await database.transaction({ role: 'worker' }, async (transaction) => {
    transaction.queue({
      name: 'note_webhook_delivery',
      sql: `update skep.webhook_delivery set state = $2, fault = $3, attempts = attempts + $4::integer,
          last_attempt_at = case when $4::integer > 0 then $5::timestamptz else last_attempt_at end,
          ended_at = case when $2 = 'Waiting' then null else $5::timestamptz end, status_code = $6, duration_ms = $7, answer = $8
        where id = $1 and state = 'Waiting'`,
      parameters: [
        id,
        state,
        fault,
        posted === undefined ? 0 : 1,
        now,
        answered?.status ?? null,
        posted?.durationMs ?? null,
        answered?.answer ?? (posted?.kind === 'failed' ? posted.failure.sentence : null),
      ],
    });
  });
}

/** Deliveries of one webhook that are kept after they have ended, and for how long, in milliseconds. */
const mostEnded = 2_000;
const longestEnded = 30 * 86_400_000;

/** Removes the records of old deliveries. */
export async function pruneDeliveries({ database, clock }: DeliverDependencies): Promise<void> {
  await database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({
      sql: `delete from skep.webhook_delivery d using (select organisation_id, id, ended_at,
            row_number() over (partition by webhook_id order by id desc) as place
          from skep.webhook_delivery where state <> 'Waiting') as old
        where d.organisation_id = old.organisation_id and d.id = old.id and (old.place > $1 or old.ended_at < $2)`,
      parameters: [mostEnded, new Date(clock() - longestEnded)],
    });
  });
}
