/**
 * Catalogues at addresses of the web: one JSON file each, as Cortex publishes them. What was fetched last is kept on disk
 * and counts until something else has come, so neither a start without network nor a server that is away changes anything.
 */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Download, DownloadFailed } from '../../lib/download.ts';
import { textWithin } from '../../lib/text-within.ts';
import { errorCode } from '../report/read-text.ts';

/** A catalogue that is fetched. */
export interface FetchedCatalogue {
  /** Its address as people are shown it. */
  readonly address: string;
  /** Where the last good content lies; absent before the first. */
  readonly file: string;
  /** Why it could not be fetched the last time it was tried; undefined when it could. */
  trouble(): string | undefined;
  /** Fetches it; those who ask meanwhile wait for the same answer. Never rejects: see `trouble`. */
  refresh(): Promise<void>;
  /** Fetches it when the last success is an hour ago, or when the last attempt failed. */
  refreshWhenDue(): Promise<void>;
}

/** Largest catalogue, in bytes; the complete ones that are published have about one million. */
export const largestCatalogue = 8 * 1024 ** 2;
const refreshMs = 3_600_000;

/** The catalogue at an address, kept in a folder. */
export function fetchedCatalogue(address: string, folder: string, download: Download): FetchedCatalogue {
  const file = join(folder, `${createHash('sha256').update(address).digest('hex').slice(0, 32)}.json`);
  let trouble: string | undefined;
  let succeededAt: number | undefined;
  let running: Promise<void> | undefined;
  const attempt = async (): Promise<void> => {
    try {
      await keep(await contentAt(address, download), file);
      trouble = undefined;
      succeededAt = Date.now();
    } catch (error) {
      trouble = await troubleOf(error, file);
    }
  };
  const refresh = (): Promise<void> => {
    running ??= attempt().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    address: withoutQuery(address),
    file,
    trouble: () => trouble,
    refresh,
    async refreshWhenDue() {
      const fresh = succeededAt !== undefined && Date.now() - succeededAt < refreshMs;
      if (!fresh || trouble !== undefined) await refresh();
    },
  };
}

/** A query may hold a key, and everybody who sees the catalogue sees its address. */
function withoutQuery(address: string): string {
  const shown = new URL(address);
  shown.search = '';
  return shown.href;
}

async function contentAt(address: string, download: Download): Promise<string> {
  const tooMuch = () => new DownloadFailed(`it is larger than ${largestCatalogue} bytes`);
  const text = await textWithin(await download(address), largestCatalogue, tooMuch);
  try {
    JSON.parse(text);
  } catch (error) {
    throw new DownloadFailed('what came is not JSON', error);
  }
  return text;
}

/** In one step, so that no scan reads half of it. */
async function keep(text: string, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const written = `${file}.${randomUUID()}`;
  try {
    await writeFile(written, text, { mode: 0o600 });
    await rename(written, file);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}

async function troubleOf(error: unknown, file: string): Promise<string> {
  const known = error instanceof DownloadFailed ? error.message : `it cannot be kept: ${errorCode(error)}`;
  const kept = await stat(file).catch(() => undefined);
  const meanwhile =
    kept === undefined ? '' : `; what came at ${new Date(kept.mtimeMs).toISOString()} counts until then`;
  return `cannot be fetched: ${known}${meanwhile}`;
}
