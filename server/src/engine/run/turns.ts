/**
 * In which order waiting runs take their turns. The queue takes the highest priority first, and the oldest among equals:
 *
 * - runs that somebody waits for, asked for one at a time, before those of a batch or of a rule;
 * - within each of the two, the first waiting run of everybody before the second of anybody, and so on;
 * - among those, the one of the organisation that has fewer runs waiting.
 *
 * So a thousand runs of one person do not delay the first of another. A run keeps the place that it was given.
 */

import type { Writer } from '../../commands/frame/writer.ts';
import type { Lane } from '../../commands/run/job-queue.ts';
import type { Actor } from '../../model/actor.ts';

/** Where the priorities of each begin; they go down from there, and stay within the numbers of the queue's column. */
const first: Readonly<Record<Lane, number>> = { interactive: 2_000_000_000, batch: 1_000_000_000 };
/** How far apart the turns of one person are: between them, the backlog of the organisation decides. */
const turn = 10_000;
/** Turns beyond these are taken in the order in which they were asked for. */
const mostTurns = 99_000;

/** Runs that wait in a lane. */
interface Waiting {
  readonly own: number;
  readonly organisation: number;
}

/** Gives each further run of a transaction its place. */
export interface Turns {
  /** The priority of one more run of this person, counted in a group. */
  next(asker: Actor, lane: Lane, group: string): Promise<number>;
}

/** Under which the queue counts the runs of a person, here or on a Cortex server, so that not all places are taken by one. */
export function groupOf({ organisation, login }: Actor, serverId?: string): string {
  return `${organisation.id}/${login}${serverId === undefined ? '' : ` ${serverId}`}`;
}

/** The turns within one transaction: what waits is counted once, and what it adds itself is added. */
export function turnsWithin(write: Writer, queue: string): Turns {
  const known = new Map<string, Waiting>();
  return {
    async next(asker, lane, group) {
      const key = `${lane} ${group}`;
      const { own, organisation } =
        known.get(key) ??
        (await countWaiting(write, queue, { organisation: asker.organisation.id, group, lane }));
      known.set(key, { own: own + 1, organisation: organisation + 1 });
      return first[lane] - Math.min(own, mostTurns) * turn - Math.min(organisation, turn - 1);
    },
  };
}

async function countWaiting(
  write: Writer,
  queue: string,
  {
    organisation,
    group,
    lane,
  }: { readonly organisation: string; readonly group: string; readonly lane: Lane },
): Promise<Waiting> {
  const { rows } = await write.run({
    name: 'waiting_runs',
    sql: `select count(*) filter (where group_id = $2) as own, count(*) as organisation from pgboss.job
      where name = $1 and state < 'active' and priority <= $4 and priority > $5 and starts_with(group_id, $3)`,
    parameters: [queue, group, `${organisation}/`, first[lane], first[lane] - 1_000_000_000],
  });
  const [row] = rows;
  return { own: Number(row?.own ?? 0), organisation: Number(row?.organisation ?? 0) };
}
