/**
 * Markdown as inert HTML: no HTML of the author, nothing loaded from elsewhere, no link that opens by itself. Indicators
 * in the text are shown defanged; only pictures that were uploaded here are drawn.
 */
import { defangText } from '@skep/sdk/indicators';
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

/** An uploaded picture in a text: `![name](attachment:~12)`. */
const attachmentScheme = /^attachment:(~\d+)$/;
/** `@name` or `@name@host`; a full stop behind it belongs to the sentence. */
const mention = /(?<=^|[\s(])@([\p{L}\p{N}._+-]*[\p{L}\p{N}_+-](?:@[\p{L}\p{N}.-]*[\p{L}\p{N}])?)/gu;

/** Turns an id of an uploaded file into an address of it. */
export type AttachmentAddress = (id: string) => string;

/** Name of the person with a login, or the login itself. */
export type NameOf = (login: string) => string;

/** The elements of a text. */
export function renderMarkdown(text: string, addressOf: AttachmentAddress, nameOf: NameOf): DocumentFragment {
  return DOMPurify.sanitize(rendererFor(addressOf, nameOf).render(text), {
    ALLOWED_TAGS: [
      'p',
      'br',
      'hr',
      'strong',
      'em',
      's',
      'code',
      'pre',
      'blockquote',
      'ul',
      'ol',
      'li',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'img',
      'span',
      'button',
    ],
    ALLOWED_ATTR: ['class', 'src', 'alt', 'title', 'type', 'data-address', 'start', 'loading', 'tabindex'],
    // Addresses are only told, so that any may be kept; without this those of scripts would be dropped and their button do nothing.
    ADD_URI_SAFE_ATTR: ['data-address'],
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

function rendererFor(addressOf: AttachmentAddress, nameOf: NameOf): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
  const { rules } = markdown.renderer;
  const { escapeHtml } = markdown.utils;
  // Every address may be written down: none is opened without a question, and pictures from elsewhere are not drawn.
  markdown.validateLink = () => true;
  rules.text = (tokens, index) => prose(tokens[index]?.content ?? '', nameOf, escapeHtml);
  rules.code_inline = (tokens, index) =>
    `<code>${escapeHtml(defangText(tokens[index]?.content ?? ''))}</code>`;
  // What is wider than its place is scrolled by keyboard as well.
  rules.fence = (tokens, index) =>
    `<pre tabindex="0"><code>${escapeHtml(defangText(tokens[index]?.content ?? ''))}</code></pre>`;
  rules.code_block = rules.fence;
  rules.link_open = (tokens, index) =>
    `<button type="button" class="outside" data-address="${escapeHtml(String(tokens[index]?.attrGet('href') ?? ''))}">`;
  rules.link_close = () => '</button>';
  rules.image = (tokens, index) => {
    const token = tokens[index];
    const [, id] = attachmentScheme.exec(String(token?.attrGet('src') ?? '')) ?? [];
    const name = escapeHtml(token?.content ?? '');
    if (id === undefined) return `<span class="picture">${name || '…'}</span>`;
    return `<img src="${escapeHtml(addressOf(id))}" alt="${name}" loading="lazy">`;
  };
  return markdown;
}

/** Words with people by their names. A login looks like the address of a mailbox, so people are found before indicators are. */
function prose(text: string, nameOf: NameOf, escapeHtml: (text: string) => string): string {
  const inert = (part: string): string => escapeHtml(defangText(part));
  const parts: string[] = [];
  let end = 0;
  for (const { 0: whole, 1: login = '', index } of text.matchAll(mention)) {
    parts.push(
      inert(text.slice(end, index)),
      `<span class="mention" title="${escapeHtml(login)}">@${escapeHtml(nameOf(login))}</span>`,
    );
    end = index + whole.length;
  }
  return [...parts, inert(text.slice(end))].join('');
}
