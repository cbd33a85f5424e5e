/** The private PostgreSQL with real processes: started, found again, killed in every way, and refused. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ConnectionOptions } from '../connection-options.ts';
import { withClient } from '../connection-pool.ts';
import { accountToSwitchTo } from './account.ts';
import { layoutOf } from './layout.ts';
import { findPostmaster } from './postmaster.ts';
import { startPrivatePostgres } from './start.ts';

interface Said {
  readonly started: boolean;
  readonly adopted?: boolean;
  readonly owner: ConnectionOptions;
  readonly message?: string;
}

interface Server {
  readonly process: ChildProcess;
  readonly said: Said;
}

const waiting = { timeout: 10_000, interval: 20 };
const servers = new Set<ChildProcess>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skep-private-'));
  await chmod(folder, 0o711);
});

afterEach(async () => {
  for (const server of servers) await end(server, 'SIGKILL');
  await gone();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts a server in a process group of its own and waits for what it says. */
async function start(dataFolder = folder): Promise<Server> {
  const fixture = join(import.meta.dirname, 'server-fixture.ts');
  const child = spawn(process.execPath, [fixture, dataFolder], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.add(child);
  const [line] = await once(createInterface(child.stdout), 'line');
  const said: Said = JSON.parse(String(line));
  return { process: child, said };
}

/** Sends a signal to the server's whole group, as a terminal or a supervisor does. */
async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  servers.delete(server);
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const exited = once(server, 'exit');
  signalGroup(server.pid, signal);
  await exited;
}

async function gone(): Promise<void> {
  await vi.waitFor(async () => expect(await findPostmaster(layoutOf(folder))).toBeUndefined(), waiting);
}

/** Never gives 0: signals to that would go to this test's own group. */
async function postmasterPid(): Promise<number> {
  const pid = (await findPostmaster(layoutOf(folder)))?.pid;
  if (pid === undefined) throw new Error('No postmaster is running');
  return pid;
}

function ask(owner: ConnectionOptions, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(owner, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
}

describe('a private PostgreSQL', () => {
  it('is made on the first start, durable, closed to the network, and ends in order with its server', async () => {
    const { process: server, said } = await start();
    expect(said).toMatchObject({ started: true, adopted: false });
    await ask(said.owner, `create table kept as select 'first' as start`);
    const settings = await ask(
      said.owner,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as network, current_setting('jit') as jit,
        current_setting('gin_pending_list_limit') as pending, current_setting('shared_buffers') as buffers`,
    );
    expect(settings).toEqual([{ fsync: 'on', network: '', jit: 'off', pending: '1MB', buffers: '256MB' }]);
    await end(server, 'SIGTERM');
    expect(server.exitCode).toBe(0);
    expect(await findPostmaster(layoutOf(folder))).toBeUndefined();
    expect(await readFile(layoutOf(folder).log, 'utf8')).toMatch(/database system is shut down\n$/);
  });

  it('demands its password on the socket', async () => {
    const { said } = await start();
    await expect(ask({ ...said.owner, password: 'guess' }, 'select 1')).rejects.toThrow(/password/);
    await expect(ask({ ...said.owner, password: '' }, 'select 1')).rejects.toThrow(/password/);
  });

  it('keeps its secret and its socket closed to other users', async () => {
    const layout = layoutOf(folder);
    const modes = await Promise.all(
      [layout.password, layout.cluster, join(folder, 'socket')].map((path) => stat(path)),
    );
    expect(modes.map(({ mode }) => mode & 0o077)).toEqual([0, 0, 0]);
  });

  it('refuses a second server on the same folder and leaves the first alone', async () => {
    const first = await start();
    const second = await start();
    expect(second.said.started).toBe(false);
    expect(second.said.message).toMatch(/Another Skep \(skep server \d+\) is already using this data folder/);
    expect(second.said.message).toContain(`skep server ${first.process.pid}`);
    expect(await ask(first.said.owner, 'select start from kept')).toEqual([{ start: 'first' }]);
  });

  it('ends when only its server and the group of it is killed, and starts again with what was committed', async () => {
    const first = await start();
    await ask(first.said.owner, `insert into kept values ('before the kill')`);
    await end(first.process, 'SIGKILL');
    const again = await start();
    expect(again.said).toMatchObject({ started: true, adopted: false });
    expect(await ask(again.said.owner, 'select count(*)::int as count from kept')).toEqual([{ count: 2 }]);
  });

  it('ends by itself after its server was killed', async () => {
    const { process: server } = await start();
    expect(await postmasterPid()).toBeGreaterThan(0);
    await end(server, 'SIGKILL');
    await gone();
    // Its last words may reach the file a moment after its lock is gone.
    const lastWords = () => readFile(layoutOf(folder).log, 'utf8');
    await vi.waitFor(
      async () => expect(await lastWords()).toMatch(/database system is shut down\n$/),
      waiting,
    );
  });

  it('is taken over by the next server when its watchdog was killed as well', async () => {
    const first = await start();
    const pid = await postmasterPid();
    await killWatchdog();
    await end(first.process, 'SIGKILL');
    const next = await start();
    expect(next.said).toMatchObject({ started: true, adopted: true });
    expect(await postmasterPid()).toBe(pid);
    await end(next.process, 'SIGKILL');
    await gone();
  });

  it('recovers when everything was killed at once', async () => {
    const first = await start();
    await ask(first.said.owner, `insert into kept values ('before the crash')`);
    const pid = await postmasterPid();
    await killWatchdog();
    process.kill(pid, 'SIGKILL');
    await end(first.process, 'SIGKILL');
    const again = await start();
    expect(again.said).toMatchObject({ started: true, adopted: false });
    expect(await ask(again.said.owner, 'select count(*)::int as count from kept')).toEqual([{ count: 3 }]);
  });

  it('tells its server when it ends by itself', async () => {
    const { process: server } = await start();
    const exited = once(server, 'exit');
    process.kill(await postmasterPid(), 'SIGINT');
    expect((await exited)[0]).toBe(3);
  });

  it('stays owned by its server after a crash of one of its processes', async () => {
    const first = await start();
    const [row] = await ask(first.said.owner, 'select pg_backend_pid() as pid, pg_sleep(0)');
    expect(row).toBeDefined();
    const victim = withClient(first.said.owner, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
      await client.query('select pg_sleep(5)');
    });
    await expect(victim).rejects.toThrow();
    const locks = `select from pg_locks where locktype = 'advisory'`;
    await vi.waitFor(async () => expect(await ask(first.said.owner, locks)).toHaveLength(1), waiting);
    expect((await start()).said.started).toBe(false);
  });

  it('has one owner when two servers start at the same time, also the very first time', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'skep-private-'));
    await chmod(fresh, 0o711);
    const both = await Promise.all([start(fresh), start(fresh)]);
    expect(both.map(({ said }) => said.started).sort()).toEqual([false, true]);
    for (const { process: server } of both) await end(server, 'SIGTERM');
    await rm(fresh, { recursive: true });
  });
});

describe('a private PostgreSQL is refused', () => {
  it('on the folder of another major version, which stays as it is', async () => {
    const old = await mkdtemp(join(tmpdir(), 'skep-private-'));
    await chmod(old, 0o711);
    await mkdir(layoutOf(old).cluster);
    await writeFile(join(layoutOf(old).cluster, 'PG_VERSION'), '16\n');
    const refused = startPrivatePostgres({ dataFolder: old, database: 'skep' });
    await expect(refused).rejects.toMatchObject({ code: 'otherMajorVersion' });
    await expect(refused).rejects.toThrow(/belongs to PostgreSQL 16; this Skep brings PostgreSQL \d+/);
    expect(await readFile(join(layoutOf(old).cluster, 'PG_VERSION'), 'utf8')).toBe('16\n');
    await rm(old, { recursive: true });
  });

  it('on a folder that holds something else', async () => {
    const other = await mkdtemp(join(tmpdir(), 'skep-private-'));
    await chmod(other, 0o711);
    await mkdir(layoutOf(other).cluster);
    await writeFile(join(layoutOf(other).cluster, 'holiday.jpg'), '');
    const refused = startPrivatePostgres({ dataFolder: other, database: 'skep' });
    await expect(refused).rejects.toMatchObject({ code: 'folderForeign' });
    await rm(other, { recursive: true });
  });

  it('as root in a folder that its user cannot enter, naming the folder and the fix', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'skep-closed-'));
    const inside = join(closed, 'deep', 'data');
    if ((await accountToSwitchTo()) === undefined) {
      const postgres = await startPrivatePostgres({ dataFolder: inside, database: 'skep' });
      await postgres.stop();
    } else {
      const refused = startPrivatePostgres({ dataFolder: inside, database: 'skep' });
      await expect(refused).rejects.toMatchObject({ code: 'folderUnreachable' });
      await expect(refused).rejects.toThrow(`cannot enter ${closed}. `);
      await expect(refused).rejects.toThrow(`chmod o+x ${closed}`);
    }
    await rm(closed, { recursive: true });
  });
});

/** The watchdog ignores what a terminal sends; only this ends it early. */
async function killWatchdog(): Promise<void> {
  process.kill(Number(await readFile(layoutOf(folder).watchdog, 'utf8')), 'SIGKILL');
}

/** Signals a process group. One that has just ended by itself is what the caller wants. */
function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
