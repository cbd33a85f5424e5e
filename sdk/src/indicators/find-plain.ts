/** Finds the kinds of indicators whose own form gives them away: mail addresses, IPv6, hashes, registry keys, agents, AS numbers. */
import ipaddr from 'ipaddr.js';
import { digestLengths } from './detect.ts';
import { hostKind } from './host.ts';
import type { Found } from './scan.ts';

const longestLocalPart = 64;
const localCharacter = /[A-Za-z0-9._%+'=&~#-]/;

/** Mail addresses whose domain has a known suffix. */
export function* findMails(text: string): Generator<Found> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = localPartStart(text, at);
    if (start === at) continue;
    const domain = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/u
      .exec(text.slice(at + 1, at + 256))?.[0]
      .replace(/-+$/, '');
    const known = domain === undefined ? undefined : knownDomain(domain);
    if (known === undefined) continue;
    const end = at + 1 + known.length;
    yield { dataType: 'mail', value: text.slice(start, end), start, end };
  }
}

function localPartStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < longestLocalPart && localCharacter.test(text.charAt(start - 1)))
    start -= 1;
  while (start < at && /[^A-Za-z0-9_]/.test(text.charAt(start))) start += 1;
  return start;
}

/** The domain, without words of a script without blanks behind it. */
function knownDomain(domain: string): string | undefined {
  if (hostKind(domain) !== undefined) return domain;
  const plain = /^[\x21-\x7e]+/.exec(domain)?.[0];
  return plain !== undefined && plain !== domain && hostKind(plain) !== undefined ? plain : undefined;
}

/** IPv6 addresses and networks. Hardware addresses, times and names with double colons are none. */
export function* findIpv6(text: string): Generator<Found> {
  for (const match of text.matchAll(/[0-9A-Fa-f:.]{3,}/g)) {
    if (match[0].length > 64 || !/:.*:/.test(match[0]) || !/\d/.test(match[0])) continue;
    const value = match[0].replace(/\.+$/, '').replace(/([^:]):$/, '$1');
    const end = match.index + value.length;
    if (isWordPart(text.charAt(match.index - 1)) || isWordPart(text.charAt(end))) continue;
    if (/^(?:[0-9A-Fa-f]{2}:){7}[0-9A-Fa-f]{2}$/.test(value) || !ipaddr.IPv6.isValid(value)) continue;
    const prefix = /^\/(\d{1,3})(?![\w./])/.exec(text.slice(end, end + 6));
    const length = prefix !== null && Number(prefix[1]) <= 128 ? prefix[0].length : 0;
    yield {
      dataType: 'ip',
      value: text.slice(match.index, end + length),
      start: match.index,
      end: end + length,
    };
  }
}

/** Hexadecimal digests of the usual lengths, standing alone. */
export function* findHashes(text: string): Generator<Found> {
  for (const match of text.matchAll(/[0-9A-Fa-f]{32,}/g)) {
    const end = match.index + match[0].length;
    if (!digestLengths.has(match[0].length)) continue;
    if (isWordPart(text.charAt(match.index - 1)) || isWordPart(text.charAt(end))) continue;
    yield { dataType: 'hash', value: match[0], start: match.index, end };
  }
}

/** Windows registry keys. A blank inside a name is taken only when another level follows. */
export function* findRegistryKeys(text: string): Generator<Found> {
  const key =
    /\b(?:HKEY_[A-Z_]{4,24}|HK(?:LM|CU|CR|CC|U))(?:\\[\w.{}()-]{1,128}(?: [\w.{}()-]{1,64}){0,4}(?=\\)){0,32}\\[\w.{}()-]{1,255}/g;
  for (const match of text.matchAll(key)) {
    const value = match[0].replace(/[.)]+$/, '');
    yield { dataType: 'registry', value, start: match.index, end: match.index + value.length };
  }
}

/** Browser-like user agents: from "Mozilla/" to the end of the line or quotation. */
export function* findAgents(text: string): Generator<Found> {
  for (const match of text.matchAll(/\bMozilla\/\d\.\d \([^)\r\n"]{1,300}\)[^\r\n"'<>|\\]{0,400}/g)) {
    const value = match[0].trimEnd();
    yield { dataType: 'user-agent', value, start: match.index, end: match.index + value.length };
  }
}

/** Autonomous systems written as AS and a number of 32 bits. */
export function* findAutonomousSystems(text: string): Generator<Found> {
  for (const match of text.matchAll(/\bAS\d{2,10}\b/g)) {
    if (Number(match[0].slice(2)) > 0xffff_ffff) continue;
    yield {
      dataType: 'autonomous-system',
      value: match[0],
      start: match.index,
      end: match.index + match[0].length,
    };
  }
}

function isWordPart(character: string): boolean {
  return /[\w-]/.test(character);
}
