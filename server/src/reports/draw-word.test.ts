/** What Word is given: headings, tables that fit, marks on every page. */
import { expect, it } from 'vitest';
import { unzipped } from '../../../tests/support/unzipped.ts';
import type { ReportDocument } from './document.ts';
import { drawDocument } from './draw-document.ts';
import { tlpMark } from './tlp-mark.ts';

const report = (language: string, parts: ReportDocument['parts']): ReportDocument => ({
  ...{ title: 'T', language, header: 'top', footer: 'bottom', mark: tlpMark(2), citations: new Map(), parts },
});
const xmlOf = async (language: string, parts: ReportDocument['parts']): Promise<string> =>
  unzipped(Buffer.from(await drawDocument(report(language, parts), 'docx')));

it('has headings that stay with what follows, and words of others beside a line', async () => {
  const text = '# One\n\n> Quoted\n\n## Two';
  const xml = await xmlOf('en', [{ kind: 'markdown', text, below: 0 }]);
  for (const level of [1, 2]) {
    expect(xml).toContain(`<w:pStyle w:val="Heading${level}"/>`);
    const style = new RegExp(`<w:style [^>]*w:styleId="Heading${level}">(.*?)</w:style>`).exec(xml)?.[1];
    expect(style).toContain('<w:keepNext/>');
  }
  expect(xml).toMatch(/<w:pBdr><w:left [^>]*w:val="single"[^>]*\/><\/w:pBdr>(?:(?!<\/w:p>).)*Quoted/);
});

it('has tables as wide as the page, with wide columns for long values and a head on every page', async () => {
  const rows = [['1', 'hxxps://evil[.]example/'.padEnd(300, 'a')]];
  const xml = await xmlOf('en', [{ kind: 'table', head: ['No.', 'Value'], rows }]);
  const [first = 0, second = 0] = [...xml.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) =>
    Number(width),
  );
  expect(second).toBeGreaterThan(4 * first);
  // The text of an A4 page between margins of an inch.
  expect(first + second).toBeGreaterThan(8_900);
  expect(first + second).toBeLessThanOrEqual(9_026);
  expect(xml).toContain('<w:tblLayout w:type="fixed"/>');
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
});

it('bears its TLP at both ends of each page, and takes Latin words in a Chinese text for words', async () => {
  const xml = await xmlOf('zh', [{ kind: 'paragraph', runs: [{ text: '案件报告 report' }] }]);
  for (const part of ['hdr', 'ftr'])
    expect(new RegExp(`<w:${part}[ >].*?</w:${part}>`, 's').exec(xml)?.[0]).toContain('TLP:AMBER');
  expect(xml).toContain('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>');
});
