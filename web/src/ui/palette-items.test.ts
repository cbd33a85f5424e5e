/** Choosing and ranking entries of the palette. */
import { describe, expect, it } from 'vitest';
import { fit, moved, type PaletteItem, ranked } from './palette-items.ts';

const entry = (id: string, blocked?: string): PaletteItem => ({
  id,
  icon: () => null,
  label: id,
  perform: () => undefined,
  ...(blocked === undefined ? {} : { blocked }),
});

describe('choosing by keys', () => {
  const items = [entry('a'), entry('b', 'needs a right'), entry('c')];

  it('passes over what is blocked and goes round the ends', () => {
    expect(moved(items, 'a', 1)).toBe('c');
    expect(moved(items, 'c', 1)).toBe('a');
    expect(moved(items, 'a', -1)).toBe('c');
  });

  it('begins at the end that the key comes from', () => {
    expect(moved(items, undefined, 1)).toBe('a');
    expect(moved(items, undefined, -1)).toBe('c');
    expect(moved([entry('b', 'no')], undefined, 1)).toBeUndefined();
  });
});

describe('ranking by what is typed', () => {
  it('puts beginnings before words and words before parts', () => {
    const names = ['Reassign', 'Take and assign', 'Assign to me', 'Close'];
    expect(ranked(names, (name) => name, 'assi')).toEqual(['Assign to me', 'Take and assign', 'Reassign']);
  });

  it('takes neither case nor accents seriously and needs every word', () => {
    expect(fit('Modèle de dossier', 'modele DOSS')).toBe(2);
    expect(fit('Modèle de dossier', 'modele alerte')).toBe(0);
  });

  it('finds words in scripts without spaces', () => {
    expect(fit('组织设置', '设置')).toBe(1);
  });

  it('finds nothing for nothing', () => {
    expect(fit('Close', '  ')).toBe(0);
  });
});
