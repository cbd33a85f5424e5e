/** Proves what the list of users says about signing in. */
import { describe, expect, it } from 'vitest';
import { signInStateOf } from './user-data.ts';

const user = {
  locked: false,
  hasKey: false,
  hasPassword: true,
  extraData: { lockout: {}, memberships: [] },
};

describe('the state of an account', () => {
  it('is fine with a password or a key', () => {
    expect(signInStateOf(user, 10)).toBe('fine');
    expect(signInStateOf({ ...user, hasPassword: false, hasKey: true }, 10)).toBe('fine');
  });

  it('says when there is no way in yet', () => {
    expect(signInStateOf({ ...user, hasPassword: false }, 10)).toBe('noWay');
  });

  it('says that attempts failed too often only until the lock-out ends', () => {
    const tried = { ...user, extraData: { lockout: { lockedUntil: 20 }, memberships: [] } };
    expect(signInStateOf(tried, 10)).toBe('lockedOut');
    expect(signInStateOf(tried, 30)).toBe('fine');
  });

  it('says first that it was locked by somebody', () => {
    expect(signInStateOf({ ...user, locked: true, hasPassword: false }, 10)).toBe('locked');
  });
});
