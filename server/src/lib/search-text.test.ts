import { describe, expect, it } from 'vitest';
import { toSearchQuery, toSearchVector } from './search-text.ts';

/** Tokens of a vector without their places. */
function tokens(text: string): string[] {
  return [...toSearchVector([text]).matchAll(/'((?:[^']|'')*)':/g)].map(([, token = '']) => token);
}

describe('a search vector', () => {
  it('holds words in lower case and without accents', () => {
    expect(tokens('Événement ÜBER Straße')).toEqual(['evenement', 'uber', 'strasse']);
  });

  it('holds a disguised indicator as the real one, whole and in parts', () => {
    expect(tokens('hxxp://www.evil[.]com/a')).toEqual([
      'http',
      'www.evil.com',
      'evil.com',
      'www',
      'evil',
      'com',
      'a',
    ]);
  });

  it('holds the same of a plain text whether or not others stand beside it', () => {
    const plain = "Ws-12.Corp_x O'Neil a\\b 10.0.0.1 -lone- x..y";
    expect(tokens(`${plain} é`)).toEqual([...tokens(plain), 'e']);
    expect(tokens(plain)).toContain('ws-12.corp_x');
  });

  it('cuts scripts without spaces into pairs and keeps what stands between them', () => {
    expect(tokens('钓鱼邮件 evil.com域名')).toEqual([
      '钓鱼',
      '鱼邮',
      '邮件',
      '件',
      'evil.com',
      'evil',
      'com',
      '域名',
      '名',
    ]);
  });

  it('marks the words of a part and leaves a gap between texts', () => {
    expect(toSearchVector([{ text: 'one two', mark: 'A' }, 'three'])).toBe("'one':1A 'two':2A 'three':13");
  });

  it('holds no quotes, backslashes or control characters', () => {
    expect(tokens("o'brien \\ \u0000 x")).toEqual(['o', 'brien', 'x']);
  });

  it('cuts very long words in the same way as a query does', () => {
    const long = 'f'.repeat(5_000);
    expect(tokens(long)).toEqual([toSearchQuery(long).slice(1, -1)]);
  });
});

describe('a search query', () => {
  it('wants every word, and a dotted name as a whole', () => {
    expect(toSearchQuery('hxxp://evil[.]com')).toBe("'http' & 'evil.com'");
  });

  it('finds a hyphenated name inside a longer one', () => {
    expect(toSearchQuery('CVE-2024')).toBe("('cve-2024' | ('cve' <-> '2024'))");
  });

  it('finds a single character of an unspaced script as the beginning of a pair', () => {
    expect(toSearchQuery('钓')).toBe("'钓':*");
    expect(toSearchQuery('钓', { mark: 'A' })).toBe("'钓':*A");
  });

  it('can want a mark and take the last word as a beginning', () => {
    expect(toSearchQuery('urgent phis', { mark: 'A', beginning: true })).toBe("'urgent':A & 'phis':*A");
  });

  it('is empty for text without words', () => {
    expect(toSearchQuery(' -- !')).toBe('');
  });

  it('has a bounded number of parts', () => {
    expect(
      toSearchQuery(Array.from({ length: 1_000 }, (_, index) => `w${index}`).join(' ')).split(' & '),
    ).toHaveLength(64);
  });
});

describe('hostile text', () => {
  const megabyte = 1_000_000;
  it.each([
    ['one word', 'a'.repeat(megabyte)],
    ['dots', 'a.'.repeat(megabyte / 2)],
    ['hyphens', 'a-'.repeat(megabyte / 2)],
    ['brackets', '[.'.repeat(megabyte / 2)],
    ['accents', 'e\u0301'.repeat(megabyte / 2)],
    ['marks without a letter', '\u0301'.repeat(megabyte)],
    ['characters of an unspaced script', '钓鱼'.repeat(megabyte / 2)],
    ['different words', Array.from({ length: 150_000 }, (_, index) => `w${index}`).join(' ')],
    ['half characters', '\ud800'.repeat(megabyte)],
  ])('of %s is cut in little time and space', (_, text) => {
    const started = performance.now();
    const vector = toSearchVector([text, text]);
    const query = toSearchQuery(text);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(Buffer.byteLength(vector)).toBeLessThan(1_048_576);
    expect(query.length).toBeLessThan(30_000);
  });
});
