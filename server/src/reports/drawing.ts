/** Draws documents: small pages at once, others one after the other in threads of their own, each with a limit of time and of memory. */
import { inThread, ThreadExhausted } from '../lib/in-thread.ts';
import { createSemaphore, NoPlace } from '../lib/semaphore.ts';
import { CodedError } from '../model/errors.ts';
import type { Format, Part, ReportDocument } from './document.ts';
import { drawDocument } from './draw-document.ts';
import type { DrawingTask } from './drawing-thread.ts';
import { textOf } from './markdown-blocks.ts';

/** Draws a document. Throws `reportTooLarge` or `busy`. */
export type DrawReport = (document: ReportDocument, format: Format) => Promise<Uint8Array>;

/** Limits of drawing. */
export interface DrawingLimits {
  /** Documents drawn at once, and those that may wait for it. */
  readonly places: number;
  readonly waiting: number;
  /** Longest wait, and longest time of one document, in milliseconds. */
  readonly waitMs: number;
  readonly drawMs: number;
  /** Memory of one thread in megabytes. */
  readonly memoryMb: number;
}

/** Limits that the largest report keeps: a PDF of two million characters takes ten seconds and half a gigabyte on two busy cores. */
export const usualLimits: DrawingLimits = {
  places: 1,
  waiting: 20,
  waitMs: 60_000,
  drawMs: 60_000,
  memoryMb: 1_024,
};

/** A way to draw within limits. */
export function createDrawing(limits: DrawingLimits = usualLimits): DrawReport {
  const places = createSemaphore(limits);
  return async (document, format) => {
    if (isQuick(document, format)) return drawDocument(document, format);
    const leave = await places.take().catch((error: unknown) => {
      if (error instanceof NoPlace) throw new CodedError('busy');
      throw error;
    });
    try {
      return await drawnInThread({ document, format }, limits);
    } finally {
      leave();
    }
  };
}

/** Characters that are written as HTML or Markdown in less time than a thread takes to begin. */
const quickCharacters = 50_000;

function isQuick({ parts }: ReportDocument, format: Format): boolean {
  if (format !== 'html' && format !== 'markdown') return false;
  return parts.reduce((sum, part) => sum + charactersOf(part), 0) <= quickCharacters;
}

function charactersOf(part: Part): number {
  switch (part.kind) {
    case 'table':
      return part.rows.flat().reduce((sum, text) => sum + text.length + 8, 0);
    case 'image':
      return part.bytes.length;
    case 'paragraph':
      return textOf(part.runs).length;
    case 'items':
      return part.items.reduce((sum, { runs }) => sum + textOf(runs).length, 0);
    default:
      return part.text.length;
  }
}

async function drawnInThread(task: DrawingTask, { drawMs, memoryMb }: DrawingLimits): Promise<Uint8Array> {
  try {
    const program = new URL('./drawing-thread.ts', import.meta.url);
    return await inThread(program, task, { longestMs: drawMs, memoryMb });
  } catch (error) {
    throw error instanceof ThreadExhausted ? new CodedError('reportTooLarge') : error;
  }
}
