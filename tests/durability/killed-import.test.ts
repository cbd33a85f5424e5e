import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withServer } from '../journeys/server.ts';
import { byChance, takesPart } from '../support/faults.ts';
import { type RecordedTheHive, startRecordedTheHive } from '../support/recorded-thehive3.ts';

const launcher = fileURLToPath(new URL('../../server/bin/skep.mjs', import.meta.url));

/** Longest time of a test in milliseconds. */
const longest = 180_000;

let source: RecordedTheHive;
let folder: string;
const started: ChildProcess[] = [];
beforeAll(async () => {
  source = await startRecordedTheHive();
  folder = await mkdtemp(join(tmpdir(), 'skep-import-'));
  // The user of PostgreSQL passes through it.
  await chmod(folder, 0o755);
});
afterAll(async () => {
  await source.close();
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function startImport(data: string): { readonly child: ChildProcess; readonly printed: () => string } {
  const words = ['import', 'thehive', '--from', source.address, '--report', join(folder, 'report.json')];
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, SKEP_DATA_DIR: data, SKEP_IMPORT_KEY: 'a-secret-key' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  return { child, printed: () => output.text };
}

it.skipIf(!takesPart('killed-import'))(
  `imports everything once, although it is killed after the cases came ${byChance}`,
  async () => {
    const data = join(folder, 'data');
    const first = startImport(data);
    source.onRequest = (path) => path === '/api/alert/_search' && first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(first.child.signalCode).toBe('SIGKILL');
    source.onRequest = () => undefined;
    const second = startImport(data);
    await once(second.child, 'close');
    expect(second.printed()).toContain('The report is in');
    expect(second.child.exitCode).toBe(0);
    const report: unknown = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    expect(report).toMatchObject({
      source: source.address,
      failures: [],
      kinds: { case: { read: 1, made: 0, present: 1 }, alert: { read: 2, made: 2, present: 0 } },
    });
    expect(second.printed() + JSON.stringify(report)).not.toContain('a-secret-key');
  },
  longest,
);

it.skipIf(!takesPart('killed-import'))(
  `does not touch the data of a running server ${byChance}`,
  () =>
    withServer({}, async (server) => {
      const refused = startImport(join(server.folder, 'data'));
      await once(refused.child, 'close');
      expect(refused.child.exitCode).toBe(1);
      expect(refused.printed()).toContain('Stop it, import, and start it again');
    }),
  longest,
);
