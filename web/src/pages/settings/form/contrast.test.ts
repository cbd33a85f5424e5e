/** Proves the contrast of two colours. */
import { describe, expect, it } from 'vitest';
import { contrastOf } from './contrast.ts';

describe('contrast', () => {
  it('is 21 between black and white, whichever comes first', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrastOf('#FFFFFF', '#000000')).toBeCloseTo(21);
  });

  it('is 1 between equal colours', () => {
    expect(contrastOf('#3346c8', '#3346c8')).toBe(1);
  });

  it('is unknown for what is no colour', () => {
    expect(contrastOf('', '#ffffff')).toBeUndefined();
    expect(contrastOf('red', '#ffffff')).toBeUndefined();
  });
});
