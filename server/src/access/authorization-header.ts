/** Reads the Authorization header: a key, or a login with a password. */

/** What the header holds; `unreadable` for other schemes and malformed values. */
export type HeaderCredentials =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'password'; readonly login: string; readonly password: string }
  | { readonly kind: 'unreadable' };

const unreadable: HeaderCredentials = Object.freeze({ kind: 'unreadable' });
const longestHeader = 4096;

/** Reads a header value. The scheme counts in any case of letters. */
export function readAuthorization(header: string): HeaderCredentials {
  if (header.length > longestHeader) return unreadable;
  const [, scheme = '', value = ''] = /^([A-Za-z]+) +([\x21-\x7e]+) *$/.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { kind: 'key', key: value };
  return scheme.toLowerCase() === 'basic' ? readBasic(value) : unreadable;
}

/** Logins hold no colon, passwords may. */
function readBasic(value: string): HeaderCredentials {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return unreadable;
  const text = decode(value);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) return unreadable;
  return { kind: 'password', login: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** UTF-8, or Latin-1 from older clients. */
function decode(value: string): string {
  const bytes = Buffer.from(value, 'base64');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}
