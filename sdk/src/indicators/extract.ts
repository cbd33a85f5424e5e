/** Gets the distinct indicators out of a text, without the noise that every text has. */

import { addressReach } from './address.ts';
import type { DataType } from './data-type.ts';
import { defang } from './fanging.ts';
import { normalise } from './normalise.ts';
import { isEmptyDigest } from './ordinary.ts';
import { type Occurrence, scan } from './scan.ts';

/** An indicator and where it was first seen. */
export interface Indicator {
  readonly dataType: DataType;
  /** The real indicator, spelled as in the text. */
  readonly value: string;
  /** As it stands in the text, possibly disguised. */
  readonly original: string;
  /** Index of `original` in the text. */
  readonly offset: number;
}

/** What to take. */
export interface ExtractOptions {
  /** Also addresses of private networks and names that only exist inside one. Default false. */
  readonly includePrivate?: boolean;
  /** Stop after so many distinct indicators. Default 10,000. */
  readonly maximum?: number;
}

const defaultMaximum = 10_000;

/** Hosts whose URLs name XML vocabularies and are never visited. */
const vocabularyHosts = new Set([
  'www.w3.org',
  'schemas.microsoft.com',
  'schemas.openxmlformats.org',
  'schemas.xmlsoap.org',
  'purl.org',
  'ns.adobe.com',
  'schema.org',
]);

/**
 * The distinct indicators of a text, in order of appearance; disguised and plain spellings of one are one.
 * Left out: loopback, multicast and similar addresses, private addresses and internal names unless asked for,
 * version numbers, file extensions taken for domains, digests of nothing, names of XML vocabularies.
 * Paths, single-label host names and subjects are not looked for: in prose every word could be one.
 * Time grows linearly with the text, whatever it holds.
 */
export function extractIndicators(text: string, options: ExtractOptions = {}): Indicator[] {
  const maximum = options.maximum ?? defaultMaximum;
  const includePrivate = options.includePrivate ?? false;
  const distinct = new Map<string, Indicator>();
  if (maximum <= 0) return [];
  for (const occurrence of scan(text)) {
    if (isNoise(occurrence, includePrivate)) continue;
    const key = `${occurrence.dataType} ${normalise(occurrence.dataType, occurrence.value)}`;
    if (!distinct.has(key)) distinct.set(key, occurrence);
    if (distinct.size >= maximum) break;
  }
  return [...distinct.values()];
}

/** The text with every address, domain, URL and mail address in it defanged and everything else unchanged. */
export function defangText(text: string): string {
  const parts: string[] = [];
  let read = 0;
  for (const { dataType, value, original, offset } of scan(text)) {
    const isBare = dataType === 'url' && !/:\/\/|:\]/.test(original);
    const safe = defang(isBare ? value.slice('http://'.length) : value, dataType);
    parts.push(text.slice(read, offset), safe);
    read = offset + original.length;
  }
  parts.push(text.slice(read));
  return parts.join('');
}

function isNoise(found: Occurrence, includePrivate: boolean): boolean {
  switch (found.dataType) {
    case 'ip':
      return !isReachable(found.value, includePrivate);
    case 'hostname':
      return !includePrivate;
    case 'hash':
      return isEmptyDigest(found.value) || new Set(found.value).size < 5;
    case 'url': {
      const host = URL.parse(found.value)?.hostname ?? '';
      return vocabularyHosts.has(host) || !isReachable(host, includePrivate);
    }
    default:
      return false;
  }
}

/** A host name that is no address is reachable. */
function isReachable(host: string, includePrivate: boolean): boolean {
  const reach = addressReach(host);
  return reach === undefined || reach === 'public' || (reach === 'private' && includePrivate);
}
