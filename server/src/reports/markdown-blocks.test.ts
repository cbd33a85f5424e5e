import { describe, expect, it } from 'vitest';
import type { ReportDocument } from './document.ts';
import { drawDocument, layOut } from './draw-document.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { markdownBlocks, plainText, textOf } from './markdown-blocks.ts';
import { tlpMark } from './tlp-mark.ts';

describe('Markdown as blocks', () => {
  it('tells quoted words from those of the report', async () => {
    const text = 'He wrote:\n\n> Pay **now**\n> or else.\n\nWe did not.';
    expect(markdownBlocks(text, 0).map((block) => 'quoted' in block)).toEqual([false, true, false]);
    const drawn = async (format: 'html' | 'markdown') =>
      Buffer.from(
        await drawDocument(
          {
            ...{ title: 'T', language: 'en', header: '', footer: '', mark: tlpMark(2), citations: new Map() },
            parts: [{ kind: 'markdown', text, below: 0 }],
          },
          format,
        ),
      ).toString();
    expect(await drawn('html')).toContain(
      '<blockquote><p>Pay <strong>now</strong>\nor else.</p></blockquote>',
    );
    expect(await drawn('markdown')).toMatch(/^> Pay \*\*now\*\* *\n> or else\.$/m);
  });

  it('is plain text where there is room for a line only', () => {
    const text =
      '# Head\n\na **b** [c](http://evil.example/)\n\n- x\n- y\n\n| h |\n|---|\n| 1 |\n\n```\ncode\n```';
    expect(plainText(text)).toBe('Head\na b c (hxxp://evil[.]example/)\n• x\n• y\nh\n1\ncode');
  });

  it('keeps headings, lists, tables, code and emphasis', () => {
    const text = [
      '# One',
      'a **b** _c_ `d`',
      '- x\n  1. y\n  2. z\n- w',
      '| h | i |\n|---|---|\n| 1 | 2 |',
      '```\ncode\n```',
    ].join('\n\n');
    expect(markdownBlocks(text, 1)).toEqual([
      { kind: 'heading', level: 2, text: 'One' },
      {
        kind: 'paragraph',
        runs: [
          { text: 'a ' },
          { text: 'b', bold: true },
          { text: ' ' },
          { text: 'c', italic: true },
          { text: ' ' },
          { text: 'd', code: true },
        ],
      },
      {
        kind: 'items',
        items: [
          { depth: 0, marker: '•', runs: [{ text: 'x' }] },
          { depth: 1, marker: '1.', runs: [{ text: 'y' }] },
          { depth: 1, marker: '2.', runs: [{ text: 'z' }] },
          { depth: 0, marker: '•', runs: [{ text: 'w' }] },
        ],
      },
      { kind: 'table', head: ['h', 'i'], rows: [['1', '2']] },
      { kind: 'code', text: 'code' },
    ]);
  });

  it('leaves of a link its text and where it led, of a picture its name, and of HTML the text', () => {
    expect(markdownBlocks('[here](http://evil.example/) ![name](http://x.example/a) <b>x</b>', 0)).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { text: 'here' },
          { text: ' (hxxp://evil[.]example/)' },
          { text: ' ' },
          { text: 'name' },
          { text: ' <b>x</b>' },
        ],
      },
    ]);
  });

  it('reads deep nesting and long runs of marks in bounded time', () => {
    for (const text of ['>'.repeat(20_000), '- '.repeat(20_000), '[('.repeat(20_000), '*a_'.repeat(20_000)]) {
      const start = performance.now();
      markdownBlocks(text, 0);
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});

describe('text as Markdown', () => {
  it('is read back as the very same text', () => {
    for (const text of [
      '*a* _b_ `c` ~~d~~ **e**',
      '# not a heading',
      '1. not a list',
      '- nor this',
      '+ nor this',
      '<b>&amp;</b>',
      '[a](b) ![c](d)',
      '192.0.2.1 and 1.',
      'back\\slash',
      'a | b',
    ])
      expect(markdownBlocks(escapeMarkdown(text), 0)).toEqual([{ kind: 'paragraph', runs: [{ text }] }]);
  });
});

describe('a document drawn as Markdown', () => {
  it('is read back with its headings, lists, emphasis and tables', async () => {
    const text = '## Two\n\na **b** c\n\n- x\n    - y\n\n| h | i |\n| --- | --- |\n| 1\\|2 | 3 |';
    const document: ReportDocument = {
      title: 't',
      language: 'en',
      header: '',
      footer: '',
      mark: tlpMark(1),
      citations: new Map(),
      parts: [{ kind: 'markdown', text, below: 0 }],
    };
    const drawn = Buffer.from(await drawDocument(document, 'markdown')).toString();
    const marked = `**TLP:GREEN**\n\n${text}\n\n**TLP:GREEN**`;
    expect(markdownBlocks(drawn, 0)).toEqual(markdownBlocks(marked, 0));
  });

  it('has numbers in place of the marks that stand for something, and leaves all others alone', () => {
    const text =
      'As log:~1 and `obs:~2` say, not log:~10 or blog:~1; obs:\\~2: so.\n\n| a |\n|---|\n| obs:~2 |';
    const citations = new Map([
      ['log:~1', '[1]'],
      ['obs:~2', '[2]'],
    ]);
    const { blocks } = layOut({
      ...{ title: 't', language: 'en', header: '', footer: '', mark: tlpMark(1) },
      parts: [{ kind: 'markdown', text, below: 0 }],
      citations,
    });
    const [first, table] = blocks;
    expect(first?.kind === 'paragraph' ? textOf(first.runs) : '').toBe(
      'As [1] and [2] say, not log:~10 or blog:~1; [2]: so.',
    );
    expect(table).toMatchObject({ rows: [['[2]']] });
  });
});
