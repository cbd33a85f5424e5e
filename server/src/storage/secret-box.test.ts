/** Sealing, opening, and replacing the instance key. */
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InstanceKeyRefused, type InstanceKeys, readInstanceKeys, rolePasswordFrom } from './instance-key.ts';
import { createSecretBox, SecretUnreadable } from './secret-box.ts';

let folder: string;
let keys: InstanceKeys;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skep-key-'));
  keys = await readInstanceKeys(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the instance key', () => {
  it('is made on the first start, closed to others, and stays the same', async () => {
    const { mode } = await stat(join(folder, 'instance.key'));
    expect(mode & 0o777).toBe(0o600);
    expect((await readInstanceKeys(folder)).current.id).toBe(keys.current.id);
    expect(keys.current.secret.length).toBe(32);
  });

  it('is one key when several servers start at the same time', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'skep-key-'));
    const read = await Promise.all(Array.from({ length: 8 }, () => readInstanceKeys(fresh)));
    expect(new Set(read.map(({ current }) => current.id)).size).toBe(1);
    await rm(fresh, { recursive: true });
  });

  it.each(['', 'not a key\n', `${'0'.repeat(63)}\n`])(
    'is refused when the file holds %j',
    async (content) => {
      const other = await mkdtemp(join(tmpdir(), 'skep-key-'));
      await writeFile(join(other, 'instance.key'), content, { mode: 0o600 });
      await expect(readInstanceKeys(other)).rejects.toThrow(InstanceKeyRefused);
      await rm(other, { recursive: true });
    },
  );

  it('is refused when others can read it, with the command that closes it', async () => {
    const other = await mkdtemp(join(tmpdir(), 'skep-key-'));
    await readInstanceKeys(other);
    await chmod(join(other, 'instance.key'), 0o644);
    await expect(readInstanceKeys(other)).rejects.toThrow(/chmod 600/);
    await rm(other, { recursive: true });
  });

  it('gives each database role a password of its own', () => {
    const password = rolePasswordFrom(keys.current);
    expect(password('skep_app')).not.toBe(password('skep_worker'));
    expect(password('skep_app')).toBe(rolePasswordFrom(keys.current)('skep_app'));
  });
});

describe('the secret box', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const box = createSecretBox(keys);
    const sealed = box.seal('api key', 'pässwörd 🐝');
    expect(box.open('api key', sealed)).toBe('pässwörd 🐝');
    expect(box.seal('api key', 'pässwörd 🐝')).not.toBe(sealed);
    expect(sealed).toContain(keys.current.id);
    expect(box.open('empty', box.seal('empty', ''))).toBe('');
  });

  it('refuses a text that was changed, cut, or moved to another place', () => {
    const box = createSecretBox(keys);
    const sealed = box.seal('api key', 'secret');
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    for (const bad of [changed, sealed.slice(0, 20), '', 'plain text', 'skep1.00000000.AAAA']) {
      expect(() => box.open('api key', bad)).toThrow(SecretUnreadable);
    }
    expect(() => box.open('connector password', sealed)).toThrow(SecretUnreadable);
  });

  it('still opens and finds what an older key made, after the key was replaced', async () => {
    const before = createSecretBox(keys);
    const sealed = before.seal('api key', 'secret');
    const path = join(folder, 'instance.key');
    await writeFile(path, `${'ab'.repeat(32)}\n${await readFile(path, 'utf8')}`);
    const after = createSecretBox(await readInstanceKeys(folder));
    expect(after.open('api key', sealed)).toBe('secret');
    expect(after.isOutdated(sealed)).toBe(true);
    expect(after.isOutdated(after.seal('api key', 'secret'))).toBe(false);
    expect(after.lookupHashes('key')).toEqual([after.lookupHash('key'), before.lookupHash('key')]);
    expect(() => before.open('api key', after.seal('api key', 'new'))).toThrow(SecretUnreadable);
  });
});
