import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { countingThreads } from '../../../tests/support/threads.ts';
import type { ReportDocument } from './document.ts';
import { createDrawing, usualLimits } from './drawing.ts';
import { byFamily } from './fonts.ts';
import { tlpMark } from './tlp-mark.ts';

const document = (parts: ReportDocument['parts']): ReportDocument => ({
  title: 'T',
  language: 'en',
  header: 'top',
  footer: 'bottom',
  mark: tlpMark(2),
  citations: new Map(),
  parts,
});
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const long = (length: number): ReportDocument =>
  document(
    Array.from({ length }, (_, index) => ({
      kind: 'markdown',
      text: `line ${index} `.repeat(100),
      below: 0,
    })),
  );

/** The character maps of a PDF file: which characters its fonts can write. */
function characterMaps(bytes: Buffer): string {
  return streamsOf(bytes)
    .filter((content) => content.includes('begincmap'))
    .join('\n');
}

function streamsOf(bytes: Buffer): readonly string[] {
  const text = bytes.toString('latin1');
  return [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)]
    .map(([, content = '']) => Buffer.from(content, 'latin1'))
    .map((content) => {
      try {
        return inflateSync(content).toString('latin1');
      } catch {
        return '';
      }
    });
}

describe('drawing', () => {
  it('writes Latin, Greek, Cyrillic and Chinese with fonts that come along in a PDF file', async () => {
    const text = 'Élan żółć Γειά Привет 案件报告';
    const bytes = Buffer.from(await createDrawing()(document([{ kind: 'markdown', text, below: 0 }]), 'pdf'));
    const maps = characterMaps(bytes).toLowerCase();
    for (const character of text.replaceAll(' ', ''))
      expect(maps, character).toContain(`<${character.charCodeAt(0).toString(16).padStart(4, '0')}>`);
    const fonts = new Set(
      [...bytes.toString('latin1').matchAll(/\/FontName \/[A-Z]+\+([\w-]+)/g)].map(([, name]) => name),
    );
    expect([...fonts].sort()).toEqual([
      'NotoSans-Bold',
      'NotoSans-Regular',
      expect.stringMatching(/^NotoSansHans/),
    ]);
  });

  it('marks every page of a PDF file at both ends', async () => {
    const bytes = Buffer.from(await createDrawing()(long(20), 'pdf'));
    const pages = bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(1);
    const amber = streamsOf(bytes).filter((content) => content.includes('begincmap') === false);
    const drawn = amber.map((content) => content.match(/\b1 0\.75\d* 0 scn/g)?.length ?? 0);
    expect(drawn.filter((marks) => marks > 0)).toEqual(Array(pages).fill(2));
  });

  it('keeps a heading of a PDF file on the page of the picture below it', async () => {
    const picture = (height: number) =>
      ({ kind: 'image', contentType: 'image/png', bytes: onePixel, width: 500, height, name: 'p' }) as const;
    const heading = { kind: 'heading', level: 2, text: 'Below' } as const;
    const drawn = await createDrawing()(document([picture(500), heading, picture(300)]), 'pdf');
    const pages = streamsOf(Buffer.from(drawn)).filter((content) => content.includes(' Do'));
    expect(pages.map((content) => content.includes(' 14 Tf'))).toEqual([false, true]);
  });

  it.each<[string, number, ReportDocument['parts'], Partial<ReportDocument>]>([
    [
      'a heading that is longer than a page',
      150,
      [{ kind: 'heading', level: 1, text: 'word '.repeat(2_000) }],
      {},
    ],
    [
      'a first row that is longer than a page',
      1_000,
      [{ kind: 'table', head: Array(14).fill('Column'), rows: [Array(14).fill('word '.repeat(400))] }],
      {},
    ],
    [
      'a head that is longer than a page',
      300,
      [{ kind: 'table', head: ['word '.repeat(9_000)], rows: [['a']] }],
      {},
    ],
    [
      'a high picture below a heading between long lines',
      20,
      [
        { kind: 'heading', level: 2, text: 'Above' },
        { kind: 'image', contentType: 'image/png', bytes: onePixel, width: 500, height: 900, name: 'p' },
      ],
      { header: 'line\n'.repeat(100), footer: 'word '.repeat(200) },
    ],
  ])('loses nothing of a PDF file after %s', async (_, least, parts, more) => {
    const last: ReportDocument['parts'] = [{ kind: 'paragraph', runs: [{ text: 'Last' }] }];
    const drawn = await createDrawing()({ ...document([...parts, ...last]), ...more }, 'pdf');
    const lines = streamsOf(Buffer.from(drawn))
      .flatMap((content) => [...content.matchAll(/1 0 0 1 \S+ (\S+) Tm/g)])
      .map(([, height]) => Number(height));
    expect(lines.length).toBeGreaterThan(least);
    // Every line lies on its page, which is 842 points high.
    expect(Math.min(...lines)).toBeGreaterThan(10);
    expect(Math.max(...lines)).toBeLessThan(842);
  });

  it('gives a long header of a PDF file room above the text', async () => {
    const first = async (header: string): Promise<number> => {
      const drawn = await createDrawing()({ ...document([picked]), header }, 'pdf');
      const page = streamsOf(Buffer.from(drawn)).find((content) => content.includes(' Do')) ?? '';
      return Number(/([\d.]+) cm\s+\/I1 Do/.exec(page)?.[1]);
    };
    const picked = {
      kind: 'image',
      contentType: 'image/png',
      bytes: onePixel,
      width: 9,
      height: 9,
      name: 'p',
    } as const;
    const [short, long] = [await first('top'), await first('for nobody else '.repeat(40))];
    expect(long - short).toBeGreaterThan(50);
  });

  it('breaks only long words in tables of a page, and brings no style but its sheet', async () => {
    const head = ['Type', 'Value', ...Array.from({ length: 12 }, (_, index) => `Column${index}`)];
    const rows = [['hash', 'a'.repeat(64)]];
    const page = Buffer.from(
      await createDrawing()(document([{ kind: 'table', head, rows }]), 'html'),
    ).toString();
    expect(page).toContain(`<td>hash</td><td class="long">${'a'.repeat(64)}</td>`);
    expect(page).toContain('<table class="tiny"><colgroup><col width="');
    expect(page).not.toContain(' style=');
  });

  it('splits texts by the fonts that have their characters', () => {
    expect(byFamily('a 案 b').map(({ text, family }) => [text, family])).toEqual([
      ['a ', 'latin'],
      ['案 ', 'han'],
      ['b', 'latin'],
    ]);
  });

  it('does not keep the server from answering: a thread draws', async () => {
    const { result, threads } = await countingThreads(() => createDrawing()(long(60), 'pdf'));
    expect(threads).toBe(1);
    expect(result.length).toBeGreaterThan(10_000);
  });

  it('ends what takes too long or too much memory, and says so', async () => {
    const slow = createDrawing({ ...usualLimits, drawMs: 50 });
    await expect(slow(long(300), 'pdf')).rejects.toMatchObject({ code: 'reportTooLarge' });
    const small = createDrawing({ ...usualLimits, memoryMb: 24 });
    await expect(small(long(2_000), 'pdf')).rejects.toMatchObject({ code: 'reportTooLarge' });
  });

  it('lets a bounded number of reports wait', async () => {
    const draw = createDrawing({ ...usualLimits, waiting: 1 });
    const all = await Promise.allSettled([1, 2, 3].map(() => draw(long(20), 'docx')));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(all[2]).toMatchObject({ reason: { code: 'busy' } });
  });
});
