/** Finds URLs in refanged text. */
import { hostKind } from './host.ts';
import type { Found } from './scan.ts';

const longestUrl = 8_192;

/** Credentials, host and port together. */
const longestAuthority = 512;

const scheme = /(?:https?|sftp|ftps?|wss?|ldaps?|rmi|smb|file|tcp|udp|tftp|rtsp|ssh|telnet|gopher):\/\//gi;

/** Characters of a URL in prose: no blanks, quotes, brackets of markup, nor the punctuation of Chinese and Japanese. */
const urlCharacters =
  /[^\s\p{C}<>"'`{}|\\^\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]*/uy;

/** A list written without blanks: the next URL begins here. */
const nextUrl = /[,;)\]]+(?=(?:https?|ftp):\/\/)/i;

/** Every URL with a scheme. A host must be an address, have a dot, or be bracketed; single names are left out. */
export function* findUrls(text: string): Generator<Found> {
  const search = new RegExp(scheme);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const value = urlAt(text, match.index, match[0].length);
    if (value === undefined) continue;
    yield { dataType: 'url', value, start: match.index, end: match.index + value.length };
    search.lastIndex = match.index + value.length;
  }
}

function urlAt(text: string, start: number, schemeLength: number): string | undefined {
  const from = start + schemeLength;
  const host = authorityHost(text.slice(from, from + longestAuthority));
  const glued = gluedHostEnd(host);
  if (!isPlausibleHost(host.name)) return undefined;
  const rest = glued === undefined ? takeUrlCharacters(text, from) : text.slice(from, from + glued);
  const value = text.slice(start, from) + rest;
  return URL.canParse(value) ? value : undefined;
}

/** The characters from `from` on that belong to a URL, without the punctuation of the sentence around it. */
export function takeUrlCharacters(text: string, from: number): string {
  const search = new RegExp(urlCharacters);
  const bounded = text.slice(from, from + longestUrl);
  const taken = search.exec(bounded)?.[0] ?? '';
  const next = nextUrl.exec(taken);
  return trimEnd(next === null ? taken : taken.slice(0, next.index));
}

/** Closing brackets stay when the URL opened them. */
function trimEnd(value: string): string {
  let end = value.length;
  const open = { ')': count(value, '('), ']': count(value, '[') };
  const closed = { ')': count(value, ')'), ']': count(value, ']') };
  for (; end > 0; end -= 1) {
    const last = value.charAt(end - 1);
    if (last === ')' || last === ']') {
      if (closed[last] <= open[last]) break;
      closed[last] -= 1;
    } else if (!/[.,;:!?*…”’»]/.test(last)) break;
  }
  return value.slice(0, end);
}

function count(value: string, character: string): number {
  let found = 0;
  for (let at = value.indexOf(character); at >= 0; at = value.indexOf(character, at + 1)) found += 1;
  return found;
}

/** The host of what follows a scheme, and where it begins: behind the credentials. */
function authorityHost(rest: string): { readonly start: number; readonly name: string } {
  const authority = /^[^/?#\s"'<>`\\]*/.exec(rest)?.[0] ?? '';
  const start = authority.lastIndexOf('@') + 1;
  const name = /^(?:\[[^\]]*\]|[^:,;)\]}|]*)/.exec(authority.slice(start))?.[0] ?? '';
  return { start, name };
}

/** Where words of a script without blanks begin right behind a host ("evil.com的网站"). */
function gluedHostEnd(host: { readonly start: number; readonly name: string }): number | undefined {
  const plain = /^[\x21-\x7e]+/.exec(host.name)?.[0] ?? '';
  if (
    plain === '' ||
    plain === host.name ||
    hostKind(host.name) !== undefined ||
    hostKind(plain) === undefined
  )
    return undefined;
  return host.start + plain.length;
}

/** An address in any spelling a browser takes, or a name with a dot in it. */
function isPlausibleHost(name: string): boolean {
  return /^(?:\[[0-9a-f:.]+\]|[^.]+\.[^.]|0x[0-9a-f]{8}$|\d{8,10}$)/i.test(name);
}
