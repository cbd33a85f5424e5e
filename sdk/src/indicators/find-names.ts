/** Finds host names, IPv4 addresses, file names and URLs without a scheme in refanged text. */

import { parseAddress } from './address.ts';
import type { DataType } from './data-type.ts';
import type { Refanged } from './fanging.ts';
import { looksLikeFileName } from './file-name.ts';
import { takeUrlCharacters } from './find-urls.ts';
import { hostKind } from './host.ts';
import type { Found } from './scan.ts';

/** Longer runs hold no host name. */
const longestRun = 320;

const address = '\\d{1,3}(?:\\.\\d{1,3}){3}';
const addressOnly = new RegExp(`^${address}$`);
const addressRange = new RegExp(`^(${address})-(${address})$`);

/** What stands before a version number: "v", "version" … */
const versionLead = /\b(?:v|ver|version|release|build|rev|revision)[.:= ]{0,3}$/i;

/** A product and a slash, as in a user agent. */
const productLead = /\b[A-Z][A-Za-z]+\/$/;

/** Product names that end like a domain or a file. */
const productNames = new Set(
  'asp.net vb.net ado.net ml.net node.js vue.js react.js next.js nuxt.js express.js angular.js three.js d3.js'.split(
    ' ',
  ),
);

/** A name or address with where it stands. */
interface Run {
  readonly text: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The run was written in disguise: it is meant as an indicator. */
  readonly disguised: boolean;
}

/** Every name with a dot whose suffix is known, every IPv4 address, every file name. */
export function* findNames(refanged: Refanged): Generator<Found> {
  const { text, originalIndex } = refanged;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}_.-]+/gu)) {
    if (!match[0].includes('.')) continue;
    for (const [value, start] of plainRuns(match[0], match.index)) {
      const end = start + value.length;
      const disguised = originalIndex(end) - originalIndex(start) !== value.length;
      yield* classify({ text, value, start, end, disguised });
    }
  }
}

/** Splits at ellipses and at words of scripts without blanks, and drops dots and hyphens at the ends. */
function* plainRuns(run: string, offset: number): Generator<readonly [string, number]> {
  for (const part of run.matchAll(/[^.]+(?:\.[^.]+)+/g)) {
    const value = part[0].replace(/^-+/, '');
    const start = offset + part.index + part[0].length - value.length;
    const trimmed = value.replace(/-+$/, '');
    if (trimmed.length > longestRun) continue;
    if (!gluesScripts(trimmed) || hostKind(trimmed) !== undefined) yield [trimmed, start];
    else for (const piece of trimmed.matchAll(/[\w.-]*\w\.[\w.-]*\w/g)) yield [piece[0], start + piece.index];
  }
}

/** Han, Kana, Hangul or Thai next to Latin letters: a sentence, not one word. */
function gluesScripts(value: string): boolean {
  return (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(value) &&
    /[A-Za-z0-9]/.test(value)
  );
}

function* classify(run: Run): Generator<Found> {
  const range = addressRange.exec(run.value);
  if (range?.[1] !== undefined && range[2] !== undefined) {
    yield* classify({ ...run, value: range[1], end: run.start + range[1].length });
    yield* classify({ ...run, value: range[2], start: run.end - range[2].length });
    return;
  }
  const lastLabel = run.value.slice(run.value.lastIndexOf('.') + 1);
  if (/^\d/.test(lastLabel)) yield* classifyAddress(run);
  else yield* classifyName(run);
}

function* classifyAddress(run: Run): Generator<Found> {
  if (!addressOnly.test(run.value) || parseAddress(run.value) === undefined) return;
  if (!run.disguised && isVersion(run)) return;
  const url = urlWithoutScheme(run);
  if (url !== undefined) yield url;
  else yield withPrefixLength(run);
}

function isVersion(run: Run): boolean {
  const before = run.text.slice(Math.max(0, run.start - 16), run.start);
  return versionLead.test(before) || productLead.test(before);
}

/** A network in CIDR form; more digits or a further path mean something else. */
function withPrefixLength(run: Run): Found {
  const prefix = /^\/(\d{1,2})(?![\d./\w])/.exec(run.text.slice(run.end, run.end + 5));
  const length = prefix !== null && Number(prefix[1]) <= 32 ? prefix[0].length : 0;
  const end = run.end + length;
  return { dataType: 'ip', value: run.text.slice(run.start, end), start: run.start, end };
}

function* classifyName(run: Run): Generator<Found> {
  const before = run.text.charAt(run.start - 1);
  if (!run.disguised && isProse(run.value)) return;
  if (!run.disguised && looksLikeFileName(run.value)) {
    yield found(run, 'filename');
    return;
  }
  if (before === '@' || before === '/' || before === '\\' || run.text.charAt(run.end) === '(') return;
  const kind = hostKind(run.value);
  if (kind === undefined) return;
  yield urlWithoutScheme(run) ?? found(run, kind);
}

/** Two sentences without a blank between ("done.It"), or a product name. */
function isProse(value: string): boolean {
  const labels = value.split('.');
  const last = labels.at(-1) ?? '';
  const previous = labels.at(-2) ?? '';
  const capitalised = /^\p{Lu}\p{Ll}+$/u;
  return (
    (capitalised.test(last) && /\p{Ll}$/u.test(previous) && !capitalised.test(previous)) ||
    productNames.has(value.toLowerCase())
  );
}

/** `evil.com/gate.php` or `203.0.113.7:8080/x`: a URL of the web, told by a path behind the host. */
function urlWithoutScheme(run: Run): Found | undefined {
  const port = /^:\d{1,5}(?=\/)/.exec(run.text.slice(run.end, run.end + 7))?.[0] ?? '';
  const pathStart = run.end + port.length;
  if (run.text.charAt(pathStart) !== '/') return undefined;
  const path = takeUrlCharacters(run.text, pathStart);
  const isPrefixLength = port === '' && /^\/\d{1,2}$/.test(path);
  if (path.length < 2 || path.startsWith('//') || isPrefixLength) return undefined;
  const written = run.value + port + path;
  if (!URL.canParse(`http://${written}`)) return undefined;
  return { dataType: 'url', value: `http://${written}`, start: run.start, end: pathStart + path.length };
}

function found(run: Run, dataType: DataType): Found {
  return { dataType, value: run.value, start: run.start, end: run.end };
}
