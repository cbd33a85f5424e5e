/** Resolves what leads somewhere into links, and judges each. */
import {
  addressReach,
  controlledDomain,
  extractIndicators,
  type Indicator,
  normalise,
} from '../indicators/index.ts';
import type { LinkFlag, LinkSource, MailLink } from './anatomy.ts';
import type { Reference } from './html-attributes.ts';
import { unwrapLink } from './rewritten-link.ts';

/** Longer targets are made to exhaust readers. */
const longestTarget = 8_192;

/** Characters of shown text kept. */
const shownKept = 200;

/** Schemes that lead to no other machine. */
const localScheme = /^(?:cid|mid|data|javascript|vbscript|tel|sms|callto|about|blob|urn|mhtml):/i;

/** Links by canonical form, in order of discovery; `refused` counts those beyond the maximum. */
export interface LinkCollection {
  readonly links: Map<string, MailLink>;
  readonly maximum: number;
  refused: number;
}

/** An empty collection for at most `maximum` links. */
export function collectLinks(maximum: number): LinkCollection {
  return { links: new Map(), maximum, refused: 0 };
}

/** Adds what references lead to. Relative targets count only with a base address. */
export function addReferences(
  collection: LinkCollection,
  references: readonly Reference[],
  base: string,
  within: readonly number[],
): void {
  for (const reference of references) {
    if (reference.isText) {
      addText(collection, reference.target, reference.source, within);
      continue;
    }
    const url = resolveTarget(reference.target, base);
    if (url !== undefined) addLink(collection, url, reference.source, reference.shown, within);
    else if (reference.target.includes('://'))
      addText(collection, reference.target, reference.source, within);
  }
}

/** Adds the URLs and mail addresses in a text, and the hosts beginning with "www." that mail clients turn into links. */
export function addText(
  collection: LinkCollection,
  text: string,
  source: LinkSource,
  within: readonly number[],
): void {
  for (const found of extractIndicators(text, { includePrivate: true, maximum: collection.maximum * 10 })) {
    const url = URL.parse(linkOf(found) ?? '');
    if (url !== null) addLink(collection, url, source, '', within);
  }
}

function linkOf({ dataType, value }: Indicator): string | undefined {
  if (dataType === 'url') return value;
  if (dataType === 'mail') return `mailto:${value}`;
  return dataType === 'fqdn' && /^www\./i.test(value) ? `http://${value}` : undefined;
}

/** The absolute URL of a target as a mail client would follow it; undefined when it leads to no other machine. */
export function resolveTarget(target: string, base: string): URL | undefined {
  const trimmed = target.trim();
  if (
    trimmed === '' ||
    trimmed.startsWith('#') ||
    trimmed.length > longestTarget ||
    localScheme.test(trimmed)
  )
    return undefined;
  const url = parseTarget(trimmed, base);
  if (url === null || (url.protocol !== 'mailto:' && url.hostname === '')) return undefined;
  return url;
}

function parseTarget(target: string, base: string): URL | null {
  if (target.startsWith('//')) return URL.parse(`https:${target}`);
  if (/^www\.[^/\s]/i.test(target)) return URL.parse(`http://${target}`);
  return URL.canParse(base) ? URL.parse(target, base) : URL.parse(target);
}

/** A link that a gateway wrapped gives two: what the reader saw belongs to the real target. */
function addLink(
  collection: LinkCollection,
  url: URL,
  source: LinkSource,
  shown: string,
  within: readonly number[],
): void {
  const target = unwrapLink(url);
  keep(collection, describe(url, source, target === undefined ? shown : '', within));
  if (target !== undefined) keep(collection, describe(target, source, shown, within));
}

function keep(collection: LinkCollection, link: MailLink | undefined): void {
  if (link === undefined) return;
  const known = collection.links.get(link.url);
  if (known !== undefined) collection.links.set(link.url, merge(known, link));
  else if (collection.links.size < collection.maximum) collection.links.set(link.url, link);
  else collection.refused += 1;
}

function describe(
  url: URL,
  source: LinkSource,
  shown: string,
  within: readonly number[],
): MailLink | undefined {
  const isMail = url.protocol === 'mailto:';
  const href = isMail ? canonicalMail(url) : normalise('url', url.href);
  if (href === undefined) return undefined;
  const host = isMail ? href.slice(href.lastIndexOf('@') + 1) : url.hostname.replace(/\.$/, '').toLowerCase();
  const text = shown.replaceAll(/\s+/g, ' ').trim();
  const flags: LinkFlag[] = [];
  if (namesAnotherHost(text, host)) flags.push('mismatch');
  if (addressReach(host) !== undefined) flags.push('address');
  if (/(?:^|\.)xn--/.test(host)) flags.push('punycode');
  if (url.username !== '') flags.push('credentials');
  const isTarget = normalise('url', text) === href || text === href.replace('mailto:', '');
  return {
    url: href,
    host,
    sources: [source],
    flags,
    shown: isTarget ? '' : text.slice(0, shownKept),
    within,
  };
}

/** The first recipient, without subject and body. */
function canonicalMail(url: URL): string | undefined {
  const address = decode(url.pathname).split(/[,;?]/)[0]?.trim() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(address) ? `mailto:${normalise('mail', address)}` : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Only hosts of other parties count: the shown text often drops or adds "www". */
function namesAnotherHost(shown: string, host: string): boolean {
  if (shown === '' || !shown.includes('.')) return false;
  const named = extractIndicators(shown, { includePrivate: true, maximum: 5 }).flatMap(
    (found) => hostOf(found) ?? [],
  );
  return named.length > 0 && named.every((name) => controlledDomain(name) !== controlledDomain(host));
}

function hostOf({ dataType, value }: Indicator): string | undefined {
  switch (dataType) {
    case 'url':
      return URL.parse(value)?.hostname;
    case 'mail':
      return normalise('domain', value.slice(value.lastIndexOf('@') + 1));
    case 'domain':
    case 'fqdn':
    case 'hostname':
    case 'ip':
      return normalise(dataType, value);
    default:
      return undefined;
  }
}

function merge(known: MailLink, added: MailLink): MailLink {
  const sources = [...new Set([...known.sources, ...added.sources])];
  const flags = [...new Set([...known.flags, ...added.flags])];
  const shown =
    added.flags.includes('mismatch') && !known.flags.includes('mismatch')
      ? added.shown
      : known.shown || added.shown;
  return { ...known, sources, flags, shown };
}

/** Adds links found elsewhere, as in a nested mail, under the path that leads there. */
export function addLinks(collection: LinkCollection, links: readonly MailLink[], place: number): void {
  for (const link of links) keep(collection, { ...link, within: [place, ...link.within] });
}
