import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { inertHtml } from './inert-html.ts';

const inert = (source: string) => inertHtml(source, 100_000).html;

describe('the HTML of a mail', () => {
  it('keeps what a reader sees, and says behind each link where it leads', () => {
    expect(
      inert(
        '<body bgcolor="#fff"><h1>Invoice</h1><p>Pay <a href="http://evil.example/pay?x=1&y=2">www.bank.example</a> or <a href="mailto:a@evil.example">write</a></p></body>',
      ),
    ).toBe(
      '<div bgcolor="#fff"><h1>Invoice</h1><p>Pay <u>www.bank.example</u> <code>hxxp://evil[.]example/pay?x=1&amp;y=2</code> or <u>write</u> <code>a[@]evil[.]example</code></p></div>',
    );
  });

  it('resolves targets against the base that the mail sets', () => {
    expect(inert('<base href="https://evil.example/a/"><a href="b">x</a>')).toBe(
      '<u>x</u> <code>hxxps://evil[.]example/a/b</code>',
    );
  });

  it.each([
    ['scripts', '<script>alert(1)</script>a'],
    ['handlers', '<p onclick="alert(1)" style="color:red">a</p>'],
    ['frames', '<iframe src="http://evil.example">x</iframe>a'],
    ['pictures', '<img src="http://evil.example/p.gif" onerror="x">a'],
    [
      'style sheets',
      '<style>@import "http://evil.example"</style><link rel=stylesheet href="//evil.example">a',
    ],
    ['drawings', '<svg><a xlink:href="javascript:x"><text>t</text></a></svg>a'],
    ['forms', '<form><input type=hidden value=secret><button formaction="javascript:x">a</button></form>'],
    ['refreshes', '<meta http-equiv="refresh" content="0;url=http://evil.example">a'],
    ['script targets', '<a href="javascript:alert(1)">a</a>'],
    ['attributes that break out', '<td width="1&quot; onload=&quot;x">a</td>'],
    ['markup in text', '&lt;script&gt;a'],
    ['hidden text', '<div style="display:none">evil.example</div>a'],
  ])('loses %s', (_, source) => {
    const html = inert(source);
    expect(html).toContain('a');
    expect(html).not.toMatch(/<script|on\w+=|src=|href=|style|javascript:|evil\.example|secret|<svg|<input/i);
  });

  it('says what a picture or a field is called', () => {
    expect(inert('<img alt="Logo"><input placeholder="Your password">')).toBe('[Logo][Your password]');
  });

  it('has only listed elements, balanced, whatever it is made of', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '<a href="http://e.example/',
      '</a>',
      '<table>',
      '<td',
      '</p>',
      '<p>',
      ' onx=1',
      '<!--',
      '-->',
      '<![CDATA[',
      '<svg>',
      '<math><mi>',
      '<style>',
      '</style>',
      '<title>',
      '<textarea>',
      '&lt;img src=x&gt;',
      '\0',
      '<br/>',
      'text',
      '<noscript>',
      '<img src=x ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 0, max: 200 }), (pieces, maximum) => {
        const { html } = inertHtml(pieces.join(''), maximum);
        const seen: string[] = [];
        const parser = new Parser({
          onopentag: (name, given) => {
            seen.push(name);
            expect(Object.keys(given).filter((one) => /^on|src|href|style/.test(one))).toEqual([]);
          },
        });
        parser.end(html);
        expect(seen.filter((name) => !/^(u|code|table|td|p|br|div)$/.test(name))).toEqual([]);
        expect(html.match(/<p>/g)?.length ?? 0).toBe(html.match(/<\/p>/g)?.length ?? 0);
      }),
      { numRuns: 300 },
    );
  });

  it('is cut to a size, and says so', () => {
    const long = inertHtml(`<p>${'word '.repeat(10_000)}</p>`, 1_000);
    expect(long.whole).toBe(false);
    expect(long.html.length).toBeLessThan(1_100);
    expect(long.html.endsWith('</p>')).toBe(true);
    const deep = inertHtml('<div>'.repeat(50_000), 1_000_000);
    expect(deep.html.length).toBeLessThan(2_000);
  });
});
