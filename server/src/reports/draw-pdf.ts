/** A document as a PDF file. Text is only drawn: there are no links, forms or scripts in it. */
import pdfmake, { type Content } from 'pdfmake';
import { linesOf, tableShape } from './column-widths.ts';
import type { Block, LaidOutDocument, Level, Run } from './document.ts';
import { byFamily, fontFiles, isFontFile } from './fonts.ts';
import { edgeOf } from './page-edges.ts';
import type { TlpMark } from './tlp-mark.ts';

const headingSizes: Readonly<Record<Level, number>> = { 1: 18, 2: 14, 3: 11.5, 4: 10 };
/** Height of an A4 page, its width between its margins, and what a margin has above or below its lines, in points. */
const pageHeight = 842;
const pageWidth = 515;
const margin = 38;
/** What a picture leaves of the height between the margins: room for its heading. */
const besidePicture = 100;
/** Room for the marks of lists, and the indent of each level, in points. */
const markerWidth = 16;
const indent = 12;
/** Widths of the columns of tables. */
const tableRoom = { width: pageWidth, padding: 9, usual: 8.5, smallest: 6.5 } as const;
/** Room for the mark and for numbers of pages; height of a small line, and how many of its characters are as wide as the page. */
const markWidth = 110;
const pagesWidth = 60;
const smallLine = 11.5;
const smallCharacters = 112;
/** What stands before a text that is set apart. */
const boxPadding = 8;
/** Room that a heading wants below itself, so that it does not stand alone at the end of a page. */
const belowHeading = 42;
/** Most blocks that are looked at for it. */
const mostBelow = 4;
/** Most lines of a row, and characters of a heading, that are kept on one page: what is kept together and does not fit on one is lost. */
const mostLines = 20;
const longestHeading = 300;

/** The whole file. */
export async function drawPdf({
  title,
  language,
  header,
  footer,
  mark,
  blocks,
}: LaidOutDocument): Promise<Uint8Array> {
  pdfmake.setFonts(fontFiles);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(isFontFile);
  const [top, bottom] = [
    edgeOf(header, charactersIn(pageWidth - markWidth)),
    edgeOf(footer, charactersIn(pageWidth - markWidth - pagesWidth)),
  ];
  const [above, below] = [top, bottom].map(({ lines }) => margin + smallLine * Math.max(1, lines)) as [
    number,
    number,
  ];
  const highest = pageHeight - above - below - besidePicture;
  const file = pdfmake.createPdf({
    info: { title, creator: 'Skep', producer: 'Skep' },
    language,
    pageSize: 'A4',
    pageMargins: [40, above, 40, below],
    defaultStyle: { font: 'latin', fontSize: 9.5, lineHeight: 1.15 },
    header: { margin: [40, 20, 40, 0], columns: [edge(top.text), drawMark(mark)] },
    footer: (page, pages) => ({
      margin: [40, 12, 40, 0],
      columns: [
        edge(bottom.text),
        { ...edge(`${page} / ${pages}`), width: pagesWidth, alignment: 'right' },
        drawMark(mark),
      ],
    }),
    content: blocks.flatMap((block, place) =>
      drawBlock(block, blocks.slice(place + 1, place + 1 + mostBelow), highest),
    ),
  });
  return file.getBuffer();
}

function edge(text: string) {
  return { text: stretches(text), fontSize: 8, color: '#666666' };
}

/** How many usual characters of small print a width has room for. */
function charactersIn(width: number): number {
  return (smallCharacters * width) / pageWidth;
}

function drawMark({ text, colour }: TlpMark): Content {
  const look = { bold: true, color: `#${colour}`, background: '#000000' };
  // Blanks that do not break leave the letters some black around them.
  return {
    text: [{ text: `\u00a0${text}\u00a0`, ...look }],
    fontSize: 8,
    width: markWidth,
    alignment: 'right',
  };
}

/** `highest`: height of the highest picture. */
function drawBlock(block: Block, following: readonly Block[], highest: number): Content[] {
  if (block.kind === 'image') return [drawImage(block, highest)];
  return block.kind === 'heading' ? drawHeading(block, roomFor(following, highest)) : [drawOther(block)];
}

/** Height of what has to be on the page of a heading: further headings, and the beginning of what follows. */
function roomFor(following: readonly Block[], highest: number): number {
  const [next, ...others] = following;
  if (next?.kind === 'image') return pictureSize(next, highest).height + 12;
  if (next?.kind !== 'heading') return next === undefined ? 0 : belowHeading;
  return Math.min(highest, headingSizes[next.level] * 1.4 + 18 + roomFor(others, highest));
}

/** A heading that stays with the beginning of what follows: it takes the room for that, and gives it back. */
function drawHeading({ text, level }: Extract<Block, { kind: 'heading' }>, below: number): Content[] {
  const look = { text: stretches(text, { bold: true }), fontSize: headingSizes[level] };
  const before = level === 2 ? 14 : 8;
  if (text.length > longestHeading) return [{ ...look, margin: [0, before, 0, 4] }];
  const heading: Content = { ...look, margin: [0, before, 0, 4 + below] };
  return [
    { stack: [heading], unbreakable: true },
    { text: '', fontSize: 0, margin: [0, -below, 0, 0] },
  ];
}

function drawOther(block: Exclude<Block, { kind: 'heading' | 'image' }>): Content {
  switch (block.kind) {
    case 'paragraph':
      return block.quoted === true
        ? boxed({ text: block.runs.flatMap(drawRun) }, 'quotation')
        : { text: block.runs.flatMap(drawRun), margin: [0, 2, 0, 4] };
    case 'items':
      return {
        stack: block.items.map(({ depth, marker, runs }) => ({
          columns: [
            { text: stretches(marker), width: markerWidth },
            { text: runs.flatMap(drawRun), width: pageWidth - markerWidth - indent * depth },
          ],
          margin: [indent * depth, 0, 0, 1],
        })),
        margin: [0, 2, 0, 4],
      };
    case 'code':
      return boxed(codeText(block.text), 'code');
    case 'table':
      return drawTable(block.head, block.rows);
    case 'note':
      return { text: stretches(block.text), fontSize: 8.5, color: '#666666', margin: [0, 2, 0, 4] };
  }
}

function codeText(text: string): Content {
  const shown = text.replaceAll('\t', '    ');
  return { text: stretches(shown), fontSize: 8.5, color: '#333333', preserveLeadingSpaces: true };
}

/** A text set apart: code on grey, words of somebody else beside a line. */
function boxed(content: Content, as: 'code' | 'quotation'): Content {
  const isQuotation = as === 'quotation';
  return {
    table: {
      widths: [pageWidth - boxPadding - 4],
      body: [[{ ...Object(content), ...(isQuotation ? {} : { fillColor: '#f5f5f5' }) }]],
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (place: number) => (isQuotation && place === 0 ? 2 : 0),
      vLineColor: () => '#bbbbbb',
      paddingLeft: () => boxPadding,
    },
    margin: [0, 2, 0, 6],
  };
}

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
}

/** Text in the fonts that have its characters. */
function stretches(text: string, look: Look = {}) {
  return byFamily(text).map(({ text: part, family }) => ({ text: part, font: family, ...look }));
}

function drawRun({ text, bold, italic }: Run) {
  return stretches(text, {
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italics: true } : {}),
  });
}

function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): Content {
  const all = head.length === 0 ? rows : [head, ...rows];
  const { widths, letters } = tableShape(head, rows, tableRoom);
  const body = all.map((row, line) =>
    widths.map((_, index): Content => {
      const bold = head.length === 0 ? index === 0 : line === 0;
      const text = stretches(row[index] ?? '', { bold });
      return { text, fontSize: letters, ...(bold ? { fillColor: '#f0f0f0' } : {}) };
    }),
  );
  const isKept = (row: readonly string[] = []): boolean => linesOf(row, { widths, letters }) <= mostLines;
  const headerRows = head.length > 0 && isKept(head) ? 1 : 0;
  // A head does not stand alone at the end of a page.
  const keepWithHeaderRows = isKept(rows[0]) ? headerRows : 0;
  return {
    table: { headerRows, keepWithHeaderRows, widths: [...widths], body, dontBreakRows: false },
    layout: {
      hLineWidth: () => 0.4,
      vLineWidth: () => 0.4,
      hLineColor: () => '#bbbbbb',
      vLineColor: () => '#bbbbbb',
    },
    margin: [0, 2, 0, 8],
  };
}

type Picture = Extract<Block, { kind: 'image' }>;

function drawImage(picture: Picture, highest: number): Content {
  const { contentType, bytes } = picture;
  const image = `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`;
  return { image, width: pictureSize(picture, highest).width, margin: [0, 4, 0, 8] };
}

function pictureSize({ width, height }: Picture, highest: number) {
  const scale = Math.min(1, pageWidth / width, highest / height);
  return { width: width * scale, height: height * scale };
}
