/** Kinds of setting: each says in words what it accepts and turns a given text or TOML value into a typed one. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A value that is not accepted, with the reason where the words of the kind would not explain it. */
interface Refusal {
  readonly refused: string | undefined;
}

/** What reading a given value brings. */
export type Reading<T> = { readonly value: T } | Refusal;

/** How a value of type `T` is given. */
export interface Kind<T> {
  /** What is accepted, to follow "Accepted: ". */
  readonly accepted: string;
  /** Values of this kind are never printed. */
  readonly secret: boolean;
  /** Reads text from the environment or any value of the settings file; relative paths start at `folder`. */
  readonly read: (given: unknown, folder: string) => Reading<T>;
}

const refused: Refusal = Object.freeze({ refused: undefined });

function kind<T>(accepted: string, read: Kind<T>['read']): Kind<T> {
  return { accepted, secret: false, read };
}

function fromText<T>(accepted: string, read: (text: string, folder: string) => Reading<T>): Kind<T> {
  return kind(accepted, (given, folder) => {
    const written = typeof given === 'string' ? given.trim() : '';
    return written === '' ? refused : read(written, folder);
  });
}

/** Any text up to `maximum` characters. */
export function text(accepted: string, maximum = 1024): Kind<string> {
  return fromText(accepted, (written) => (written.length <= maximum ? { value: written } : refused));
}

/** Text that fits a pattern. */
export function pattern(accepted: string, expression: RegExp): Kind<string> {
  return fromText(accepted, (written) => (expression.test(written) ? { value: written } : refused));
}

/** A password, taken as it is given: spaces at its ends belong to it. */
export function password(accepted: string): Kind<string> {
  return secret(
    kind(accepted, (given) =>
      typeof given === 'string' && given !== '' && given.length <= 1024 ? { value: given } : refused,
    ),
  );
}

/** The same kind, never printed. */
function secret<T>(of: Kind<T>): Kind<T> {
  return { ...of, secret: true };
}

/** The same kind for a setting that may stay without a value. */
export function optional<T>(of: Kind<T>): Kind<T | undefined> {
  return { accepted: of.accepted, secret: of.secret, read: of.read };
}

/** A whole number within bounds, both included. */
export function wholeNumber(minimum: number, maximum: number): Kind<number> {
  return kind(`a whole number from ${minimum} to ${maximum}`, (given) => {
    const value = typeof given === 'string' && /^\d{1,15}$/.test(given.trim()) ? Number(given) : given;
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
    return fits ? { value } : refused;
  });
}

const byteUnits: Readonly<Record<string, number>> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** A number of bytes as people read it: the largest unit that leaves no rest. */
export function showBytes(bytes: number): string {
  const unit = ['GiB', 'MiB', 'KiB'].find((name) => bytes % (byteUnits[name] ?? 1) === 0);
  return unit === undefined ? String(bytes) : `${bytes / (byteUnits[unit] ?? 1)} ${unit}`;
}

/** A size in bytes within bounds: a number, alone or followed by KiB, MiB or GiB. */
export function byteSize(minimum: number, maximum: number): Kind<number> {
  const accepted = `a size from ${showBytes(minimum)} to ${showBytes(maximum)}: bytes, or a number with KiB, MiB or GiB`;
  return kind(accepted, (given) => {
    const [, digits, unit] = /^(\d{1,15})\s*(KiB|MiB|GiB|)$/.exec(String(given).trim()) ?? [];
    const value = Number(digits) * (byteUnits[unit ?? ''] ?? Number.NaN);
    return value >= minimum && value <= maximum ? { value } : refused;
  });
}

/** `true` or `false`. */
export const yesOrNo: Kind<boolean> = kind('true or false', (given) => {
  const value = given === 'true' ? true : given === 'false' ? false : given;
  return typeof value === 'boolean' ? { value } : refused;
});

/** One of the words listed. */
export function oneOf<const T extends string>(...words: readonly T[]): Kind<T> {
  return kind(`one of ${words.join(', ')}`, (given) => {
    const value = words.find((word) => word === given);
    return value === undefined ? refused : { value };
  });
}

/** A list: an array in the settings file, text with commas in the environment. */
export function listOf<T>(of: Kind<T>, minimum = 0): Kind<readonly T[]> {
  const accepted = `a list (commas in the environment, an array in the file), each ${of.accepted}`;
  return kind(accepted, (given, folder) => {
    const parts: unknown[] =
      typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : [{}];
    const values: T[] = [];
    for (const part of parts) {
      const reading = of.read(typeof part === 'string' ? part.trim() : part, folder);
      if ('refused' in reading) return reading;
      values.push(reading.value);
    }
    return values.length < minimum ? refused : { value: Object.freeze(values) };
  });
}

/** Path of a folder; relative ones start at the folder of the source that gave it. */
export const folderPath: Kind<string> = fromText(
  'the path of a folder, written out (~ is not expanded)',
  (written, folder) => (written.startsWith('~') ? refused : { value: resolve(folder, written) }),
);

/** A folder as `file://` address. */
export const fileAddress: Kind<string> = fromText('an address file:///absolute/path', (written) => {
  if (written.startsWith('s3:')) {
    return { refused: 'files cannot be kept in S3 yet, only in a folder: file:///absolute/path' };
  }
  const address = URL.parse(written);
  const local = address?.protocol === 'file:' && address.host === '' && !/%2f|%00/i.test(address.pathname);
  return local ? { value: resolve(fileURLToPath(address)) } : refused;
});

/** Where a PostgreSQL database is. */
export const databaseAddress: Kind<string> = secret(
  fromText('an address postgres://user:password@host:port/database', (written) => {
    const protocol = URL.parse(written)?.protocol;
    return protocol === 'postgres:' || protocol === 'postgresql:' ? { value: written } : refused;
  }),
);

/** Address at which browsers reach the server: protocol, host and port alone. */
export const webOrigin: Kind<string> = fromText(
  'an address such as https://skep.example.org, without path',
  (written) => {
    const address = URL.parse(written);
    const web = address?.protocol === 'http:' || address?.protocol === 'https:';
    return web && `${address.origin}/` === address.href ? { value: address.origin } : refused;
  },
);

/** Address of one file of the web. Without name and password: it is shown to people. */
export const webFile: Kind<string> = fromText(
  'an address such as https://neurons.example.org/analyzers.json, without name and password',
  (written) => {
    const address = URL.parse(written);
    const web = address?.protocol === 'http:' || address?.protocol === 'https:';
    return web && address.username === '' && address.password === '' ? { value: address.href } : refused;
  },
);

const hostNamePattern = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_][a-z0-9_-]{0,62})*\.?$/i;

/** Name or address of a host. */
export const host: Kind<string> = fromText('a host name or an IP address', (written) =>
  isIP(written) !== 0 || hostNamePattern.test(written) ? { value: written } : refused,
);

function isNetwork(written: string): boolean {
  const [address = '', bits, ...rest] = written.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && bitsFit && rest.length === 0;
}

/** An IP address or a network in CIDR form. */
export const network: Kind<string> = fromText('an IP address or a network such as 10.0.0.0/8', (written) =>
  isNetwork(written) ? { value: written } : refused,
);
