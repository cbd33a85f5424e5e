/** Unfolds the addresses that an address carries inside itself, without opening any of them. */

/** One step from an address to the one inside it. */
export interface Hop {
  /** What hid it: the name of a link protection or redirector, or the place it stood in. */
  via: string;
  /** True when the outer address belongs to a known link service: its host says nothing about the sender. */
  service: boolean;
  url: URL;
}

/** What an address carries. */
export interface Unfolded {
  /** The chain, each address inside the one before. */
  hops: Hop[];
  /** Addresses found on the way that are not part of the chain. */
  others: URL[];
}

/** Deepest nesting followed. */
const mostHops = 10;

/** Names of parameters that redirectors use, likeliest first. */
const targetNames = [
  'url',
  'u',
  'q',
  'target',
  'dest',
  'destination',
  'redirect',
  'redirect_uri',
  'redirect_url',
  'next',
  'continue',
  'return',
  'returnurl',
  'goto',
  'link',
  'to',
  'r',
  'a',
];

/** Follows an address inwards until it carries no other one. */
export function unfold(start: URL): Unfolded {
  const result: Unfolded = { hops: [], others: [] };
  const seen = new Set([start.href]);
  let current = start;
  while (result.hops.length < mostHops) {
    const [next, ...others] = carriedBy(current).filter(({ url }) => !seen.has(url.href));
    if (next === undefined) break;
    result.hops.push(next);
    result.others.push(...others.map(({ url }) => url));
    seen.add(next.url.href);
    current = next.url;
  }
  return result;
}

function carriedBy(url: URL): Hop[] {
  for (const protection of protections) {
    if (!protection.host.test(url.hostname)) continue;
    const target = webAddress(protection.target(url));
    if (target !== undefined) return [{ via: protection.name, service: true, url: target }];
  }
  return [...inParameters(url), ...inPath(url), ...inFragment(url)];
}

interface Protection {
  name: string;
  host: RegExp;
  /** The text of the inner address, undefined when there is none. */
  target(url: URL): string | undefined;
}

const parameter = (name: string) => (url: URL) => url.searchParams.get(name) ?? undefined;

/** Services that rewrite links; the generic search below would miss or misread them. */
const protections: readonly Protection[] = [
  {
    name: 'Microsoft Safe Links',
    host: /\.safelinks\.protection\.(outlook|office365)\.(com|us)$/,
    target: parameter('url'),
  },
  { name: 'Google', host: /^(www\.)?google(\.[a-z]{2,3}){1,2}$/, target: googleTarget },
  { name: 'Proofpoint', host: /(^|\.)urldefense(\.proofpoint)?\.(com|us)$/, target: proofpointTarget },
  { name: 'Bing', host: /(^|\.)bing\.com$/, target: (url) => base64Text(parameter('u')(url)?.slice(2)) },
  { name: 'Sophos', host: /\.protection\.sophos\.com$/, target: (url) => base64Text(parameter('u')(url)) },
  {
    name: 'AMP',
    host: /\.cdn\.ampproject\.org$/,
    target: (url) => ampTarget(url.href, /\/[cvir]\/(s\/)?(.+)$/),
  },
];

function googleTarget(url: URL): string | undefined {
  return parameter('url')(url) ?? parameter('q')(url) ?? ampTarget(url.href, /\/amp\/(s\/)?(.+)$/);
}

function ampTarget(href: string, form: RegExp): string | undefined {
  const [, secure, rest] = form.exec(href) ?? [];
  return rest === undefined ? undefined : `${secure === undefined ? 'http' : 'https'}://${rest}`;
}

/** Three generations: plain parameter, parameter with its own escapes, and path with replaced characters. */
function proofpointTarget(url: URL): string | undefined {
  const inner = parameter('u')(url);
  if (inner !== undefined && url.pathname.startsWith('/v2/')) {
    return decoded(inner.replaceAll('-', '%').replaceAll('_', '/'));
  }
  const [, body, replaced] = /\/v3\/__(.+?)__;([^!]*)!/.exec(url.href) ?? [];
  if (body === undefined || replaced === undefined) return inner;
  const whole = body.replace(/^([a-z]+:\/)(?!\/)/i, '$1/');
  return filledIn(whole, [...(base64Text(replaced) ?? '')]);
}

/** Puts characters back: `*` stands for one, `**` and a letter for a run whose length the letter gives. */
function filledIn(body: string, characters: string[]): string {
  return body.replace(/\*(?:\*([A-Za-z0-9_-]))?/g, (_mark, length: string | undefined) => {
    const count = length === undefined ? 1 : runLengths.indexOf(length) + 2;
    return characters.splice(0, count).join('');
  });
}

const runLengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function inParameters(url: URL): Hop[] {
  const found: Hop[] = [];
  for (const [name, value] of url.searchParams) {
    const target = webAddress(value) ?? webAddress(base64Text(value));
    if (target !== undefined) found.push({ via: `parameter ${name}`, service: false, url: target });
  }
  return found.sort((one, other) => rank(one.via) - rank(other.via));
}

function rank(via: string): number {
  const index = targetNames.indexOf(via.slice('parameter '.length).toLowerCase());
  return index === -1 ? targetNames.length : index;
}

function inPath(url: URL): Hop[] {
  const [, inner] = /\/(https?(?::|%3a)(?:\/|%2f){1,2}.+)$/i.exec(url.pathname) ?? [];
  const whole = decoded(inner?.replace(/^(https?:\/)(?!\/)/i, '$1/'));
  const target = webAddress(whole === undefined ? undefined : whole + url.search);
  return target === undefined ? [] : [{ via: 'path', service: false, url: target }];
}

function inFragment(url: URL): Hop[] {
  const text = decoded(url.hash.slice(1).replace(/^[!/?]*(?:[a-z_]+=)?/i, ''));
  const target = webAddress(text) ?? webAddress(base64Text(text));
  return target === undefined ? [] : [{ via: 'fragment', service: false, url: target }];
}

function webAddress(text: string | undefined): URL | undefined {
  if (text === undefined || !/^https?:\/\/[^/]/i.test(text)) return undefined;
  return URL.parse(text) ?? undefined;
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the text stands for itself.
    return text;
  }
}

/** The text that a base64 text holds, in either alphabet; undefined when it holds none that can be read. */
export function base64Text(text: string | undefined): string | undefined {
  if (text === undefined || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  const content = Buffer.from(text, 'base64');
  const plain = content.toString('utf8');
  return /[\p{Cc}\ufffd]/u.test(plain) ? undefined : plain;
}
