/** Asks many requests as somebody, and compares what came back. */
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { type FormPart, formOf, type Person, type Wire } from '../support/wire.ts';
import { archivePassword, goodPassword } from './makers.ts';

/** Somebody who asks, by what their requests carry: a key or the cookies of a session. */
export interface Asker {
  readonly as?: Person;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is asked. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  readonly form?: readonly FormPart[] | undefined;
}

/** Everything that an answer tells but the time. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Answers by request. */
export type Answers = ReadonlyMap<string, Answer>;

/** Requests under way at once. */
const atOnce = 6;
/** Headers that differ between any two answers. */
const changing: ReadonlySet<string> = new Set(['date', 'x-request-id', 'content-length']);

/** A request in words. */
export const requestText = ({ method, url, body }: Asked): string =>
  `${method} ${url} ${JSON.stringify(body) ?? ''}`;

/** Asks one request. A zip is told by the names in it, and the archive of a case by what is in it: both are encrypted anew each time. */
export async function ask({ send }: Wire, asker: Asker, { method, url, body, form }: Asked): Promise<Answer> {
  const parts = form === undefined ? undefined : formOf(form);
  const { status, bytes, headers } = await send(method, url, {
    ...asker,
    ...(body === undefined ? {} : { body }),
    ...(parts === undefined ? {} : { raw: parts.raw, headers: { ...asker.headers, ...parts.headers } }),
  });
  const kept = Object.entries(headers).filter(([name]) => !changing.has(name));
  const isZip = String(headers['content-type']).includes('zip');
  const isArchive = status === 200 && url.includes('/export?password=');
  const text = isZip || isArchive ? await archivedText(bytes, isArchive) : bytes.toString();
  return { status, text, headers: Object.fromEntries(kept) };
}

/** The names in an archive; of the archive of a case, everything in it. */
async function archivedText(bytes: Uint8Array, withContents: boolean): Promise<string> {
  const options = { password: archivePassword, useWebWorkers: false };
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), options);
  const texts: string[] = [];
  for await (const entry of reader.getEntriesGenerator())
    if (!entry.directory)
      texts.push(entry.filename, ...(withContents ? [await entry.getData(new TextWriter())] : []));
  await reader.close();
  return texts.join('\n');
}

/** Does something with each of many, some at once. */
export async function eachOf<T>(many: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const waiting = many.values();
  const work = async (): Promise<void> => {
    for (const one of waiting) await act(one);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Asks every request. */
export async function askAll(wire: Wire, asker: Asker, probes: readonly Asked[]): Promise<Answers> {
  const answers = new Map<string, Answer>();
  await eachOf(probes, async (probe) => {
    answers.set(requestText(probe), await ask(wire, asker, probe));
  });
  return answers;
}

/** Signs somebody in with a password: what the requests of the session carry. */
export async function signedIn({ access, send }: Wire, person: Person): Promise<Asker> {
  await access.passwords.set(String(person.userId), goodPassword, async () => undefined);
  const body = { user: person.login, password: goodPassword, organisation: person.organisation.name };
  const { status, headers, text } = await send('POST', '/api/v1/login', { body });
  if (status !== 200) throw new Error(`${person.login} cannot sign in: ${text}`);
  const cookies = [headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie).split(';')[0] ?? '');
  const csrf = cookies.find((cookie) => cookie.startsWith('THEHIVE-XSRF-TOKEN='))?.split('=')[1] ?? '';
  return { headers: { cookie: cookies.join('; '), 'x-thehive-xsrf-token': decodeURIComponent(csrf) } };
}

/** Requests whose answers differ between two times, in more than how long something has been going on. */
export function changed(one: Answers, other: Answers): unknown[] {
  return [...one].flatMap(([request, before]) => {
    const after = other.get(request);
    if (withoutGrowingTimes(before) === withoutGrowingTimes(after)) return [];
    return [{ request, before: shortened(before), after: shortened(after) }];
  });
}

/** An answer without the durations of steps that have not ended: they grow while nothing happens. */
function withoutGrowingTimes(answer: Answer | undefined): string {
  return JSON.stringify(answer ?? null).replaceAll(
    /(\\"to\\":null),\\"worked\\":\d+,\\"waited\\":\d+/g,
    (_all, goesOn: string) => goesOn,
  );
}

/** Requests that were not answered with 200. */
export function failed(answers: Answers): unknown[] {
  return [...answers].flatMap(([request, answer]) =>
    answer.status === 200 ? [] : [{ request, answer: shortened(answer) }],
  );
}

/** Requests whose answer holds one of the words or ids (digits), which are not the caller's to know. */
export function telling(answers: Answers, words: readonly string[], ids: ReadonlySet<string>): unknown[] {
  return [...answers].flatMap(([request, answer]) => {
    const found = foundIn(JSON.stringify(answer), words, ids);
    return found.length === 0 ? [] : [{ request, found, answer: shortened(answer) }];
  });
}

/** The words and ids that a text holds. */
export function foundIn(text: string, words: readonly string[], ids: ReadonlySet<string>): string[] {
  const lower = text.toLowerCase();
  const named = [...text.matchAll(/~(\d+)/g)].flatMap(([id, digits = '']) => (ids.has(digits) ? [id] : []));
  return [...words.filter((word) => lower.includes(word)), ...named];
}

function shortened(answer: Answer | undefined): string {
  return JSON.stringify(answer)?.slice(0, 600) ?? 'nothing';
}
