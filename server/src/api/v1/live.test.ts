import { type IncomingMessage, request as openRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;
let eve: Person;
let address: string;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
  eve = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
  address = await wire.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => wire?.release());

interface Event {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Stream {
  readonly answer: IncomingMessage;
  /** The next event that fits. */
  next(fits: (event: Event) => boolean): Promise<Event>;
  readonly seen: readonly Event[];
  close(): void;
}

function parse(block: string): Event | undefined {
  const fields = new Map(
    block.split('\n').map((line) => [line.split(': ', 1)[0], line.replace(/^\w+: /, '')]),
  );
  const [id, event, data] = ['id', 'event', 'data'].map((name) => fields.get(name));
  return id === undefined || event === undefined || data === undefined
    ? undefined
    : { id, event, data: JSON.parse(data) };
}

function listen(
  person: Person,
  headers: Readonly<Record<string, string>> = {},
  at: string = address,
  search = '',
): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = openRequest(`${at}/api/v1/live${search}`, {
      headers: { authorization: `Bearer ${person.key}`, ...headers },
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      const seen: Event[] = [];
      const waiting = new Set<() => void>();
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('error', () => undefined);
      answer.on('data', (chunk: string) => {
        const blocks = `${rest}${chunk}`.split('\n\n');
        rest = blocks.pop() ?? '';
        seen.push(...blocks.flatMap((block) => parse(block) ?? []));
        for (const wake of [...waiting]) wake();
      });
      resolve({
        answer,
        seen,
        close: () => asked.destroy(),
        next: (fits) =>
          new Promise((found) => {
            const look = () => {
              const event = seen.find(fits);
              if (event === undefined) return;
              waiting.delete(look);
              found(event);
            };
            waiting.add(look);
            look();
          }),
      });
    });
    asked.end();
  });
}

const make = (person: Person, title: string) =>
  wire.send('POST', '/api/v1/case', { as: person, body: { title, description: 'D' } });

describe('the live stream', () => {
  it('tells what the organisation sees change, by ids and names of fields only', async () => {
    const stream = await listen(ann);
    expect(stream.answer.headers['content-type']).toContain('text/event-stream');
    await stream.next(({ event }) => event === 'ready');
    const made = await make(ann, 'a secret title');
    const event = await stream.next(({ data }) => data.objectId === made.read('_id'));
    expect(event).toMatchObject({
      event: 'change',
      data: { kind: 'change', objectType: 'Case', action: 'create' },
    });
    expect(JSON.stringify(event)).not.toContain('secret title');
    stream.close();
  });

  it('tells nothing to others', async () => {
    const [own, foreign] = [await listen(ann), await listen(eve)];
    const mine = await make(ann, 'mine');
    const theirs = await make(eve, 'theirs');
    await foreign.next(({ data }) => data.objectId === theirs.read('_id'));
    await own.next(({ data }) => data.objectId === mine.read('_id'));
    expect(foreign.seen.some(({ data }) => data.objectId === mine.read('_id'))).toBe(false);
    own.close();
    foreign.close();
  });

  it('goes on where it was left', async () => {
    const stream = await listen(ann);
    const first = await make(ann, 'first');
    const { id } = await stream.next(({ data }) => data.objectId === first.read('_id'));
    stream.close();
    const missed = await make(ann, 'missed');
    const again = await listen(ann, { 'last-event-id': id });
    await again.next(({ data }) => data.objectId === missed.read('_id'));
    expect(
      again.seen.some(({ data }) => data.objectId === first.read('_id') && data.action === 'create'),
    ).toBe(false);
    again.close();
  });

  it('gives what followed a time, and says that nothing is left out', async () => {
    const read = Date.now();
    const unheard = await make(ann, 'made before the stream was there');
    const stream = await listen(ann, {}, address, `?since=${read}`);
    await stream.next(({ data }) => data.objectId === unheard.read('_id'));
    expect((await stream.next(({ event }) => event === 'ready')).data).toEqual({ isComplete: true });
    stream.close();
  });

  it.each(['', '?since=1000', '?since=soon', '?after=nothing'])(
    'says that something may be missing when asked with %j',
    async (search) => {
      const stream = await listen(ann, {}, address, search);
      expect((await stream.next(({ event }) => event === 'ready')).data).toEqual({ isComplete: false });
      stream.close();
    },
  );

  it('is not for strangers', async () => {
    expect((await wire.send('GET', '/api/v1/live')).status).toBe(401);
  });

  it('counts apart from requests, and frees its place when the listener leaves', async () => {
    const streams = await Promise.all(Array.from({ length: 10 }, () => listen(ann)));
    const refused = await listen(ann);
    expect(refused.answer.statusCode).toBe(503);
    refused.close();
    for (const stream of streams) stream.close();
    const later = await retried(
      () => listen(ann),
      (stream) => stream.answer.statusCode === 200,
    );
    later.close();
  });
});

describe('a server that stops', () => {
  it('ends its streams first', async () => {
    const stopping = await buildWire();
    const person = await stopping.person(stopping.world.organisations.first, 'org-admin');
    const stream = await listen(person, {}, await stopping.server.listen({ port: 0, host: '127.0.0.1' }));
    await stream.next(({ event }) => event === 'ready');
    const ended = new Promise((resolve) => stream.answer.on('end', resolve));
    await stopping.server.close();
    await ended;
    await stopping.release();
  });
});

/** Tries again until the server has noticed that connections were closed. */
async function retried(run: () => Promise<Stream>, fits: (stream: Stream) => boolean): Promise<Stream> {
  for (;;) {
    const stream = await run();
    if (fits(stream)) return stream;
    stream.close();
  }
}
