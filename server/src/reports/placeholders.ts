/** Fills templates such as `{{case.title}}`. They know names and nothing else: no code, no files, no way to our objects. */
import Mustache from 'mustache';
import { escapeMarkdown } from './escape-markdown.ts';

/** Most placeholders of one template, so that what a template grows to stays bounded. */
const mostPlaceholders = 200;

/** What names stand for; the values are texts, or texts in Markdown, and never lists. */
export interface Names {
  readonly [name: string]: string | MarkdownText | Names;
}

/** A text that is Markdown itself, while other texts stand for what they say. */
export interface MarkdownText {
  readonly markdown: () => string;
}

/** What is wrong with a template, in words that say what would be accepted; undefined when nothing is. */
export function templateFault(template: string): string | undefined {
  if (template.split('{{').length - 1 > mostPlaceholders)
    return `text with at most ${mostPlaceholders} placeholders`;
  try {
    new Mustache.Writer().parse(template);
    return undefined;
  } catch {
    return 'text whose placeholders {{name}} and sections {{#name}}…{{/name}} are closed';
  }
}

/** A template in Markdown with its names filled in: values stand for what they say, and only texts in Markdown bring marks of their own. */
export function fillMarkdown(template: string, names: Names): string {
  return fill(template, names, (value) =>
    isMarkdown(value) ? value.markdown() : escapeMarkdown(String(value)),
  );
}

/** A template of plain text with its names filled in. */
export function fillPlain(template: string, names: Names): string {
  return fill(template, names, (value) => (isMarkdown(value) ? value.markdown() : String(value)));
}

/** The writer of each call keeps its templates for itself, so that nothing is remembered. */
function fill(template: string, names: Names, asText: (value: unknown) => string): string {
  return new Mustache.Writer().render(template, names, {}, { escape: asText });
}

function isMarkdown(value: unknown): value is MarkdownText {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'markdown');
}

/** An object for names that holds nothing but what is put into it. */
export function namesOf(entries: readonly (readonly [name: string, value: Names[string]])[]): Names {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
