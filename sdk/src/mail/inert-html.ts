/**
 * The HTML of a mail as something to look at: nothing in it loads, leads, runs or hides. It is written anew from a short list
 * of elements, so that whatever is not on the list cannot come through; where a link leads stands behind it as text.
 */
import { Parser } from 'htmlparser2';
import { defang } from '../indicators/index.ts';
import { isHidden } from './html-attributes.ts';
import { resolveTarget } from './links.ts';

/** HTML that is safe to show, best in a frame without any rights. */
export interface InertHtml {
  readonly html: string;
  /** False when the mail had more than was written. */
  readonly whole: boolean;
}

/** Deeper elements are left out, their text is not. */
const deepest = 100;
const chunkLength = 16_384;
const targetShown = 500;

const listed = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements that come through as they are. */
const kept = listed(
  'b big blockquote caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i ins li mark ol p pre s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul',
);
/** Elements that come through as a plain block. */
const blocks = listed(
  'address article aside body fieldset figcaption figure footer form header legend main nav section summary details',
);
/** Elements that go with all they hold. */
const dropped = listed(
  'applet audio canvas embed frame frameset head iframe map math noembed noframes noscript object plaintext script select style svg template textarea title video xmp',
);
const empty = listed('br col hr');
/** How mails looked before style sheets: these attributes can name a colour, a width or a place, and nothing else. */
const attributes = listed(
  'align bgcolor border cellpadding cellspacing color colspan dir rowspan size valign width',
);
const harmless = /^[\w#%.,\- ]{1,40}$/;

/** An open element. */
interface Opened {
  readonly end: string;
  readonly unseen: boolean;
}

interface State {
  readonly written: string[];
  readonly open: Opened[];
  readonly maximum: number;
  length: number;
  base: string;
}

/** Writes at most about `maximum` characters. */
export function inertHtml(source: string, maximum: number): InertHtml {
  const state: State = { written: [], open: [], maximum, length: 0, base: '' };
  const parser = new Parser({
    onopentag: (name, given) => openElement(state, name, given),
    onclosetag: () => closeElement(state),
    ontext: (text) => {
      if (state.open.at(-1)?.unseen !== true) writeText(state, escaped(text));
    },
  });
  let read = 0;
  while (read < source.length && state.length < maximum) {
    parser.write(source.slice(read, read + chunkLength));
    read += chunkLength;
  }
  const whole = read >= source.length && state.length < maximum;
  parser.end();
  return { html: state.written.join(''), whole };
}

/** Text is cut where the writing ends. */
function writeText(state: State, text: string): void {
  writeMarkup(state, text.slice(0, Math.max(0, state.maximum - state.length)));
}

/** Markup is never cut, so that a document that is stays well formed. */
function writeMarkup(state: State, text: string): void {
  state.written.push(text);
  state.length += text.length;
}

function openElement(state: State, name: string, given: Readonly<Record<string, string>>): void {
  if (name === 'base' && state.base === '') state.base = given.href ?? '';
  const outer = state.open.at(-1);
  const unseen =
    outer?.unseen === true || dropped.has(name) || 'hidden' in given || isHidden(given.style ?? '');
  if (unseen || state.open.length >= deepest || state.length >= state.maximum) {
    state.open.push({ end: '', unseen });
    return;
  }
  if (name === 'img' || name === 'input') writeText(state, escaped(pictured(name, given)));
  const element = elementOf(name);
  if (element !== undefined) writeMarkup(state, `<${element}${attributesOf(given)}>`);
  state.open.push({ end: endOf(state, name, element, given), unseen });
}

function elementOf(name: string): string | undefined {
  if (name === 'a') return 'u';
  if (blocks.has(name)) return 'div';
  return kept.has(name) || name === 'br' ? name : undefined;
}

function endOf(
  state: State,
  name: string,
  element: string | undefined,
  given: Readonly<Record<string, string>>,
): string {
  const close = element === undefined || empty.has(element) ? '' : `</${element}>`;
  const target = name === 'a' || name === 'area' ? given.href : name === 'form' ? given.action : undefined;
  return close + (target === undefined ? '' : shownTarget(target, state.base));
}

function closeElement(state: State): void {
  writeMarkup(state, state.open.pop()?.end ?? '');
}

function attributesOf(given: Readonly<Record<string, string>>): string {
  return Object.entries(given)
    .filter(([name, value]) => attributes.has(name) && harmless.test(value))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}

/** A picture or a field as the words a reader has for it. */
function pictured(name: 'img' | 'input', given: Readonly<Record<string, string>>): string {
  if (name === 'input' && given.type?.toLowerCase() === 'hidden') return '';
  const words = name === 'img' ? given.alt : (given.placeholder ?? given.value);
  return `[${words?.trim().slice(0, targetShown) ?? ''}]`;
}

function shownTarget(target: string, base: string): string {
  const url = resolveTarget(target, base);
  if (url === undefined) return '';
  const isMail = url.protocol === 'mailto:';
  const full = isMail ? url.pathname : url.href;
  const text = full.length > targetShown ? `${full.slice(0, targetShown)}…` : full;
  return ` <code>${escaped(defang(text, isMail ? 'mail' : 'url'))}</code>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}
