import { describe, expect, it } from 'vitest';
import { browserName } from './user-agent.ts';

describe('the name of a browser', () => {
  it('is its family and its system', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0';
    const safari =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    expect([edge, safari, firefox].map(browserName)).toEqual([
      'Edge on Windows',
      'Safari on iOS',
      'Firefox on Linux',
    ]);
  });

  it('is that of the program otherwise, and never long', () => {
    expect(browserName('curl/8.5.0')).toBe('curl');
    expect(browserName('x'.repeat(5_000))).toHaveLength(40);
    expect(browserName('<script>')).toBeUndefined();
    expect(browserName(undefined)).toBeUndefined();
  });
});
