/** How long a change takes to reach somebody who watches. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../client.ts';
import { described, durationOf, failed, type Section } from './measurement.ts';

const events = 50;
const budget = { of: 'p95', most: 1_000 } as const;
const patienceMs = 10_000;

/** Changes an alert again and again while another connection listens. Times begin when the request is sent, before its commit. */
export async function measureLive(client: Client, listener: Client, alertId: string): Promise<Section> {
  const name = 'from the request to the event at another connection';
  try {
    return {
      title: 'Live events',
      measurements: [described(name, 'ms', await times(client, listener, alertId), budget)],
    };
  } catch (error) {
    return { title: 'Live events', measurements: [failed(name, error, budget)] };
  }
}

async function times(client: Client, listener: Client, alertId: string): Promise<number[]> {
  const ended = new AbortController();
  const heard = createHearing();
  const following = listener.follow('/api/v1/live', heard.take, ended.signal);
  try {
    await heard.next('ready', following);
    const samples: number[] = [];
    for (let index = 0; index < events; index += 1) {
      samples.push(
        await durationOf(async () => {
          const event = heard.next(`~${alertId}`, following);
          await client.send('PATCH', `/api/v1/alert/~${alertId}`, {
            summary: `Looked at ${index + 1} times`,
          });
          await event;
        }),
      );
      // Changes of people come one by one, not in a burst.
      await pause(20 + ((index * 37) % 200));
    }
    return samples;
  } finally {
    ended.abort();
    await following.catch(() => undefined);
  }
}

/** Waits for texts in what arrives. */
function createHearing() {
  const waiting = new Set<{ readonly text: string; readonly resolve: () => void }>();
  return {
    take(arrived: string): void {
      for (const one of [...waiting]) {
        if (!arrived.includes(one.text)) continue;
        waiting.delete(one);
        one.resolve();
      }
    },
    async next(text: string, following: Promise<void>): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add({ text, resolve });
      const limit = AbortSignal.timeout(patienceMs);
      const late = new Promise<never>((_, reject) => {
        limit.addEventListener('abort', () => reject(new Error('No event arrived')), { once: true });
      });
      const broken = following.then(() => Promise.reject(new Error('The stream ended')));
      await Promise.race([promise, late, broken]);
    },
  };
}
