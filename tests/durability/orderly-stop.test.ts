/** A server that is asked to stop while it works: it answers what it has begun, keeps what it acknowledged, and is gone in time. */
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { basic } from '../journeys/api-client.ts';
import type { JourneyServer } from '../journeys/server.ts';
import { findingsOf } from './findings.ts';
import { brokenFiles, halvesIn } from './halves.ts';
import { createLedger } from './ledger.ts';
import { until, withScene } from './scene.ts';
import { write } from './writers.ts';

/** Grace time of the server in seconds, where requests end in it and where they do not. */
const grace = { enough: 3, over: 1 } as const;
/** What an orderly end takes besides the grace time, in milliseconds. */
const endMs = 5_000;
const clients = 6;
const settings = (seconds: number) => ({ SKEP_STOP_GRACE_SECONDS: String(seconds) });
/** Longest time until the clients are at work, in milliseconds. */
const longestWriting = 20_000;

it('answers a request that has begun, refuses new connections and keeps what it acknowledged', async () => {
  await withScene(settings(grace.enough), async (scene) => {
    const ledger = createLedger();
    const over = new AbortController();
    const writing = Promise.all(
      Array.from({ length: clients }, (_, index) =>
        write(scene, ledger, { name: `stop-${index}`, first: index }, over.signal),
      ),
    );
    await until('the clients to write', longestWriting, () => ledger.creations.length > 50);
    const server = await scene.server();
    const begun = await begin(server, '{"title":"begun before the stop",');
    const ending = scene.terminate();
    await until('the port to be closed', grace.enough * 1_000, () => isClosed(server));
    begun.end('"description":"ended after it"}');
    const answer = await answerTo(begun);
    expect(answer).toMatchObject({
      status: 201,
      connection: 'close',
      body: { title: 'begun before the stop' },
    });
    const { code, ms } = await ending;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(grace.enough * 1_000 + endMs);
    await scene.restart();
    over.abort();
    await writing;
    expect((await scene.terminate()).code).toBe(0);
    const found = await scene.look(async (session) => {
      const kept = await session.query('select title from skep."case" where id = $1', [
        String(answer.body._id).slice(1),
      ]);
      expect(kept).toHaveLength(1);
      const files = await brokenFiles(session, join(scene.folder, 'data'));
      return [...(await findingsOf(session, ledger)), ...(await halvesIn(session)), ...files];
    });
    expect(found).toEqual([]);
  });
}, 60_000);

it('cuts off at the end of its grace time whoever never ends a request', async () => {
  await withScene(settings(grace.over), async (scene) => {
    const server = await scene.server();
    const begun = await begin(server, '{"title":');
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(silent, 'connect');
    const broken = once(begun, 'error');
    const { code, ms } = await scene.terminate();
    expect(code).toBe(0);
    expect(ms).toBeGreaterThanOrEqual(grace.over * 1_000);
    expect(ms).toBeLessThan(grace.over * 1_000 + endMs);
    expect(await broken).toMatchObject([{ code: 'ECONNRESET' }]);
    silent.destroy();
    expect(server.printed()).not.toContain('did not end as it should');
  });
}, 60_000);

/** Begins to send a case; the rest of its body is for the caller to send. */
async function begin({ url, administrator }: JourneyServer, start: string): Promise<ClientRequest> {
  const begun = request(`${url}/api/v1/case`, {
    method: 'POST',
    headers: {
      authorization: basic(administrator.login, administrator.password),
      'content-type': 'application/json',
      'x-organisation': 'main',
      expect: '100-continue',
    },
  });
  // The server has the head of the request when it asks for the body.
  begun.flushHeaders();
  await once(begun, 'continue');
  begun.write(start);
  return begun;
}

async function answerTo(begun: ClientRequest) {
  const [response]: IncomingMessage[] = await once(begun, 'response');
  if (response === undefined) throw new Error('No answer came');
  const body: Readonly<Record<string, unknown>> = JSON.parse(await text(response));
  return { status: response.statusCode, connection: response.headers.connection, body };
}

async function isClosed({ url }: JourneyServer): Promise<boolean> {
  const attempt = connect(Number(new URL(url).port), '127.0.0.1');
  try {
    await once(attempt, 'connect');
    return false;
  } catch {
    // Refused: nobody listens there any more.
    return true;
  } finally {
    attempt.destroy();
  }
}
