/** Who sees a case, and whom a change of it concerns. */
import { describe, expect, it } from 'vitest';
import { accessChange, accessOf, peopleKeptTo } from './access.ts';

describe('the access of a case', () => {
  it('names people or nobody', () => {
    expect(peopleKeptTo(accessOf(['ana']))).toEqual(['ana']);
    expect(peopleKeptTo(accessOf(undefined))).toBeUndefined();
    expect(peopleKeptTo(undefined)).toBeUndefined();
    expect(peopleKeptTo({ _kind: 'UserAccessKind' })).toBeUndefined();
  });
});

describe('a change of access', () => {
  const everybody = ['ana', 'bo', 'chen'];
  it('takes the case from those who are not named', () => {
    expect(accessChange(everybody, undefined, ['ana', 'guest'])).toEqual({
      lose: ['bo', 'chen'],
      gain: ['guest'],
    });
  });
  it('gives it back to everybody', () => {
    expect(accessChange(everybody, ['ana'], undefined)).toEqual({ lose: [], gain: ['bo', 'chen'] });
  });
  it('concerns only those whose name comes or goes', () => {
    expect(accessChange(everybody, ['ana', 'bo'], ['ana', 'chen'])).toEqual({ lose: ['bo'], gain: ['chen'] });
  });
});
