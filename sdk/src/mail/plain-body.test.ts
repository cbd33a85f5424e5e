import { describe, expect, it } from 'vitest';
import { plainBody } from './plain-body.ts';

describe('plainBody', () => {
  it('shows what the recipient saw, with each target behind its words', () => {
    const html = [
      '<html><head><title>never</title><style>p{}</style></head><body><h1>Dear  Ann</h1>',
      '<p>Your account &amp; card.<br>Act <a href="http://evil.example/x">on bank.example</a> now.</p>',
      '<div style="display: none">hidden filler</div><span style="font-size:0px">more</span>',
      '<p>Or <a href="http://evil.example/y">http://evil.example/y</a>, <a href="mailto:a@evil.example">write</a>.</p>',
      '<table><tr><td>One</td><td>Two</td></tr></table><img alt="Bank logo" src="http://e.example/i"></body></html>',
    ].join('\n');
    expect(plainBody({ text: 'other', html })).toBe(
      [
        'Dear Ann',
        '',
        'Your account & card.',
        'Act on bank[.]example <hxxp://evil[.]example/x> now.',
        '',
        'Or hxxp://evil[.]example/y, write <a[@]evil[.]example>.',
        '',
        'One Two',
        '',
        '[Bank logo]',
      ].join('\n'),
    );
  });

  it('shows the text body where HTML shows nothing', () => {
    expect(
      plainBody({ text: 'go to www.evil.com\n\n\n\nor 203.0.113.9', html: '<img src="http://e.example/1">' }),
    ).toBe('go to www[.]evil[.]com\n\nor 203[.]0[.]113[.]9');
    expect(plainBody({ text: '', html: '' })).toBe('');
  });

  it('drops characters without width', () => {
    expect(plainBody({ text: 'pass\u200bword\u202e', html: '' })).toBe('password');
  });
});
