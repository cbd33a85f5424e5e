/** Which attributes and styles of HTML lead somewhere. */
import type { LinkSource } from './anatomy.ts';

/** A place that leads somewhere, not yet resolved. */
export interface Reference {
  readonly source: LinkSource;
  /** A target as an attribute gives it, or text in which links are to be found. */
  readonly target: string;
  readonly isText: boolean;
  /** What the reader sees of it; empty when nothing is shown or it is no anchor. */
  shown: string;
}

/** Attributes that hold one target. */
const targetAttributes: Readonly<Record<string, LinkSource>> = {
  href: 'anchor',
  'xlink:href': 'anchor',
  action: 'form',
  formaction: 'form',
  src: 'resource',
  background: 'image',
  poster: 'image',
  lowsrc: 'image',
  dynsrc: 'image',
};

/** Attributes whose URLs name vocabularies. */
const namingAttribute = /^(?:xmlns(?::.*)?|itemtype|itemprop|vocab|typeof|property|prefix)$/;
const pictureElements = new Set(['img', 'image', 'input', 'v:image', 'v:imagedata', 'v:fill', 'source']);
const resourceElements = new Set(['link', 'use', 'image']);

/** Everything an element leads to. */
export function readAttributes(element: string, attributes: Readonly<Record<string, string>>): Reference[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (value.trim() === '' || namingAttribute.test(name)) return [];
    if (name === 'style') return readStyleText(value);
    if (name === 'srcset' || name === 'imagesrcset') return readSourceSet(value);
    if (element === 'meta' && name === 'content') return readRefresh(attributes['http-equiv'], value);
    const source = sourceOf(element, name);
    if (source !== undefined) return [target(source, value)];
    return /:\/\/|www\.|@/.test(value)
      ? [{ source: 'attribute', target: value, isText: true, shown: '' }]
      : [];
  });
}

function sourceOf(element: string, name: string): LinkSource | undefined {
  if (element === 'base' && name === 'href') return 'base';
  if (element === 'object' && name === 'data') return 'resource';
  const source = targetAttributes[name];
  if (source === 'anchor' && resourceElements.has(element)) return 'resource';
  return source === 'resource' && pictureElements.has(element) ? 'image' : source;
}

function target(source: LinkSource, value: string): Reference {
  return { source, target: value, isText: false, shown: '' };
}

/** Addresses in style sheets and style attributes. */
export function readStyleText(style: string): Reference[] {
  const found = style.matchAll(/url\(\s{0,9}["']?([^"')\s]{1,4096})|@import\s{1,9}["']([^"']{1,4096})/gi);
  return Array.from(found, (match) => target('style', match[1] ?? match[2] ?? ''));
}

function readSourceSet(value: string): Reference[] {
  return value.split(/,\s/).map((candidate) => target('image', candidate.trim().split(/\s/)[0] ?? ''));
}

function readRefresh(kind: string | undefined, value: string): Reference[] {
  if (kind?.trim().toLowerCase() !== 'refresh') return [];
  const found = /^[\s\d.]{0,20}[;,]?\s{0,9}(?:url\s{0,9}=)?\s{0,9}["']?([^"']+)/i.exec(value)?.[1]?.trim();
  return found === undefined || found === '' ? [] : [target('refresh', found)];
}

/** Whether a style keeps an element from the reader's eyes. */
export function isHidden(style: string): boolean {
  return /display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?:px|pt|em|%)?\s{0,9}(?:;|!|$)/i.test(
    style,
  );
}
