/** Turns the bytes of a text file or web page into the text that indicators are looked for in. */

import { NeuronError } from '@skep/sdk';
import { Parser } from 'htmlparser2';

/** Attributes of a page that hold addresses or words. */
const readAttributes = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'content',
  'data',
  'cite',
  'title',
  'alt',
  'value',
]);

/** The text of a file. Throws `notText` for anything that is no text. */
export function readableText(content: Uint8Array): string {
  const text = decode(content);
  return isWebPage(text) ? textOfPage(text) : text;
}

/** UTF-16 says so in its first two bytes; what is no UTF-8 is taken for the old western encoding. */
function decode(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(content);
  if (content.includes(0)) {
    throw new NeuronError('Only text files and web pages are read; this file is neither', 'notText');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}

function isWebPage(text: string): boolean {
  return /<(!doctype html|html|head|body|table|div|p|a)[\s>]/i.test(text.slice(0, 4096));
}

/** Words and addresses of a page, one piece a line, so that no two pieces run together. */
function textOfPage(page: string): string {
  const pieces: string[] = [];
  const parser = new Parser(
    {
      ontext: (text) => pieces.push(text),
      onattribute: (name, value) => {
        if (readAttributes.has(name)) pieces.push(`\n${value}\n`);
      },
      onopentag: (name) => {
        if (blocks.has(name)) pieces.push('\n');
      },
    },
    { decodeEntities: true },
  );
  parser.end(page);
  return pieces.join('');
}

/** Tags that end a word; others, such as `b` and `span`, may stand inside one. */
const blocks = new Set([
  'p',
  'div',
  'br',
  'li',
  'tr',
  'td',
  'th',
  'h1',
  'h2',
  'h3',
  'h4',
  'pre',
  'title',
  'script',
  'style',
]);
