/** A document as a PDF file. Text is only drawn: there are no links, forms or scripts in it. */
import pdfmake, { type Content } from 'pdfmake';
import { charactersWide, tableShape } from './column-widths.ts';
import type { Block, LaidOutDocument, Level, Run } from './document.ts';
import { byFamily, fontFiles, isFontFile } from './fonts.ts';
import type { TlpMark } from './tlp-mark.ts';

const headingSizes: Readonly<Record<Level, number>> = { 1: 18, 2: 14, 3: 11.5, 4: 10 };
/** Width of an A4 page between its margins, and the highest picture, in points. */
const pageWidth = 515;
const highestPicture = 640;
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
/** Longest row, in characters, that is kept on one page with the head of its table. */
const longestKept = 1_000;

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
  const file = pdfmake.createPdf({
    info: { title, creator: 'Skep', producer: 'Skep' },
    language,
    pageSize: 'A4',
    pageMargins: [
      ...([40, 38 + heightOf(header, pageWidth - markWidth)] as const),
      ...([40, 38 + heightOf(footer, pageWidth - markWidth - pagesWidth)] as const),
    ],
    defaultStyle: { font: 'latin', fontSize: 9.5, lineHeight: 1.15 },
    header: { margin: [40, 20, 40, 0], columns: [edge(header), drawMark(mark)] },
    footer: (page, pages) => ({
      margin: [40, 12, 40, 0],
      columns: [
        edge(footer),
        { ...edge(`${page} / ${pages}`), width: pagesWidth, alignment: 'right' },
        drawMark(mark),
      ],
    }),
    content: blocks.flatMap((block, place) =>
      drawBlock(block, blocks.slice(place + 1, place + 1 + mostBelow)),
    ),
  });
  return file.getBuffer();
}

function edge(text: string) {
  return { text: stretches(text), fontSize: 8, color: '#666666' };
}

/** Height of a text at the edge of pages. */
function heightOf(text: string, width: number): number {
  const perLine = (smallCharacters * width) / pageWidth;
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(charactersWide(line) / perLine)));
  return smallLine * lines.reduce((one, other) => one + other, 0);
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

function drawBlock(block: Block, following: readonly Block[]): Content[] {
  return block.kind === 'heading' ? drawHeading(block, roomFor(following)) : [drawOther(block)];
}

/** Height of what has to be on the page of a heading: further headings, and the beginning of what follows. */
function roomFor([next, ...others]: readonly Block[]): number {
  if (next?.kind === 'image') return pictureSize(next).height + 12;
  if (next?.kind === 'heading') return headingSizes[next.level] * 1.4 + 18 + roomFor(others);
  return next === undefined ? 0 : belowHeading;
}

/** A heading that stays with the beginning of what follows: it takes the room for that, and gives it back. */
function drawHeading({ text, level }: Extract<Block, { kind: 'heading' }>, below: number): Content[] {
  const heading = {
    text: stretches(text, { bold: true }),
    fontSize: headingSizes[level],
    margin: [0, level === 2 ? 14 : 8, 0, 4 + below],
  } satisfies Content;
  return [
    { stack: [heading], unbreakable: true },
    { text: '', fontSize: 0, margin: [0, -below, 0, 0] },
  ];
}

function drawOther(block: Exclude<Block, { kind: 'heading' }>): Content {
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
    case 'image':
      return drawImage(block);
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
  const headerRows = head.length === 0 ? 0 : 1;
  // A head does not stand alone at the end of a page; what is kept together has to fit on one.
  const keepWithHeaderRows = (rows[0] ?? []).join('').length <= longestKept ? headerRows : 0;
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

function drawImage(picture: Picture): Content {
  const { contentType, bytes } = picture;
  const image = `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`;
  return { image, width: pictureSize(picture).width, margin: [0, 4, 0, 8] };
}

function pictureSize({ width, height }: Picture) {
  const scale = Math.min(1, pageWidth / width, highestPicture / height);
  return { width: width * scale, height: height * scale };
}
