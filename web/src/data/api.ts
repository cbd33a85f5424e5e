/**
 * Speaks with the server: JSON and files, the organisation that is worked in, and what it refuses. When a session has
 * ended, a request waits until somebody has signed in again and is then sent once more, so that nothing is lost.
 */

/** One field that the server refused, and what it would take. */
export interface FieldFault {
  readonly kind: 'missing' | 'invalid' | 'unknown' | 'readOnly';
  readonly name: string;
  readonly accepted?: string;
}

/** What the server answered instead of doing what it was asked. */
export class ApiError extends Error {
  readonly status: number;
  /** Says the same in every language; `offline` when nobody answered. */
  readonly code: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly faults: readonly FieldFault[];

  constructor(
    status: number,
    code: string,
    message: string,
    parameters: Readonly<Record<string, unknown>>,
    faults: readonly FieldFault[],
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.parameters = parameters;
    this.faults = faults;
  }
}

/** What may go with a request. */
export interface RequestOptions {
  readonly body?: unknown;
  readonly form?: FormData;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Told how much of the form has left, from 0 to 1. */
  readonly onSent?: (part: number) => void;
}

/** HTTP methods. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The way to the server, for one organisation. Every call rejects with {@link ApiError}. */
export interface Api {
  readonly organisation: string | undefined;
  request<T>(method: Method, path: string, options?: RequestOptions): Promise<T>;
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body?: unknown): Promise<T>;
  patch<T>(path: string, body?: unknown): Promise<T>;
  remove<T>(path: string): Promise<T>;
  /** The answer as it arrives, for files; a body is posted. */
  open(path: string, signal: AbortSignal, body?: unknown): Promise<Response>;
  /** Posts, and gives each line of JSON as it arrives. Resolves at the end. */
  stream(path: string, body: unknown, signal: AbortSignal, onLine: (line: unknown) => void): Promise<void>;
}

const base = '/api/v1';
const csrfCookie = 'THEHIVE-XSRF-TOKEN';

/** Whether this browser has a session, as far as can be told without asking. */
export function hasSession(): boolean {
  return cookie(csrfCookie) !== '';
}

/** Makes the way to the server. `signInAgain` resolves once there is a session again. */
export function createApi(organisation: string | undefined, signInAgain: () => Promise<void>): Api {
  const request = async <T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> => {
    const answer = await send(organisation, method, path, options);
    if (answer.status !== 401 || isEntry(path)) return read<T>(answer);
    await signInAgain();
    return read<T>(await send(organisation, method, path, options));
  };
  return {
    organisation,
    request,
    get: (path, signal) => request('GET', path, signal === undefined ? {} : { signal }),
    post: (path, body) => request('POST', path, { body }),
    put: (path, body) => request('PUT', path, { body }),
    patch: (path, body) => request('PATCH', path, { body }),
    remove: (path) => request('DELETE', path),
    async open(path, signal, body) {
      const method = body === undefined ? 'GET' : 'POST';
      const answer = await send(organisation, method, path, { body, signal });
      return answer.ok ? answer : read(answer);
    },
    async stream(path, body, signal, onLine) {
      const answer = await send(organisation, 'POST', path, { body, signal });
      if (!answer.ok || answer.body === null) await read(answer);
      else await readLines(answer.body, onLine);
    },
  };
}

/** Paths whose refusal is an answer and no sign of an ended session. */
function isEntry(path: string): boolean {
  return path === '/login' || path === '/setup' || path === '/logout' || path.startsWith('/status/public');
}

async function send(
  organisation: string | undefined,
  method: Method,
  path: string,
  options: RequestOptions,
): Promise<Response> {
  const { body, form, signal, onSent } = options;
  const headers = {
    Accept: 'application/json',
    'X-THEHIVE-XSRF-TOKEN': cookie(csrfCookie),
    ...(organisation === undefined ? {} : { 'X-Organisation': organisation }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...options.headers,
  };
  try {
    if (form !== undefined && onSent !== undefined) {
      const { sendCounted } = await import('./counted-send.ts');
      return await sendCounted(method, `${base}${path}`, headers, form, onSent);
    }
    return await fetch(`${base}${path}`, {
      method,
      credentials: 'same-origin',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(form === undefined ? {} : { body: form }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', 'The server cannot be reached', {}, []);
  }
}

async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: unknown) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = '';
  for (;;) {
    const { done, value } = await reader.read();
    held += decoder.decode(value, { stream: !done });
    const lines = held.split('\n');
    held = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line !== '') onLine(parse(line));
    if (done) return;
  }
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  const body: unknown = text === '' ? undefined : parse(text);
  if (answer.ok) return body as T;
  const { message, code, parameters, errors } = isRecord(body) ? body : {};
  throw new ApiError(
    answer.status,
    typeof code === 'string' ? code : 'internal',
    typeof message === 'string' ? message : answer.statusText,
    isRecord(parameters) ? parameters : {},
    Array.isArray(errors) ? errors.flatMap(readFault) : [],
  );
}

const faultKinds: Readonly<Record<string, FieldFault['kind']>> = {
  MissingAttributeError: 'missing',
  UnknownAttributeError: 'unknown',
  UpdateReadOnlyAttributeError: 'readOnly',
};

function readFault(fault: unknown): FieldFault[] {
  if (!isRecord(fault) || typeof fault.name !== 'string') return [];
  const kind = faultKinds[String(fault.type)] ?? 'invalid';
  const choices = Array.isArray(fault.acceptedInput) ? fault.acceptedInput.map(String) : [];
  const accepted = typeof fault.format === 'string' ? fault.format : choices.join(', ');
  return [{ kind, name: fault.name, ...(accepted === '' ? {} : { accepted }) }];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}
