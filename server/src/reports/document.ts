/** A report as plain data, before it is drawn in a format. There are no links in it: nothing in a report can be followed. */
import type { TlpMark } from './tlp-mark.ts';

/** Formats that reports are drawn in. */
export const formats = ['html', 'markdown', 'docx', 'pdf'] as const;

/** A format of reports. */
export type Format = (typeof formats)[number];

/** Media type and ending of files in each format. */
export const formatFiles: Readonly<
  Record<Format, { readonly contentType: string; readonly ending: string }>
> = {
  html: { contentType: 'text/html', ending: 'html' },
  markdown: { contentType: 'text/markdown', ending: 'md' },
  docx: {
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
  },
  pdf: { contentType: 'application/pdf', ending: 'pdf' },
};

/** A stretch of text that looks the same throughout. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly code?: boolean;
}

/** Depth of a heading; 1 is the outermost. */
export type Level = 1 | 2 | 3 | 4;

/** An entry of a list. */
export interface Item {
  /** 0 for the outermost. */
  readonly depth: number;
  /** What stands before it: `•` or a number. */
  readonly marker: string;
  readonly runs: readonly Run[];
}

/** What a document is made of. */
export type Block =
  | { readonly kind: 'heading'; readonly level: Level; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly runs: readonly Run[];
      /** Words of somebody else. */
      readonly quoted?: true;
    }
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      /** Empty for a table of names and values. */
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'image';
      readonly contentType: 'image/png' | 'image/jpeg';
      readonly bytes: Uint8Array;
      readonly width: number;
      readonly height: number;
      readonly name: string;
    }
  /** Something the report says of itself, in small print. */
  | { readonly kind: 'note'; readonly text: string };

/** A block, or Markdown that becomes blocks when the document is drawn; its headings stand `below` so many levels. */
export type Part = Block | { readonly kind: 'markdown'; readonly text: string; readonly below: number };

/** A document. */
export interface ReportDocument {
  readonly title: string;
  /** BCP 47 tag of the words in it. */
  readonly language: string;
  readonly header: string;
  readonly footer: string;
  /** Stands on every page. */
  readonly mark: TlpMark;
  /** What stands in place of marks such as `log:~12`. */
  readonly citations: ReadonlyMap<string, string>;
  readonly parts: readonly Part[];
}

/** A document whose Markdown has been read, and whose sources have numbers. */
export interface LaidOutDocument extends Omit<ReportDocument, 'parts' | 'citations'> {
  readonly blocks: readonly Block[];
}
