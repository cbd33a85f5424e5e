/** Draws a document in a format: reads its Markdown, then hands it to the format. */
import type { Format, LaidOutDocument, ReportDocument } from './document.ts';
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

/** The document with its Markdown as blocks. */
export function layOut({ parts, ...rest }: ReportDocument): LaidOutDocument {
  return {
    ...rest,
    blocks: parts.flatMap((part) =>
      part.kind === 'markdown' ? markdownBlocks(part.text, part.below) : [part],
    ),
  };
}
