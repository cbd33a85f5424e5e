/** A document as a PDF file. Text is only drawn: there are no links, forms or scripts in it. */
import pdfmake, { type Content } from 'pdfmake';
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
/** Width of a usual character in a table, and what stands beside the text of a cell, in points. */
const cellCharacter = 5.4;
const cellPadding = 9;
/** Characters that every column has room for if it can, and beyond which longer texts ask for no more. */
const shortColumn = 11;
const longColumn = 60;
/** Width of the names beside values, in points. */
const nameWidth = 130;

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
    pageMargins: [40, 50, 40, 50],
    defaultStyle: { font: 'latin', fontSize: 9.5, lineHeight: 1.15 },
    header: { margin: [40, 20, 40, 0], columns: [edge(header), drawMark(mark)] },
    footer: (page, pages) => ({
      margin: [40, 12, 40, 0],
      columns: [
        edge(footer),
        { ...edge(`${page} / ${pages}`), width: 60, alignment: 'right' },
        drawMark(mark),
      ],
    }),
    content: blocks.map(drawBlock),
  });
  return file.getBuffer();
}

function edge(text: string) {
  return { text: stretches(text), fontSize: 8, color: '#666666' };
}

function drawMark({ text, colour }: TlpMark): Content {
  const look = { bold: true, color: `#${colour}`, background: '#000000' };
  // Blanks that do not break leave the letters some black around them.
  return { text: [{ text: `\u00a0${text}\u00a0`, ...look }], fontSize: 8, width: 110, alignment: 'right' };
}

function drawBlock(block: Block): Content {
  switch (block.kind) {
    case 'heading':
      return {
        text: stretches(block.text, { bold: true }),
        fontSize: headingSizes[block.level],
        margin: [0, block.level === 2 ? 14 : 8, 0, 4],
      };
    case 'paragraph':
      return { text: block.runs.flatMap(drawRun), margin: [0, 2, 0, 4] };
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
      return { text: stretches(block.text), fontSize: 8.5, color: '#333333', margin: [8, 3, 8, 5] };
    case 'table':
      return drawTable(block.head, block.rows);
    case 'image':
      return drawImage(block);
    case 'note':
      return { text: stretches(block.text), fontSize: 8.5, color: '#666666', margin: [0, 2, 0, 4] };
  }
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
  const widths = head.length === 0 ? fieldWidths(rows) : columnWidths(all);
  const body = all.map((row, line) =>
    widths.map((_, index): Content => {
      const bold = head.length === 0 ? index === 0 : line === 0;
      const text = stretches(row[index] ?? '', { bold });
      return { text, fontSize: 8.5, ...(bold ? { fillColor: '#f0f0f0' } : {}) };
    }),
  );
  return {
    table: { headerRows: head.length === 0 ? 0 : 1, widths, body, dontBreakRows: false },
    layout: {
      hLineWidth: () => 0.4,
      vLineWidth: () => 0.4,
      hLineColor: () => '#bbbbbb',
      vLineColor: () => '#bbbbbb',
    },
    margin: [0, 2, 0, 8],
  };
}

/** Names are short; whatever has a value gets the rest. */
function fieldWidths(rows: readonly (readonly string[])[]): number[] {
  const [first] = rows;
  if (first?.length !== 2) return columnWidths(rows);
  return [nameWidth, pageWidth - nameWidth - 2 * cellPadding];
}

/**
 * Widths of columns: first what short values need, then the rest by how long the longest texts are. Words that are longer than
 * their column are broken.
 */
function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const wanted = Array.from({ length: columns }, (_, index) =>
    rows.reduce((most, row) => Math.max(most, Math.min(columnsOf(row[index] ?? ''), longColumn)), 3),
  );
  const room = pageWidth - columns * cellPadding;
  const needed = wanted.map((length) => (Math.min(length, shortColumn) + 1) * cellCharacter);
  const left = room - sumOf(needed);
  if (left <= 0) return needed.map((width) => (width * room) / sumOf(needed));
  const further = wanted.map((length) => Math.max(0, length - shortColumn));
  const shares = sumOf(further) === 0 ? needed : further;
  return needed.map((width, index) => width + (left * (shares[index] ?? 0)) / sumOf(shares));
}

/** How many characters wide a text is; Chinese ones are twice as wide. */
function columnsOf(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

function drawImage({ contentType, bytes, width, height }: Extract<Block, { kind: 'image' }>): Content {
  const scale = Math.min(1, pageWidth / width, highestPicture / height);
  return {
    image: `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`,
    width: width * scale,
    margin: [0, 4, 0, 8],
  };
}
