/** A document as a file for Word: text and tables only, without links or macros, and no fields but page numbers. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { tableShape } from './column-widths.ts';
import type { Block, LaidOutDocument, Level, Run } from './document.ts';
import { edgeOf } from './page-edges.ts';
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

/** Size of headings in half points, and the room above and below them in twentieths of a point. */
const headingLooks: Readonly<Record<Level, { readonly size: number; readonly before: number }>> = {
  1: { size: 36, before: 0 },
  2: { size: 28, before: 320 },
  3: { size: 23, before: 220 },
  4: { size: 21, before: 160 },
};
const belowHeading = 80;

/**
 * An A4 page between margins of an inch: pixels for pictures, points for tables. A picture leaves room for its heading, and for the lines
 * at the edges that the margins have none for.
 */
const page = { width: 600, height: 850 } as const;
const edges = { characters: 95, lines: 2, lineHeight: 18 } as const;
const tableRoom = { width: 451, padding: 9, usual: 9.5, smallest: 7 } as const;
/** Twentieths of a point in a point. */
const twips = 20;
/** Indent of one level of a list, in twentieths of a point. */
const indent = 360;
/** Longest row, in characters, that is kept on one page. */
const longestKept = 250;

const line = { style: BorderStyle.SINGLE, size: 4, color: 'BBBBBB' } as const;
const grey = (fill: string) => ({ type: ShadingType.CLEAR, color: 'auto', fill });

/** The whole file. */
export async function drawWord(document: LaidOutDocument): Promise<Uint8Array> {
  const { title, language, mark, blocks } = document;
  const [top, bottom] = [
    edgeOf(document.header, edges.characters),
    edgeOf(document.footer, edges.characters),
  ];
  const further = [top, bottom].reduce((sum, { lines }) => sum + Math.max(0, lines - edges.lines), 0);
  const highest = page.height - further * edges.lineHeight;
  const file = new Document({
    title,
    creator: 'Skep',
    styles: { default: stylesIn(language) },
    sections: [
      {
        headers: { default: new Header({ children: [drawMark(mark, []), ...edge(top.text), gap()] }) },
        footers: {
          default: new Footer({ children: [...edge(bottom.text), drawMark(mark, [pageNumber()])] }),
        },
        children: blocks.flatMap((block) => drawBlock(block, highest)),
      },
    ],
  });
  return Packer.toBuffer(file);
}

/** Headings stay with what follows; the language is what Word checks and speaks the text in. */
function stylesIn(language: string) {
  const heading = (level: Level) => ({
    run: { font, size: headingLooks[level].size, bold: true, italics: false, color: '1F3A5F' },
    paragraph: {
      keepNext: true,
      keepLines: true,
      spacing: { before: headingLooks[level].before, after: belowHeading },
    },
  });
  // Latin words in a Chinese text are English ones: as Chinese they would be broken anywhere.
  const tongue = { value: language === 'fr' ? 'fr-FR' : 'en-US', eastAsia: 'zh-CN' };
  return {
    document: { run: { font, size: 21, language: tongue } },
    ...{ heading1: heading(1), heading2: heading(2), heading3: heading(3), heading4: heading(4) },
  };
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

/** `highest`: height of the highest picture in pixels. */
function drawBlock(block: Block, highest: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: headings[block.level], children: lines(block.text, {}) })];
    case 'paragraph':
      return [
        new Paragraph({
          spacing: { after: 120 },
          children: block.runs.flatMap(drawRun),
          ...(block.quoted === true ? quotation : {}),
        }),
      ];
    case 'items':
      return block.items.map(
        ({ depth, marker, runs }, place) =>
          new Paragraph({
            spacing: { after: place === block.items.length - 1 ? 120 : 20 },
            indent: { left: indent * (depth + 1), hanging: indent },
            children: [new TextRun({ text: `${marker} ` }), ...runs.flatMap(drawRun)],
          }),
      );
    case 'code':
      return [
        new Paragraph({
          spacing: { before: 60, after: 160 },
          shading: grey('F3F3F3'),
          children: lines(block.text.replaceAll('\t', '    '), { font: codeFont, size: 18 }),
        }),
      ];
    case 'table':
      return [drawTable(block.head, block.rows), gap()];
    case 'image':
      return [drawImage(block, highest)];
    case 'note':
      return small(block.text);
  }
}

/** Words of somebody else stand beside a line. */
const quotation = { indent: { left: indent }, border: { left: { ...line, size: 16, space: 8 } } };

/** A little room; between two tables it keeps them from becoming one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { line: 160, lineRule: LineRuleType.EXACT }, children: [] });
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
  return [new Paragraph({ spacing: { after: 80 }, children: lines(text, { size: 18, color: '666666' }) })];
}

function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const { widths, letters } = tableShape(head, rows, tableRoom);
  const columnWidths = widths.map((width) => Math.round((width + tableRoom.padding) * twips));
  const row = (texts: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: texts.join('').length <= longestKept,
      children: columnWidths.map((size, index) => {
        const bold = isHead || (head.length === 0 && index === 0);
        const children = lines(texts[index] ?? '', { bold, size: Math.round(letters * 2) });
        return new TableCell({
          width: { size, type: WidthType.DXA },
          ...(bold ? { shading: grey('F0F0F0') } : {}),
          children: [new Paragraph({ keepNext: isHead, children })],
        });
      }),
    });
  return new Table({
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths,
    margins: { top: 40, bottom: 40, left: 80, right: 80, marginUnitType: WidthType.DXA },
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: [...(head.length === 0 ? [] : [row(head, true)]), ...rows.map((texts) => row(texts, false))],
  });
}

function drawImage(
  { contentType, bytes, width, height, name }: Extract<Block, { kind: 'image' }>,
  highest: number,
): Paragraph {
  const scale = Math.min(1, page.width / width, highest / height);
  const type = contentType === 'image/png' ? 'png' : 'jpg';
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const altText = { title: name, description: name, name };
  return new Paragraph({
    spacing: { after: 120 },
    children: [new ImageRun({ type, data: Buffer.from(bytes), transformation, altText })],
  });
}
