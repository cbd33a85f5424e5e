/** How settings are read, and what is said when they are missing or of the wrong kind. */

import { describe, expect, it } from 'vitest';
import { settingsOver } from './settings.ts';

const settings = settingsOver({
  name: 'a',
  empty: '',
  none: null,
  size: 0,
  on: false,
  list: ['a', 'b'],
  proxy: { http: 'p' },
});

describe('settingsOver', () => {
  it('gives what is set, also when it is zero or false', () => {
    expect([settings.text('name'), settings.number('size', 5), settings.boolean('on', true)]).toEqual([
      'a',
      0,
      false,
    ]);
    expect(settings.texts('list')).toEqual(['a', 'b']);
    expect(settings.text('proxy.http')).toBe('p');
  });

  it('takes null and empty texts for absent', () => {
    expect([settings.text('none', 'f'), settings.text('empty', 'f'), settings.number('gone', 7)]).toEqual([
      'f',
      'f',
      7,
    ]);
    expect(settings.texts('gone')).toEqual([]);
  });

  it('names what is missing or wrong, and what would be accepted', () => {
    expect(() => settings.text('gone')).toThrow('Configuration item "gone" is missing: a text');
    expect(() => settings.number('name', 1)).toThrow('Configuration item "name" must be a number');
    expect(() => settings.texts('name')).toThrow('Configuration item "name" must be a list of texts');
    expect(() => settings.boolean('toString')).toThrow(
      'Configuration item "toString" is missing: true or false',
    );
  });
});
