/** A document as Markdown. Whatever came from outside shows as text in every reader: no links, no pictures from elsewhere, no HTML. */
import type { Block, LaidOutDocument, Run } from './document.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** The whole file. */
export function drawMarkdown({ header, footer, mark, blocks }: LaidOutDocument): string {
  const marked = `**${plain(mark.text)}**`;
  const framed = [marked, plain(header), ...blocks.map(drawBlock), plain(footer), marked];
  return `${framed.filter((text) => text !== '').join('\n\n')}\n`;
}

function drawBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${oneLine(block.text)}`;
    case 'paragraph':
      return block.quoted === true ? drawRuns(block.runs).replaceAll(/^/gm, '> ') : drawRuns(block.runs);
    case 'items':
      return block.items
        .map(({ depth, marker, runs }) => {
          const mark = marker === '' ? ' ' : marker === '•' ? '-' : marker;
          return `${'    '.repeat(depth)}${mark} ${drawRuns(runs).replaceAll(/\s*\n/g, ' ')}`;
        })
        .join('\n');
    case 'code':
      return fenced(block.text);
    case 'table':
      return drawTable(block.head, block.rows);
    case 'image':
      return `![${oneLine(block.name)}](data:${block.contentType};base64,${Buffer.from(block.bytes).toString('base64')})`;
    case 'note':
      return `_${oneLine(block.text)}_`;
  }
}

function drawRuns(runs: readonly Run[]): string {
  return runs.map(drawRun).join('').trim();
}

/** Emphasis binds to words only, so blanks stay outside of it. */
function drawRun({ text, bold, italic, code }: Run): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inner === '') return hardBreaks(text);
  if (code === true) return `${hardBreaks(before)}${inCode(inner)}${hardBreaks(after)}`;
  const mark = `${bold === true ? '**' : ''}${italic === true ? '_' : ''}`;
  const closing = [...mark].reverse().join('');
  return `${hardBreaks(before)}${mark}${hardBreaks(plain(inner))}${closing}${hardBreaks(after)}`;
}

function hardBreaks(text: string): string {
  return text.replaceAll(/\n+/g, '  \n');
}

/** More backticks around a text than stand anywhere in it. */
function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([found]) => found.length));
  return '`'.repeat(Math.max(least, longest + 1));
}

function inCode(text: string): string {
  const fence = fenceFor(text, 1);
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  return `${fence} ${line} ${fence}`;
}

function fenced(text: string): string {
  const fence = fenceFor(text, 3);
  return `${fence}\n${text}\n${fence}`;
}

function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = Math.max(head.length, ...rows.map((row) => row.length), 1);
  const heading = head.length > 0 ? head : Array.from({ length: columns }, () => '');
  const ruler = Array.from({ length: columns }, () => '---');
  return [heading.map(cell), ruler, ...rows.map((row) => row.map(cell))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Lines of a cell cannot be broken but by an element that every reader of tables knows. */
function cell(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => escapeMarkdown(line))
    .join('<br>');
}

function plain(text: string): string {
  return escapeMarkdown(text);
}

function oneLine(text: string): string {
  return escapeMarkdown(text.replaceAll(/\s+/g, ' ').trim());
}
