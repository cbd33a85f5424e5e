/** Runs once before all journeys: builds the client, so that no start of a server waits for it, and makes a folder for what they share. */
import { buildClient } from '../../web/build.ts';
import { openRunFolder } from '../support/prepared-data.ts';

/** Vitest calls this before the first file, and the function it gives back after the last one. */
export default async function setup(): Promise<() => Promise<void>> {
  await buildClient((line) => console.log(line));
  return openRunFolder();
}
