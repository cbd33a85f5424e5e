/** Markdown as blocks of a document: raw HTML is text, pictures are their names, and links are text with their address. */
import { defang } from '@skep/sdk/indicators';
import createMarkdown, { type Token } from 'markdown-it';
import { cleanText } from './clean-text.ts';
import type { Block, Item, Level, Run } from './document.ts';

/** The blocks of a text; its headings stand `below` so many levels. */
export function markdownBlocks(text: string, below: number): readonly Block[] {
  const reader = createMarkdown('default', { html: false, linkify: false, maxNesting: 20 });
  return blocksOf(reader.parse(cleanText(text), {}), below);
}

/** Where the reader stands inside the lists of a text. */
interface OpenList {
  readonly ordered: boolean;
  readonly number: number;
}

interface Walk {
  readonly blocks: Block[];
  readonly lists: OpenList[];
  items: Item[];
  marker: string;
  table: { head: string[]; rows: string[][] } | undefined;
  level: number;
  /** How many quotations it stands in. */
  quotes: number;
  readonly below: number;
}

function blocksOf(tokens: readonly Token[], below: number): readonly Block[] {
  const walk: Walk = {
    ...{ blocks: [], lists: [], items: [], marker: '', table: undefined },
    ...{ level: 0, quotes: 0, below },
  };
  for (const token of tokens) step(walk, token);
  return walk.blocks;
}

function step(walk: Walk, token: Token): void {
  if (token.type === 'inline') addText(walk, runsOf(token.children ?? []));
  else if (token.type === 'fence' || token.type === 'code_block') addCode(walk, token.content);
  else if (token.type === 'heading_open') walk.level = Number(token.tag.slice(1));
  else if (token.type === 'heading_close') walk.level = 0;
  else if (token.type.startsWith('blockquote_')) walk.quotes += token.nesting;
  else if (token.type.endsWith('_list_open') || token.type.endsWith('_list_close')) stepList(walk, token);
  else if (token.type === 'list_item_open') openItem(walk);
  else stepTable(walk, token);
}

function stepList(walk: Walk, token: Token): void {
  if (token.nesting === 1) {
    const number = Number(token.attrGet('start') ?? 1);
    walk.lists.push({ ordered: token.type.startsWith('ordered'), number });
    return;
  }
  walk.lists.pop();
  if (walk.lists.length > 0) return;
  walk.blocks.push({ kind: 'items', items: walk.items });
  walk.items = [];
}

function openItem(walk: Walk): void {
  const list = walk.lists.pop();
  if (list === undefined) return;
  walk.marker = list.ordered ? `${list.number}.` : '•';
  walk.lists.push({ ...list, number: list.number + 1 });
}

function stepTable(walk: Walk, { type }: Token): void {
  if (type === 'table_open') walk.table = { head: [], rows: [] };
  if (type === 'tr_open') walk.table?.rows.push([]);
  if (type === 'thead_close' && walk.table !== undefined) walk.table.head = walk.table.rows.pop() ?? [];
  if (type !== 'table_close' || walk.table === undefined) return;
  walk.blocks.push({ kind: 'table', ...walk.table });
  walk.table = undefined;
}

function addText(walk: Walk, runs: readonly Run[]): void {
  if (walk.table !== undefined) {
    walk.table.rows.at(-1)?.push(textOf(runs));
  } else if (walk.lists.length > 0) {
    walk.items.push({ depth: walk.lists.length - 1, marker: walk.marker, runs });
    walk.marker = '';
  } else if (walk.level > 0) {
    walk.blocks.push({ kind: 'heading', level: levelOf(walk.level + walk.below), text: textOf(runs) });
  } else if (runs.length > 0) {
    walk.blocks.push({ kind: 'paragraph', runs, ...(walk.quotes > 0 ? { quoted: true } : {}) });
  }
}

function addCode(walk: Walk, content: string): void {
  const text = content.replace(/\n$/, '');
  if (walk.lists.length === 0) walk.blocks.push({ kind: 'code', text });
  else addText(walk, [{ text, code: true }]);
}

function levelOf(depth: number): Level {
  if (depth <= 1) return 1;
  if (depth === 2) return 2;
  return depth === 3 ? 3 : 4;
}

/** What a text in Markdown says, on lines of its own, without marks. */
export function plainText(markdown: string): string {
  return markdownBlocks(markdown, 0).flatMap(linesOf).join('\n');
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [textOf(block.runs)];
    case 'items':
      return block.items.map(({ marker, runs }) => `${marker} ${textOf(runs)}`.trim());
    case 'table':
      return [block.head, ...block.rows].filter((row) => row.length > 0).map((row) => row.join(' · '));
    case 'image':
      return [];
    default:
      return [block.text];
  }
}

/** The plain text of runs. */
export function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

function runsOf(tokens: readonly Token[]): readonly Run[] {
  const runs: Run[] = [];
  const style = { bold: 0, italic: 0 };
  const links: string[] = [];
  const add = (text: string, code = false): void => {
    if (text !== '') runs.push(styled(text, style.bold > 0, style.italic > 0, code));
  };
  for (const token of tokens) {
    if (token.type === 'strong_open' || token.type === 'strong_close') style.bold += token.nesting;
    else if (token.type === 'em_open' || token.type === 'em_close') style.italic += token.nesting;
    else if (token.type === 'link_open') links.push(String(token.attrGet('href') ?? ''));
    else if (token.type === 'link_close') add(addressOf(links.pop() ?? '', runs.at(-1)?.text));
    else if (token.type === 'softbreak' || token.type === 'hardbreak') add('\n');
    else add(token.content, token.type === 'code_inline');
  }
  return runs;
}

/** Where a link led, unless its text says so; written so that no reader makes a link of it again. */
function addressOf(address: string, text: string | undefined): string {
  return address === '' || address === text ? '' : ` (${defang(address, 'url')})`;
}

function styled(text: string, bold: boolean, italic: boolean, code: boolean): Run {
  return { text, ...(bold ? { bold } : {}), ...(italic ? { italic } : {}), ...(code ? { code } : {}) };
}
