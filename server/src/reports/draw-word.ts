/** A document as a file for Word: text and tables only, without links or macros, and no fields but page numbers. */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Block, LaidOutDocument, Level, Run } from './document.ts';
import type { TlpMark } from './tlp-mark.ts';

/** Fonts by script: Word takes another one where it has none of these. */
const font = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Calibri', eastAsia: 'Microsoft YaHei' };
const codeFont = { ascii: 'Consolas', hAnsi: 'Consolas', cs: 'Consolas', eastAsia: 'Microsoft YaHei' };

const headings: Readonly<Record<Level, (typeof HeadingLevel)[keyof typeof HeadingLevel]>> = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
};

/** Width of the page between its margins: pixels for pictures, twentieths of a point for tables. */
const pageWidth = { pixels: 600, twips: 9_000 } as const;
/** Indent of one level of a list, in twentieths of a point. */
const indent = 360;

/** The whole file. */
export async function drawWord(document: LaidOutDocument): Promise<Uint8Array> {
  const { title, header, footer, mark, blocks } = document;
  const file = new Document({
    title,
    creator: 'Skep',
    styles: { default: { document: { run: { font, size: 21 } } } },
    sections: [
      {
        headers: { default: new Header({ children: [drawMark(mark, []), ...edge(header)] }) },
        footers: { default: new Footer({ children: [...edge(footer), drawMark(mark, [pageNumber()])] }) },
        children: blocks.flatMap(drawBlock),
      },
    ],
  });
  return Packer.toBuffer(file);
}

function edge(text: string): Paragraph[] {
  return text === '' ? [] : small(text);
}

/** The mark at the right end of a line, after what else stands there. */
function drawMark({ text, colour }: TlpMark, before: readonly TextRun[]): Paragraph {
  const shading = { type: ShadingType.CLEAR, fill: '000000' };
  const run = new TextRun({ text: ` ${text} `, bold: true, size: 18, color: colour, shading });
  return new Paragraph({ alignment: AlignmentType.RIGHT, children: [...before, run] });
}

/** The number of the page and of all pages: the only fields of the file. */
function pageNumber(): TextRun {
  return new TextRun({
    children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES, '   '],
    size: 18,
    color: '666666',
  });
}

function drawBlock(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: headings[block.level], children: lines(block.text, {}) })];
    case 'paragraph':
      return [new Paragraph({ spacing: { after: 120 }, children: block.runs.flatMap(drawRun) })];
    case 'items':
      return block.items.map(
        ({ depth, marker, runs }) =>
          new Paragraph({
            indent: { left: indent * (depth + 1), hanging: indent },
            children: [new TextRun({ text: `${marker} ` }), ...runs.flatMap(drawRun)],
          }),
      );
    case 'code':
      return [new Paragraph({ spacing: { after: 120 }, children: lines(block.text, { font: codeFont }) })];
    case 'table':
      return [drawTable(block.head, block.rows), new Paragraph({ children: [] })];
    case 'image':
      return [drawImage(block)];
    case 'note':
      return small(block.text);
  }
}

type TextOptions = Readonly<Record<string, unknown>>;

/** Text whose line breaks stay. */
function lines(text: string, options: TextOptions): TextRun[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun({ ...options, text: line, ...(index === 0 ? {} : { break: 1 }) }));
}

function drawRun({ text, bold, italic, code }: Run): TextRun[] {
  return lines(text, {
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italics: true } : {}),
    ...(code === true ? { font: codeFont } : {}),
  });
}

function small(text: string): Paragraph[] {
  return [new Paragraph({ children: lines(text, { size: 18, color: '666666' }) })];
}

function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const columns = Math.max(head.length, ...rows.map((row) => row.length), 1);
  const cell = (text: string, bold: boolean) =>
    new TableCell({ children: [new Paragraph({ children: lines(text, { bold, size: 19 }) })] });
  const top =
    head.length === 0
      ? []
      : [new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) })];
  const body = rows.map(
    (row) =>
      new TableRow({
        children: Array.from({ length: columns }, (_, index) =>
          cell(row[index] ?? '', head.length === 0 && index === 0),
        ),
      }),
  );
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: Array.from({ length: columns }, () => Math.floor(pageWidth.twips / columns)),
    rows: [...top, ...body],
  });
}

function drawImage({
  contentType,
  bytes,
  width,
  height,
  name,
}: Extract<Block, { kind: 'image' }>): Paragraph {
  const scale = Math.min(1, pageWidth.pixels / width);
  const type = contentType === 'image/png' ? 'png' : 'jpg';
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const altText = { title: name, description: name, name };
  return new Paragraph({
    children: [new ImageRun({ type, data: Buffer.from(bytes), transformation, altText })],
  });
}
