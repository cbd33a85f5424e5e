import { expect, it } from 'vitest';
import { parseIndicatorLines } from './lines.ts';

it('reads one indicator a line, plain or disguised, and says why a line gives none', () => {
  const text =
    'hxxp://evil[.]example/x\r\n\r\n- 203[.]0[.]113[.]7,\n"evil.com"\nwhat is this\nEVIL[.]com\n2) bad[at]evil.com';
  expect(parseIndicatorLines(text)).toEqual([
    { line: 1, text: 'hxxp://evil[.]example/x', dataType: 'url', value: 'http://evil.example/x' },
    { line: 3, text: '- 203[.]0[.]113[.]7,', dataType: 'ip', value: '203.0.113.7' },
    { line: 4, text: '"evil.com"', dataType: 'domain', value: 'evil.com' },
    { line: 5, text: 'what is this', reason: 'unrecognised' },
    { line: 6, text: 'EVIL[.]com', reason: 'duplicate' },
    { line: 7, text: '2) bad[at]evil.com', dataType: 'mail', value: 'bad@evil.com' },
  ]);
});

it('reads nothing from blank text', () => {
  expect(parseIndicatorLines(' \n\n\t')).toEqual([]);
});
