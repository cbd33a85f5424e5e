/** Where the socket lies, and that nobody else could have put a folder there. */
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsSocket, makeSocketFolder } from './socket-folder.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skep-socket-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('the folder of the socket', () => {
  it('is inside the data folder while its path is short enough', async () => {
    expect(await makeSocketFolder(folder, undefined, tmpdir())).toBe(join(folder, 'socket'));
    expect((await stat(join(folder, 'socket'))).mode & 0o777).toBe(0o700);
  });

  it('is a short private one of its own when the path is too long, the same at each start', async () => {
    const deep = join(folder, 'd'.repeat(100));
    const made = await makeSocketFolder(deep, undefined, folder);
    expect(made).toMatch(/skep-[0-9a-f]{16}$/);
    expect(fitsSocket(join(deep, 'socket'))).toBe(false);
    expect(await makeSocketFolder(deep, undefined, folder)).toBe(made);
    expect(await makeSocketFolder(`${deep}2`, undefined, folder)).not.toBe(made);
  });

  it('counts bytes, not characters', () => {
    expect(fitsSocket(`/${'x'.repeat(80)}`)).toBe(true);
    expect(fitsSocket(`/${'é'.repeat(50)}`)).toBe(false);
  });

  it('is refused when it is open to others, or is no folder of ours', async () => {
    const data = join(folder, 'open');
    await mkdir(join(data, 'socket'), { recursive: true });
    await chmod(join(data, 'socket'), 0o755);
    await expect(makeSocketFolder(data, undefined)).rejects.toMatchObject({ code: 'socketFolderUnsafe' });
    const foreign = { name: 'somebody', uid: 4242, gid: 4242 };
    await chmod(join(data, 'socket'), 0o700);
    await expect(makeSocketFolder(data, foreign)).rejects.toThrow(/must belong to user id 4242/);
  });
});
