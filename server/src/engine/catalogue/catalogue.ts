/**
 * The catalogue of neurons as it is now. Changes in the folders are noticed without a restart: by watching them, and by a
 * slow look at everything, since not every file system tells of changes and watches are a limited good. Catalogues at
 * addresses are fetched beside that: what was fetched before counts until they have come.
 */

import { type FSWatcher, watch } from 'node:fs';
import { type CatalogueSource, type Settling, type Snapshot, scanCatalogues } from './catalogue-scan.ts';

/** How a catalogue is kept. */
export interface CatalogueOptions {
  /** A later one wins an identifier. */
  readonly sources: readonly CatalogueSource[];
  /** Definitions with a container image are run from it, and need no script here. */
  readonly images?: boolean;
  /** Milliseconds between looks at everything. */
  readonly rescanMs?: number;
  /** Milliseconds without a further change before a change is acted on. */
  readonly quietMs?: number;
  /** Milliseconds without a change after which a folder counts as written completely. */
  readonly settledMs?: number;
}

/** The catalogue. */
export interface Catalogue {
  /** What the last scan found; never half of a scan. */
  current(): Snapshot;
  /** Fetches what is at addresses and scans, taking every folder as it is. Calls that come while a scan runs share the next one. */
  rescan(): Promise<Snapshot>;
  /** Calls a listener after each scan that found something else than before; the function given back ends that. */
  onChange(listener: (snapshot: Snapshot) => void): () => void;
  /** Ends watching. */
  close(): void;
}

const mostWatches = 1024;

/** Longest that a folder changing all the time can put off the scan, in quiet periods. */
const mostQuietPeriods = 20;

/** Scans once, then watches until closed. */
export async function openCatalogue(options: CatalogueOptions): Promise<Catalogue> {
  const { sources, images, rescanMs = 60_000, quietMs = 250, settledMs = 1_000 } = options;
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const scan = async (settling: Settling | undefined): Promise<Snapshot> => {
    const before = current;
    current = await scanCatalogues(sources, settling, images);
    if (closed) return current;
    watches.follow(current.folders);
    if (current.unsettled) due.restart();
    if (fingerprint(before) !== fingerprint(current)) for (const listener of listeners) listener(current);
    return current;
  };
  let asIs = false;
  const scans = createScans(() => {
    const settling = asIs ? undefined : { withinMs: settledMs, before: current };
    asIs = false;
    return scan(settling);
  });
  const due = createDelay(quietMs, () => scans.run());
  const watches = createWatches(() => due.restart());
  let closed = false;
  let current = await scanCatalogues(sources, undefined, images);
  watches.follow(current.folders);
  const fetched = sources.filter((source) => typeof source !== 'string');
  const lookAgain = async (): Promise<void> => {
    await Promise.all(fetched.map((one) => one.refreshWhenDue()));
    await scans.run();
  };
  const slowly = setInterval(lookAgain, rescanMs).unref();
  if (fetched.length > 0) void lookAgain();
  return {
    current: () => current,
    rescan() {
      const scanAsIs = (): Promise<Snapshot> => {
        asIs = true;
        return scans.run();
      };
      return fetched.length === 0
        ? scanAsIs()
        : Promise.all(fetched.map((one) => one.refresh())).then(scanAsIs);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      clearInterval(slowly);
      due.cancel();
      watches.follow([]);
    },
  };
}

function fingerprint({ entries, refused }: Snapshot): string {
  return JSON.stringify([[...entries], refused]);
}

/** One scan at a time, and at most one waiting: a request made while a scan runs is not answered by that scan. */
function createScans(scan: () => Promise<Snapshot>): { run(): Promise<Snapshot> } {
  let running: Promise<Snapshot> | undefined;
  let next: Promise<Snapshot> | undefined;
  const start = (): Promise<Snapshot> => {
    next = undefined;
    running = scan().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    run() {
      if (running === undefined) return start();
      next ??= running.then(start, start);
      return next;
    },
  };
}

/** Acts when nothing has restarted it for a while, or when it has been put off for too long. */
function createDelay(quietMs: number, act: () => unknown): { restart(): void; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const cancel = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    cancel,
    restart() {
      if (timer === undefined) since = Date.now();
      else if (Date.now() - since > quietMs * mostQuietPeriods) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        act();
      }, quietMs).unref();
    },
  };
}

/** Watches exactly the folders it was last told to follow, as far as the system allows. */
function createWatches(changed: () => void): { follow(folders: readonly string[]): void } {
  const watched = new Map<string, FSWatcher>();
  const drop = (folder: string): void => {
    watched.get(folder)?.close();
    watched.delete(folder);
  };
  const add = (folder: string): void => {
    const watcher = watchFolder(folder, changed);
    if (watcher === undefined) return;
    // A removed folder ends its watch with an error on some systems; the slow look notices what comes after.
    watcher.on('error', () => drop(folder));
    watched.set(folder, watcher);
  };
  return {
    follow(folders) {
      const wanted = new Set(folders.slice(0, mostWatches));
      for (const folder of watched.keys()) if (!wanted.has(folder)) drop(folder);
      for (const folder of wanted) if (!watched.has(folder)) add(folder);
    },
  };
}

function watchFolder(folder: string, changed: () => void): FSWatcher | undefined {
  try {
    return watch(folder, { persistent: false }, changed);
  } catch {
    // Gone already, or no watches left on this machine: the slow look covers it.
    return undefined;
  }
}
