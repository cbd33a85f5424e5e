/** Draws a document in a format: reads its Markdown, then hands it to the format. */
import { withCitations } from './citation-marks.ts';
import type { Block, Format, LaidOutDocument, ReportDocument, Run } from './document.ts';
import { drawHtml } from './draw-html.ts';
import { drawMarkdown } from './draw-markdown.ts';
import { markdownBlocks } from './markdown-blocks.ts';

/** The bytes of a file. What makes Word and PDF files is loaded when one is wanted. */
export async function drawDocument(document: ReportDocument, format: Format): Promise<Uint8Array> {
  const laidOut = layOut(document);
  switch (format) {
    case 'html':
      return Buffer.from(drawHtml(laidOut));
    case 'markdown':
      return Buffer.from(drawMarkdown(laidOut));
    case 'docx':
      return (await import('./draw-word.ts')).drawWord(laidOut);
    case 'pdf':
      return (await import('./draw-pdf.ts')).drawPdf(laidOut);
  }
}

/** The document with its Markdown as blocks, and numbers in place of the marks of sources. */
export function layOut({ parts, citations, ...rest }: ReportDocument): LaidOutDocument {
  const numbered = (text: string): string => withCitations(text, citations);
  return {
    ...rest,
    blocks: parts
      .flatMap((part) => (part.kind === 'markdown' ? markdownBlocks(part.text, part.below) : [part]))
      .map((block) => inBlock(block, numbered)),
  };
}

/** A block with each of its texts changed. */
function inBlock(block: Block, change: (text: string) => string): Block {
  const inRuns = (runs: readonly Run[]): Run[] => runs.map((run) => ({ ...run, text: change(run.text) }));
  switch (block.kind) {
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(change)) };
    case 'paragraph':
      return { ...block, runs: inRuns(block.runs) };
    case 'items':
      return { ...block, items: block.items.map((item) => ({ ...item, runs: inRuns(item.runs) })) };
    case 'image':
      return block;
    default:
      return { ...block, text: change(block.text) };
  }
}
