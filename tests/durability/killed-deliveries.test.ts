/** Webhooks are told while the server is killed: the receiver gets every change of a case, at least once and in order. */
import { expect, it } from 'vitest';
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { byChance, takesPart } from '../support/faults.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { accepted, insist } from './client.ts';
import { type Scene, until, victims, withScene } from './scene.ts';

/** Cases, each changed so often in every round. */
const cases = 3;
const changes = 4;
/** Longest time in milliseconds until something has arrived at the receiver. */
const longestWay = 60_000;

it.skipIf(!takesPart('killed-deliveries'))(
  `a receiver is told of every change at least once, in the order of each case, though all is killed meanwhile ${byChance}`,
  async () => {
    const receiver = await startReceiver();
    try {
      await withScene({ SKEP_ALLOWED_INTERNAL_NETWORKS: '127.0.0.1' }, async (scene) => {
        await make(scene, '/webhook', {
          name: 'Watch',
          url: receiver.url,
          objectTypes: ['Case'],
          bodyVersion: 1,
        });
        const told = new Map<string, string[]>();
        for (const name of Array.from({ length: cases }, (_, index) => `case ${index}`)) {
          const body = await make(scene, '/case', { title: `${name} made`, description: 'D' });
          told.set(String(body._id), [`${name} made`]);
        }
        for (const [round, victim] of victims.entries()) {
          // What is being sent when the kill comes is answered by nobody.
          const before = receiver.received.length;
          receiver.answers.push(unanswered, unanswered);
          const writing = changeAll(scene, told, round);
          await until('a delivery to be under way', longestWay, () => receiver.received.length > before);
          receiver.answers.length = 0;
          await scene.kill(victim);
          await scene.look(handOutAgain);
          await scene.restart();
          await writing;
        }
        await until('everything to be told', longestWay, () => missingIn(receiver, told).length === 0);
        for (const [id, titles] of told) expect(toldOf(receiver, id)).toEqual(titles);
        const events = receiver.received.map(({ body }) => body._id);
        // The kills came while something was being sent.
        expect(events.length).toBeGreaterThan(new Set(events).size);
      });
    } finally {
      await receiver.close();
    }
  },
  victims.length * 2 * longestWay,
);

const unanswered = { status: 204, after: new Promise<never>(() => undefined) } as const;

async function make(scene: Scene, path: string, body: Readonly<Record<string, unknown>>) {
  const asked = { method: 'POST', path, body, key: `make ${JSON.stringify(body)}`.slice(0, 60) };
  return accepted(asked, (await insist(scene, asked)).answer);
}

/** Changes every case several times, one change after the other in each, and notes what is to be told. */
async function changeAll(scene: Scene, told: ReadonlyMap<string, string[]>, round: number): Promise<void> {
  const each = [...told].map(async ([id, titles]) => {
    for (let change = 0; change < changes; change += 1) {
      const title = `${titles[0]?.replace('made', '')}round ${round} change ${change}`;
      const asked = { method: 'PATCH', path: `/case/${id}`, body: { title }, key: title };
      accepted(asked, (await insist(scene, asked)).answer);
      titles.push(title);
    }
  });
  await Promise.all(each);
}

/** The queue gives back at once what a killed process had, instead of when its heartbeats have been missed. */
async function handOutAgain(session: OwnerSession): Promise<void> {
  await session.query(
    "update pgboss.job set state = 'retry', start_after = now() where name = 'webhook' and state in ('active', 'retry')",
  );
}

/** The titles that were told of a case, in order; what was told twice in a row stands once. */
function toldOf({ received }: Receiver, id: string): readonly string[] {
  const events = received.flatMap(({ body }) => (body.objectId === id ? [body] : []));
  const once = events.filter(({ _id }, place) => _id !== events[place - 1]?._id);
  return once.map(({ details }) => titleIn(details));
}

function titleIn(details: unknown): string {
  return typeof details === 'object' && details !== null ? String(Reflect.get(details, 'title')) : '';
}

/** Titles that nobody was told of yet. */
function missingIn(receiver: Receiver, told: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...told].flatMap(([id, titles]) => {
    const known = toldOf(receiver, id);
    return titles.filter((title) => !known.includes(title));
  });
}
