import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

describe('initials', () => {
  it('are the first letters of the first and the last word', () => {
    expect(['Ana Diaz', 'jean-luc de la Tour', 'Bo', 'x', ''].map(initialsOf)).toEqual([
      'AD',
      'JT',
      'BO',
      'X',
      '',
    ]);
  });

  it('are the last two signs of a name without spaces', () => {
    expect(['陈伟', '欧阳修文', '김민수'].map(initialsOf)).toEqual(['陈伟', '修文', '민수']);
  });
});
