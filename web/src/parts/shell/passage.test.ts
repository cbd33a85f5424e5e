/** Passages with the words looked for. */
import { describe, expect, it } from 'vitest';
import { markedText, type Piece, passageOf } from './passage.ts';

const shown = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, marked }) => (marked ? `<${text}>` : text)).join('');

describe('a passage', () => {
  it('marks words whatever their case and accents', () => {
    expect(shown(markedText('Déjà vu: the Déja-vu case', 'deja'))).toBe('<Déjà> vu: the <Déja>-vu case');
  });

  it('finds real indicators in disguised ones and the other way round', () => {
    expect(shown(markedText('see hxxp://a[.]evil[.]example/x', 'http://a.evil.example'))).toBe(
      'see <hxxp://a[.]evil[.]example>/x',
    );
    expect(shown(markedText('mail it@evil.example', 'it[@]evil[.]example'))).toBe('mail <it@evil.example>');
  });

  it('comes from the first text that holds a word, cut around it', () => {
    const long = `${'lorem ipsum '.repeat(40)}needle${' dolor sit'.repeat(40)}`;
    const text = shown(passageOf(['nothing here', undefined, long], 'needle'));
    expect(text).toMatch(/^….*<needle>.*…$/);
    expect(text.length).toBeLessThan(200);
  });

  it('leaves out the marks of markup', () => {
    expect(shown(passageOf(['## Raised\n\n- by **mail-gateway** as `290`'], 'mail'))).toBe(
      'Raised by <mail>-gateway as 290',
    );
  });

  it('is empty when only other fields matched', () => {
    expect(passageOf(['nothing here'], 'needle')).toEqual([]);
    expect(passageOf(['nothing here'], '   ')).toEqual([]);
  });

  it('takes characters with a meaning in patterns as they are', () => {
    expect(shown(markedText('cost (a+b) is $1', '(a+b)'))).toBe('cost <(a+b)> is $1');
  });

  it('marks text in scripts without spaces', () => {
    expect(shown(markedText('发现可疑邮件', '可疑'))).toBe('发现<可疑>邮件');
  });
});
