/**
 * Freezes the present version: starts a server, makes a little of everything, and writes the database and the answers of the
 * API below `frozen/`. Run it once for each release, before the next migration is written: `node tests/upgrade/freeze.ts`.
 */
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { withOwner } from '../../server/src/storage/owner-session.ts';
import { startPrivatePostgres } from '../../server/src/storage/private-postgres/start.ts';
import { basic, createApiClient } from '../journeys/api-client.ts';
import { startServer, stopServer } from '../journeys/server.ts';
import { dumpDatabase } from './dump.ts';
import { type FrozenState, writeFrozenState } from './frozen-state.ts';
import { askAll, makeScene } from './scene.ts';

type Recorded = Pick<FrozenState, 'people' | 'answers'>;

async function freeze(folder: string): Promise<string> {
  const recorded = await recordAnswers(folder);
  const dataFolder = join(folder, 'data');
  const instanceKey = await readFile(join(dataFolder, 'instance.key'), 'utf8');
  const postgres = await startPrivatePostgres({ dataFolder, database: 'skep' });
  try {
    const dumped = await withOwner(postgres.owner, dumpDatabase);
    const files = await storedFiles(dataFolder);
    await writeFrozenState({ ...dumped, instanceKey, ...recorded, files });
    return dumped.name;
  } finally {
    await postgres.stop();
  }
}

async function storedFiles(dataFolder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(join(dataFolder, 'files'), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(dataFolder, join(parentPath, name)))
    .sort();
  const contents = await Promise.all(paths.map((path) => readFile(join(dataFolder, path), 'base64')));
  return Object.fromEntries(paths.map((path, at) => [path, contents[at] ?? '']));
}

async function recordAnswers(folder: string): Promise<Recorded> {
  const server = await startServer(folder);
  try {
    const { login, password } = server.administrator;
    const signIn = (organisation: string) =>
      createApiClient(server.url, basic(login, password), organisation);
    const client = signIn('main');
    const questions = await makeScene(client, signIn('admin'));
    const { text } = await client.call('POST', `/user/${login}/key/renew`);
    return { people: { login, password, key: String(text) }, answers: await askAll(client, questions) };
  } finally {
    await stopServer(server);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'skep-freeze-'));
try {
  // The user of PostgreSQL passes through it.
  await chmod(folder, 0o755);
  console.log(`Frozen: ${await freeze(folder)}`);
} finally {
  await rm(folder, { recursive: true });
}
