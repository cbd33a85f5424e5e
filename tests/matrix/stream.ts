/** A listener on the stream of changes, for tests that look at everything it is told. */
import type { Person } from '../support/wire.ts';

/** An open stream. */
export interface OpenStream {
  /** Everything that has arrived. */
  readonly text: () => string;
  /** Resolves once a text has arrived. */
  until(wanted: string): Promise<void>;
  close(): void;
}

/** Opens the stream of a person; `after` is the id of an event to go on from, `organisation` the name of another than the usual one. */
export async function openStream(
  address: string,
  person: Person,
  after?: string,
  organisation?: string,
): Promise<OpenStream> {
  const stop = new AbortController();
  const search = new URLSearchParams({
    ...(after === undefined ? {} : { after }),
    ...(organisation === undefined ? {} : { organisation }),
  });
  const answer = await fetch(`${address}/api/v1/live?${search}`, {
    headers: { authorization: `Bearer ${person.key}` },
    signal: stop.signal,
  });
  if (answer.body === null) throw new Error('The stream has no body');
  const state = { text: '' };
  const waiting = new Set<() => void>();
  void read(answer.body, (piece) => {
    state.text += piece;
    for (const look of [...waiting]) look();
  });
  const stream: OpenStream = {
    text: () => state.text,
    until: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!state.text.includes(wanted)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => stop.abort(),
  };
  await stream.until('event: ready');
  return stream;
}

async function read(body: ReadableStream<Uint8Array>, take: (piece: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const piece of body) take(decoder.decode(piece, { stream: true }));
  } catch (error) {
    // Closing the stream ends the reading this way.
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}
