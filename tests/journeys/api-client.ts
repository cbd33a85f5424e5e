/** A client of the v1 API for journeys: one caller, plain JSON, errors with what the server said. */

/** Any JSON object of the API. */
export type Wire = Readonly<Record<string, unknown>>;

/** Calls the API as one person or service. */
export interface ApiClient {
  /** JSON answer of a call; throws when the status is not 2xx. */
  call(method: string, path: string, body?: unknown): Promise<Wire>;
  /** A call that must give a list. */
  list(method: string, path: string, body?: unknown): Promise<readonly Wire[]>;
  /** Uploads files in one part, with the JSON part. */
  upload(
    path: string,
    part: string,
    files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[],
    json?: Wire,
  ): Promise<Wire>;
  /** Events of the live stream, until the signal fires. */
  listen(signal: AbortSignal, take: (event: Wire) => void): Promise<void>;
}

/** A client for `user:password` (Basic) or a key (Bearer), in an organisation. */
export function createApiClient(url: string, authorization: string, organisation: string): ApiClient {
  const headers = { authorization, 'x-organisation': organisation };
  const send = async (method: string, path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      ...init,
      headers: { ...headers, ...init.headers },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === ''
      ? {}
      : response.headers.get('content-type')?.includes('json')
        ? JSON.parse(text)
        : { text };
  };
  const json = (method: string, path: string, body?: unknown) =>
    send(
      method,
      path,
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    );
  return {
    async call(method, path, body) {
      return asObject(await json(method, path, body));
    },
    async list(method, path, body) {
      const answer = await json(method, path, body);
      if (!Array.isArray(answer)) throw new Error(`${method} ${path} gave no list`);
      return answer.map(asObject);
    },
    async upload(path, part, files, fields) {
      const form = new FormData();
      if (fields !== undefined) form.set('_json', JSON.stringify(fields));
      for (const file of files)
        form.append(part, new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
      return asObject(await send('POST', path, { body: form }));
    },
    async listen(signal, take) {
      const response = await fetch(`${url}/api/v1/live`, { headers, signal });
      if (!response.ok || response.body === null)
        throw new Error(`The live stream answered ${response.status}`);
      await readEvents(response.body, take).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}

/** Value of the Authorization header for a login and password. */
export function basic(login: string, password: string): string {
  return `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
}

function asObject(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : { value };
}

async function readEvents(body: ReadableStream<Uint8Array>, take: (event: Wire) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      const name = block.split('\n').find((line) => line.startsWith('event: '));
      if (data !== undefined) take({ event: name?.slice(7), ...asObject(JSON.parse(data.slice(6))) });
    }
  }
}
