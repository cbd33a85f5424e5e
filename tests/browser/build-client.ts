/** Runs once before all journeys: builds the client, so that no start of a server waits for it. */
import { buildClient } from '../../web/build.ts';

/** Vitest calls this before the first file. */
export default async function setup(): Promise<void> {
  await buildClient((line) => console.log(line));
}
