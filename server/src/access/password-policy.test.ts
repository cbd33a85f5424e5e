/** What new passwords are accepted, and that every reason against one is told at once. */
import { describe, expect, it } from 'vitest';
import { createPasswordPolicy } from './password-policy.ts';
import { testSettings as settings } from './testing/world.ts';

const owner = { login: 'lea.martin@example.org', name: 'Léa Martin', email: 'soc@hive.example' };

async function reasonsAgainst(
  password: unknown,
  changes: Partial<Parameters<typeof createPasswordPolicy>[0]> = {},
) {
  try {
    await createPasswordPolicy({ ...settings, ...changes }).accept(password, owner);
    return [];
  } catch (error) {
    return (error as { parameters: { reasons: { code: string }[] } }).parameters.reasons.map(
      ({ code }) => code,
    );
  }
}

describe('a password', () => {
  it.each(['violet harbour seventeen', 'admin-secret-12345', 'Zq8#vT2!mLp0', '密码密码和很多其他的字符一起'])(
    'is accepted: %s',
    async (password) => {
      expect(await reasonsAgainst(password)).toEqual([]);
    },
  );

  it.each(['password1234', 'aaaaaaaaaaaa', 'abcdefghijkl', 'qwertyuiop12', 'letmeinletmein', '123456789012'])(
    'is refused as common: %s',
    async (password) => {
      expect(await reasonsAgainst(password)).toEqual(['common']);
    },
  );

  it.each(['lea.martin2026!', 'lea.martin@example.org', 'MartinLéa2026', 'soc@hive.example1'])(
    'is refused as made from its owner: %s',
    async (password) => {
      expect(await reasonsAgainst(password)).toContain('fromAccount');
    },
  );

  it.each([undefined, null, 12, '', {}, '\ud800 a lone surrogate', 'a\u0000b with a zero'])(
    'is refused as unreadable: %j',
    async (password) => {
      expect(await reasonsAgainst(password)).toEqual(['unreadable']);
    },
  );

  it('is refused when longer than any password', async () => {
    expect(await reasonsAgainst('violet '.repeat(40))).toEqual(['tooLong']);
    expect(await reasonsAgainst('x'.repeat(100_000))).toEqual(['tooLong']);
  });

  it('is told every reason at once', async () => {
    const passwordRequires = ['lower', 'upper', 'digit', 'special'] as const;
    expect(await reasonsAgainst('martin', { passwordRequires })).toEqual([
      'tooShort',
      'lacks',
      'lacks',
      'lacks',
      'fromAccount',
      'common',
    ]);
  });

  it('counts characters, not units of storage', async () => {
    expect(await reasonsAgainst('🐝🦊🐙🦉🐢🦋')).toContain('tooShort');
  });

  it('is the same whichever way a keyboard composes letters', async () => {
    const policy = createPasswordPolicy(settings);
    const composed = await policy.accept('caf\u00e9 harbour seventeen', owner);
    expect(await policy.accept('cafe\u0301 harbour seventeen', owner)).toBe(composed);
  });
});
