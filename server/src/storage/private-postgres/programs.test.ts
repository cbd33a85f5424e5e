/** Programs that npm installed: completed, and copied where the account can run them. */
import { chmod, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountToSwitchTo } from './account.ts';
import { installedPackage, usablePrograms } from './programs.ts';
import { run } from './run.ts';

let closed: string;
let copies: string;

beforeEach(async () => {
  closed = await mkdtemp(join(tmpdir(), 'skep-programs-'));
  copies = await mkdtemp(join(tmpdir(), 'skep-copies-'));
  await chmod(copies, 0o711);
});

afterEach(async () => {
  await chmod(join(closed, 'native', 'lib'), 0o755).catch(() => undefined);
  for (const folder of [closed, copies]) await rm(folder, { recursive: true, force: true });
});

describe('programs', () => {
  it('that cannot be reached or completed where they are run from a copy, which is made once', async () => {
    const { native, version } = await installedPackage();
    await cp(native, join(closed, 'native'), {
      recursive: true,
      filter: (path) => !path.includes('.so.60') || path.endsWith('.2'),
    });
    // Root may write everywhere, but its user cannot pass the closed folder; anybody else cannot write to this one.
    await chmod(join(closed, 'native', 'lib'), 0o555);
    const account = await accountToSwitchTo();
    const found = { native: join(closed, 'native'), version };
    const programs = await usablePrograms(found, copies, account);
    expect(programs.postgres).toBe(join(copies, version, 'native', 'bin', 'postgres'));
    expect((await run(programs.initdb, ['--version'], account)).status).toBe(0);
    expect(String(programs.major)).toBe(version.split('.')[0]);
    expect(await usablePrograms(found, copies, account)).toEqual(programs);
    expect(await readdir(copies)).toEqual([version]);
  });

  it('that can be reached are run where they are', async () => {
    const installed = await installedPackage();
    const programs = await usablePrograms(installed, copies, await accountToSwitchTo());
    const links: { target: string }[] = JSON.parse(
      await readFile(join(installed.native, 'pg-symlinks.json'), 'utf8'),
    );
    expect(programs.postgres).toBe(join(installed.native, 'bin', 'postgres'));
    expect(await readdir(join(installed.native, 'lib'))).toEqual(
      expect.arrayContaining(links.map(({ target }) => target.slice(target.lastIndexOf('/') + 1))),
    );
  });
});
