/** Looks through HTML: every place that leads somewhere, and the text a reader would see. */
import { Parser } from 'htmlparser2';
import type { FaultCode } from './anatomy.ts';
import { isHidden, type Reference, readAttributes, readStyleText } from './html-attributes.ts';

/** What was seen. */
export interface HtmlView {
  readonly references: readonly Reference[];
  /** The first base address; empty when there is none. */
  readonly base: string;
  /** Readable text without hidden elements. Behind each anchor stands the place of its reference between {@link anchorMark}s. */
  readonly text: string;
  readonly fault: FaultCode | undefined;
}

/** Encloses the place of a reference in the text: a character that stands for nothing in any text. */
export const anchorMark = '\u{fdd0}';

/** Deeper elements are made to exhaust readers; browsers flatten from 512 on. */
const deepest = 1_000;
const mostReferences = 20_000;
const chunkLength = 16_384;

const blockElements = new Set(
  'address article aside blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);

/** Elements whose text is no text of the page. */
const unseenElements = new Set(['script', 'style', 'title']);

/** An open element. */
interface OpenElement {
  readonly name: string;
  readonly isHidden: boolean;
  /** Place of the reference whose shown text this element holds. */
  readonly anchor: number | undefined;
}

interface State {
  readonly references: Reference[];
  /** What a reader sees. */
  readonly text: string[];
  /** Text outside anchors, hidden or not: mail clients make links of the URLs in it. */
  readonly loose: string[];
  readonly scripts: string[];
  readonly open: OpenElement[];
  base: string;
}

/** Reads at most `maximum` characters; in as many behind them, and in what is nested too deeply, only plain URLs are found. */
export function viewHtml(html: string, maximum: number): HtmlView {
  const state: State = { references: [], text: [], loose: [], scripts: [], open: [], base: '' };
  const end = Math.min(html.length, maximum);
  const read = parse(html.slice(0, end), state);
  addWholeText(state, 'text', state.loose.join(''));
  addWholeText(state, 'script', state.scripts.join('\n'));
  addWholeText(state, 'attribute', html.slice(read, read + maximum));
  const fault = read < end ? 'htmlTooDeep' : read < html.length ? 'htmlTooLong' : undefined;
  return { references: state.references, base: state.base, text: tidyText(state.text.join('')), fault };
}

/** Returns how many characters were read: fewer than given when elements nest too deeply or lead to too many places. */
function parse(html: string, state: State): number {
  const parser = new Parser({
    onopentag: (name, attributes) => openElement(state, name, attributes),
    onclosetag: () => closeElement(state),
    ontext: (text) => addText(state, text),
    oncomment: (text) => addComment(state, text),
  });
  let read = 0;
  while (read < html.length && state.open.length <= deepest && state.references.length <= mostReferences) {
    parser.write(html.slice(read, read + chunkLength));
    read += chunkLength;
  }
  parser.end();
  return Math.min(read, html.length);
}

function openElement(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  const parent = state.open.at(-1);
  const found = readAttributes(name, attributes);
  if (name === 'base' && state.base === '') state.base = attributes.href ?? '';
  const own = found.findIndex((reference) => reference.source === 'anchor');
  const anchor = own < 0 ? parent?.anchor : state.references.length + own;
  state.references.push(...found);
  const element = { name, isHidden: parent?.isHidden === true || isHidden(attributes.style ?? ''), anchor };
  state.open.push(element);
  if (blockElements.has(name)) separate(state, element, '\n');
  else if (name === 'td' || name === 'th') separate(state, element, ' ');
  const alternative = name === 'img' ? (attributes.alt ?? '').trim() : '';
  if (alternative !== '') show(state, element, `[${alternative}]`);
}

function closeElement(state: State): void {
  const element = state.open.pop();
  if (element === undefined) return;
  if (element.anchor !== undefined && element.anchor !== state.open.at(-1)?.anchor && !element.isHidden) {
    state.text.push(anchorMark, String(element.anchor), anchorMark);
  }
  if (blockElements.has(element.name) && element.name !== 'br') separate(state, element, '\n');
}

function addText(state: State, text: string): void {
  const element = state.open.at(-1) ?? { name: '', isHidden: false, anchor: undefined };
  if (element.name === 'script') state.scripts.push(text);
  else if (element.name === 'style') state.references.push(...readStyleText(text));
  else if (!unseenElements.has(element.name)) show(state, element, text);
}

function separate(state: State, element: OpenElement, separator: string): void {
  state.loose.push(separator);
  if (!element.isHidden) state.text.push(separator);
}

function show(state: State, element: OpenElement, text: string): void {
  if (!element.isHidden) state.text.push(text.replaceAll(/[\s\u{fdd0}]+/gu, ' '));
  const reference = element.anchor === undefined ? undefined : state.references[element.anchor];
  if (reference === undefined) state.loose.push(text);
  else reference.shown = (reference.shown + text).slice(0, 2_000);
}

/** Outlook reads what stands in a conditional comment. */
function addComment(state: State, text: string): void {
  const conditional = /^\s*\[if [^\]]*\]>([\s\S]*?)(?:<!\[endif\])?$/.exec(text)?.[1];
  if (conditional === undefined || state.references.length > mostReferences) return;
  const inner: State = { references: [], text: [], loose: [], scripts: [], open: [], base: state.base };
  const parser = new Parser({
    onopentag: (name, attributes) => openElement(inner, name, attributes),
    onclosetag: () => closeElement(inner),
    ontext: (part) => addText(inner, part),
  });
  parser.end(conditional.slice(0, chunkLength * 4));
  state.references.push(...inner.references);
  state.loose.push('\n', inner.loose.join(''), '\n');
}

function addWholeText(state: State, source: Reference['source'], text: string): void {
  if (/[.:@]/.test(text)) state.references.push({ source, target: text, isText: true, shown: '' });
}

/** Characters without width are there to defeat filters; blank lines come from layout. */
export function tidyText(text: string): string {
  return text
    .replaceAll(
      /\u034f|[\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g,
      '',
    )
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
