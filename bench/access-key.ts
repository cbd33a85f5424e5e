/** An API key for the person who measures. */
import { createAccess, createPasswordHasher } from '../server/src/access/index.ts';
import { createIdSource } from '../server/src/commands/frame/id-source.ts';
import { loadConfig } from '../server/src/config/load.ts';
import { createSecretBox } from '../server/src/storage/secret-box.ts';
import type { Scene } from './scene.ts';

/** Makes, or replaces, the key of a user. */
export function renewKey({ database, keys }: Scene, userId: string): Promise<string> {
  const surroundings = { environment: {}, workingFolder: '/', homeFolder: '/', root: false };
  const access = createAccess({
    database,
    secrets: createSecretBox(keys),
    settings: loadConfig(surroundings).access,
    hasher: createPasswordHasher(),
    takeIds: createIdSource(database).take,
    clock: Date.now,
    report: (error) => console.error(error),
  });
  return access.keys.renew(userId, 'bench@skep.test', async () => undefined);
}
