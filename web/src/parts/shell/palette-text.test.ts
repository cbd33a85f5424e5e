/** What is typed into the palette. */
import { describe, expect, it } from 'vitest';
import { caseNumberIn, readPaletteText } from './palette-text.ts';

describe('the text of the palette', () => {
  it.each([
    ['evil.example', 'all', 'evil.example'],
    ['#42', 'case', '42'],
    ['> assign', 'command', 'assign'],
    [' @ana', 'person', 'ana'],
    ['?', 'help', ''],
    ['', 'all', ''],
  ])('%j looks for %s %j', (text, mode, words) => {
    expect(readPaletteText(text)).toEqual({ mode, words });
  });

  it('is a number of a case with or without the sign', () => {
    expect(caseNumberIn(readPaletteText('42'))).toBe(42);
    expect(caseNumberIn(readPaletteText('#42'))).toBe(42);
    expect(caseNumberIn(readPaletteText('>42'))).toBeUndefined();
    expect(caseNumberIn(readPaletteText('42.1'))).toBeUndefined();
  });
});
