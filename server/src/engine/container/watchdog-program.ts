/**
 * Reads names of containers, `+name` for one that is about to be made and `-name` for one that is gone, until whoever writes them ends;
 * then removes those that are left.
 */
import { createInterface } from 'node:readline';
import { createEngineApi } from './engine-api.ts';
import { removeContainer } from './remove-container.ts';

/** Names of containers that were not gone when their server ended. */
async function leftBehind(): Promise<ReadonlySet<string>> {
  const left = new Set<string>();
  for await (const line of createInterface({ input: process.stdin })) {
    const name = line.slice(1);
    if (line.startsWith('+')) left.add(name);
    else left.delete(name);
  }
  return left;
}

process.title = 'skep-containers-watchdog';
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
const [, , socket = ''] = process.argv;
const api = createEngineApi(socket);
for (const name of await leftBehind()) await removeContainer(api, name);
