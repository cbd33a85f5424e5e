/** Hashing passwords: what the hash is, how much of it runs at once, and that nothing waits without end. */
import { expect, it } from 'vitest';
import { createPasswordHasher } from './password-hash.ts';

it('hashes with Argon2id and a salt of its own', async () => {
  const hasher = createPasswordHasher();
  const [first, second] = await Promise.all([hasher.hash('violet harbour'), hasher.hash('violet harbour')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await hasher.verify(first, 'violet harbour')).toBe(true);
  expect(await hasher.verify(first, 'violet harbor')).toBe(false);
});

it('refuses everything for a login without a password', async () => {
  expect(await createPasswordHasher().verifyNothing('violet harbour')).toBe(false);
});

it('answers busy instead of letting more wait than allowed', async () => {
  const hasher = createPasswordHasher({ concurrency: 1, waiting: 1 });
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => hasher.hash('violet harbour')));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(outcomes[2]).toMatchObject({ reason: { code: 'busy' } });
});

it('goes on after a failed check', async () => {
  const hasher = createPasswordHasher({ concurrency: 1, waiting: 1 });
  await expect(hasher.verify('no hash', 'violet harbour')).rejects.toThrow();
  expect(await hasher.verifyNothing('violet harbour')).toBe(false);
});
