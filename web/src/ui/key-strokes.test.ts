/** Strokes in a row, and what follows after one. */
import { describe, expect, it } from 'vitest';
import { type Stroke, strokeReader } from './key-strokes.ts';

const keys = ['y d', 'y r', 'g a', 'r', 'a', 'Shift+R', '$mod+Enter'];

/** Reads strokes 100 ms apart; a number is a pause in milliseconds, `Shift+` and `Control+` are held down. */
function read(strokes: readonly (string | number)[], isText = false): readonly string[] {
  const reader = strokeReader(keys, () => isText);
  let timeStamp = 0;
  return strokes.flatMap((stroke) => {
    timeStamp += typeof stroke === 'number' ? stroke : 100;
    return typeof stroke === 'number' ? [] : (reader(strokeOf(stroke, timeStamp)) ?? []);
  });
}

function strokeOf(text: string, timeStamp: number): Stroke {
  const [key = '', ...held] = text.split('+').toReversed();
  const getModifierState = (name: string): boolean => held.includes(name);
  const stroke: Partial<Stroke> = { key, code: key, timeStamp, getModifierState };
  return stroke as Stroke;
}

describe('strokes', () => {
  it('in a row are told from each other when they follow at once', () => {
    expect(read(['y', 'd', 'y', 'r'])).toEqual(['y d', 'y r']);
  });

  it('after a row are single ones again', () => {
    expect(read(['y', 'd', 'r'])).toEqual(['y d', 'r']);
    expect(read(['g', 'a', 'a'])).toEqual(['g a', 'a']);
  });

  it('that begin a row twice still complete it', () => {
    expect(read(['y', 'y', 'd'])).toEqual(['y d']);
    expect(read(['g', 'y', 'r'])).toEqual(['y r']);
  });

  it('too far apart are no row', () => {
    expect(read(['y', 1_200, 'r'])).toEqual(['r']);
  });

  it('with a key held down are others, and holding it down alone is none', () => {
    expect(read(['y', 'Shift', 'Shift+R'])).toEqual(['Shift+R']);
    expect(read(['y', 'Shift', 'r'])).toEqual(['y r']);
    expect(read(['Control+Enter'])).toEqual(['$mod+Enter']);
  });

  it('that go into a text begin no row, but count with Ctrl', () => {
    expect(read(['g', 'Control+Enter', 'a'], true)).toEqual(['$mod+Enter', 'a']);
  });
});
