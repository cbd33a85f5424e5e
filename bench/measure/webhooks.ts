/**
 * What hundreds of webhooks of one organisation cost: those who write, who must not notice, and the time until a burst of changes
 * has been told to all of them.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Client } from '../client.ts';
import type { Facts } from '../facts.ts';
import { described, durationOf, failed, type Section } from './measurement.ts';

/** What webhooks are measured with. */
export interface WebhooksOptions {
  /** Of an administrator of the organisation. */
  readonly client: Client;
  readonly facts: Facts;
}

const webhooks = 300;
const changes = 100;
const told = webhooks * changes;
/** What is not told by then, in milliseconds, counts as late. */
const patienceMs = 180_000;
const whole = { of: 'p50', least: 100 } as const;
const title = `${webhooks} webhooks of one organisation, a burst of ${changes} changes`;

/** Makes the changes with no webhook, and with all of them; waits until they were told. */
export async function measureWebhooks({ client, facts }: WebhooksOptions): Promise<Section> {
  const receiver = await startReceiver();
  try {
    await burst(client, facts, 'warm');
    const before = await burst(client, facts, 'before');
    const made = await makeWebhooks(client, receiver.url);
    try {
      const begun = performance.now();
      const during = await burst(client, facts, 'during');
      const arrived = (await receiver.received(told)).map((at) => (at - begun) / 1_000);
      const seconds = arrived.at(-1) ?? patienceMs / 1_000;
      return {
        title,
        measurements: [
          described('one change, nobody told', 'ms', before),
          described('one change while they are told', 'ms', during),
          described('from the burst to each delivery', 's', arrived),
          described('deliveries per second', '/s', [arrived.length / seconds]),
          described(`told within ${patienceMs / 1_000} s`, '%', [(100 * arrived.length) / told], whole),
        ],
      };
    } finally {
      for (const id of made) await client.send('DELETE', `/api/v1/webhook/${id}`);
    }
  } catch (error) {
    return { title, measurements: [failed('a burst of changes', error)] };
  } finally {
    await receiver.close();
  }
}

/** Changes one alert after another; milliseconds of each. */
async function burst(client: Client, { richAlerts }: Facts, word: string): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < changes; index += 1) {
    const id = richAlerts[index % richAlerts.length];
    const summary = `Changed ${word} ${index}`;
    times.push(await durationOf(() => client.send('PATCH', `/api/v1/alert/~${id}`, { summary })));
  }
  return times;
}

async function makeWebhooks(client: Client, url: string): Promise<readonly string[]> {
  const made: string[] = [];
  for (let number = 1; number <= webhooks; number += 1) {
    const answer = await client.send('POST', '/api/v1/webhook', { name: `Measured ${number}`, url });
    made.push(String(Object(answer)._id));
  }
  return made;
}

/** A service that is told, and notes when. */
async function startReceiver() {
  const times: number[] = [];
  const enough = { count: Number.POSITIVE_INFINITY, reached: Promise.withResolvers<void>() };
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      times.push(performance.now());
      response.writeHead(204).end();
      if (times.length >= enough.count) enough.reached.resolve();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    /** When each of so many requests came; those that came in time when not all did. */
    async received(count: number): Promise<readonly number[]> {
      enough.count = count;
      if (times.length >= count) enough.reached.resolve();
      const limit = setTimeout(enough.reached.resolve, patienceMs);
      await enough.reached.promise;
      clearTimeout(limit);
      return [...times];
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
