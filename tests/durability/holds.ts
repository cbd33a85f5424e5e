/** Every step of a run at which everything can be made to stand still: in the server, in the neuron, inside a transaction. */
import type { RunStep } from '../../server/src/engine/engine.ts';
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { neuronProcesses } from './neurons.ts';
import { type Scene, until } from './scene.ts';

/** A run that stands still, or will. */
export interface Hold {
  /** Resolves when a run has come to the step. */
  readonly reached: () => Promise<void>;
  /** Lets it go on, or what is left of it. */
  readonly release: () => Promise<void>;
}

/** Where runs are held: `server` is the process that carries them out. */
export type Held = Pick<Scene, 'server' | 'reach'>;

/** A step at which a run can be held. */
export interface HoldPoint {
  /** Goes after "when". */
  readonly name: string;
  readonly hold: (held: Held, mark: string) => Promise<Hold>;
}

/** Longest time until a run comes to a step, in milliseconds. */
const longestWay = 20_000;

function inServer(step: RunStep, name: string): HoldPoint {
  return {
    name,
    async hold({ server }) {
      const { process: child, printed } = await server();
      const tell = (line: string): void => {
        // A server that was killed cannot be told anything any more.
        if (child.exitCode === null && child.signalCode === null) child.stdin?.write(`${line}\n`);
      };
      child.stdin?.on('error', () => undefined);
      tell(`hold ${step}`);
      await until(`the wish for ${step}`, longestWay, () => printed().includes(`Will hold at ${step}`));
      return {
        reached: () => until(step, longestWay, () => printed().includes(`Holds at ${step}`)),
        release: async () => tell('go'),
      };
    },
  };
}

const whileTheNeuronRuns: HoldPoint = {
  name: 'the neuron runs',
  hold: async (_, mark) => ({
    reached: () => until('the neuron', longestWay, async () => (await neuronProcesses(mark)).length > 0),
    release: async () => undefined,
  }),
};

/** Statements that make a transaction wait when it has made a change; the second key of the lock tells which. */
interface WaitingPlace {
  readonly table: string;
  readonly event: string;
  readonly when: string;
  /** Only at the commit, when everything else has been done. */
  readonly atCommit?: true;
}

/** First key of the locks. */
const lockSpace = 82_113;

const places: readonly (WaitingPlace & { readonly name: string })[] = [
  {
    name: 'its request is written and not committed',
    ...{ table: 'skep.job', event: 'insert', when: "new.status = 'Waiting'" },
  },
  {
    name: 'it is queued and being taken',
    ...{
      table: 'pgboss.job',
      event: 'update',
      when: "new.name = 'run' and new.state = 'active' and old.state <> 'active'",
    },
  },
  {
    name: 'its start is written and not committed',
    ...{ table: 'skep.job', event: 'update', when: "new.status = 'InProgress'" },
  },
  {
    name: 'what it found is written',
    ...{ table: 'skep.observable', event: 'insert', when: "new.origin_kind = 'job'" },
  },
  {
    name: 'its operation is carried out',
    ...{ table: 'skep.task', event: 'insert', when: "new.origin_kind = 'job'" },
  },
  {
    name: 'its report is written',
    ...{ table: 'skep.job', event: 'update', when: "new.status = 'Success'" },
  },
  {
    name: 'its end is about to be committed',
    ...{ table: 'skep.job', event: 'update', when: "new.status = 'Success'", atCommit: true },
  },
  {
    name: 'the queue is being told',
    ...{ table: 'pgboss.job', event: 'update', when: "new.name = 'run' and new.state = 'completed'" },
  },
];

/** Makes all places wait for whoever holds their lock; without one nothing waits. */
export async function prepareHolds(session: OwnerSession): Promise<void> {
  await session.query(`create function skep.wait_for_test() returns trigger language plpgsql as
    'begin perform pg_advisory_xact_lock_shared(${lockSpace}, tg_argv[0]::int); return null; end'`);
  for (const [key, { table, event, when, atCommit }] of places.entries()) {
    const kind = atCommit === true ? 'constraint trigger' : 'trigger';
    const deferred = atCommit === true ? 'deferrable initially deferred' : '';
    await session.query(`create ${kind} wait_for_test_${key} after ${event} on ${table} ${deferred}
      for each row when (${when}) execute function skep.wait_for_test('${key}')`);
  }
}

function inDatabase(key: number, name: string): HoldPoint {
  return {
    name,
    async hold({ reach }) {
      const end = Promise.withResolvers<void>();
      const locked = Promise.withResolvers<void>();
      const waits = Promise.withResolvers<void>();
      const session = reach(async ({ query }) => {
        await query('select pg_advisory_lock($1, $2)', [lockSpace, key]);
        locked.resolve();
        await until(name, longestWay, async () => (await query(waiting, [lockSpace, key])).length > 0);
        waits.resolve();
        await end.promise;
      });
      session.catch((error: unknown) => {
        locked.reject(error);
        waits.reject(error);
      });
      await locked.promise;
      return {
        reached: () => waits.promise,
        async release() {
          end.resolve();
          // It ends with an error where the database was killed.
          await session.catch(() => undefined);
        },
      };
    },
  };
}

const waiting =
  "select from pg_locks where locktype = 'advisory' and not granted and classid = $1::int::oid and objid = $2::int::oid";

const [request, taking, start, ...ends] = places.map(({ name }, key) => inDatabase(key, name));
const some = (points: readonly (HoldPoint | undefined)[]): HoldPoint[] =>
  points.filter((point) => point !== undefined);

/** All steps, in the order of a run. */
export const holdPoints: readonly HoldPoint[] = [
  ...some([request, taking]),
  inServer('taken', 'it is taken from the queue'),
  ...some([start]),
  inServer('started', 'its start is committed'),
  inServer('inputWritten', 'its input is written'),
  whileTheNeuronRuns,
  inServer('neuronEnded', 'the neuron has ended'),
  inServer('outputRead', 'its output is read'),
  inServer('folderRemoved', 'its folder is removed'),
  ...ends.slice(0, -1),
  inServer('ended', 'its end is committed'),
  ...ends.slice(-1),
];
