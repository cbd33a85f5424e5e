/** Reads what servers found when they checked where a mail comes from. */
import { addressReach } from '../indicators/index.ts';
import type { AuthenticationResult, OriginatingAddress } from './anatomy.ts';
import { decodedValue } from './headers.ts';
import type { HeaderField } from './parts.ts';

const resultHeader = /(?:^|-)authentication-results(?:-original)?$/;
const spfHeader = /^(?:x-)?received-spf$/;
const addressHeader = /^x-(?:[a-z0-9-]+-)?(?:originating|orig|sender|source|client|remote|real|sending)-?ip$/;
const statement = /^([a-z][a-z0-9-]*)(?:\/\d+)?\s*=\s*([a-z]+)/i;
const longestValue = 8_192;

/** Names that look like a method but count or describe. */
const noMethods = new Set(['i', 'reason', 'action', 'header', 'smtp', 'policy', 'body']);

/** Every verdict, in the order of the headers. */
export function readAuthentication(headers: readonly HeaderField[]): AuthenticationResult[] {
  return headers.flatMap((field) => {
    const header = field.name.toLowerCase();
    if (resultHeader.test(header)) return readResults(header, decodedValue(field).slice(0, longestValue));
    if (spfHeader.test(header)) return readSpf(header, decodedValue(field).slice(0, longestValue));
    return [];
  });
}

/** Addresses of the sender's machine that headers such as X-Originating-IP name. */
export function readOriginatingAddresses(headers: readonly HeaderField[]): OriginatingAddress[] {
  return headers.flatMap((field) => {
    const header = field.name.toLowerCase();
    const address = decodedValue(field)
      .replace(/^\[(.*)\]$/, '$1')
      .trim();
    return addressHeader.test(header) && addressReach(address) !== undefined ? [{ header, address }] : [];
  });
}

/**
 * The verdict that counts for each method: that of the last server's own header, then its SPF header, then what
 * earlier servers reported. Only the last server's words are sure not to come from the sender.
 */
export function decisiveVerdicts(results: readonly AuthenticationResult[]): Map<string, string> {
  const rank = ({ header }: AuthenticationResult) =>
    header === 'authentication-results' ? 0 : spfHeader.test(header) ? 1 : 2;
  const verdicts = new Map<string, string>();
  for (const result of [...results].sort((a, b) => rank(a) - rank(b))) {
    if (!verdicts.has(result.method)) verdicts.set(result.method, result.verdict);
  }
  return verdicts;
}

function readResults(header: string, value: string): AuthenticationResult[] {
  const statements = splitStatements(value);
  const server = statements.find((part) => part !== '' && !part.includes('=')) ?? '';
  return statements.flatMap((part) => {
    const found = statement.exec(part);
    const method = found?.[1]?.toLowerCase();
    if (found?.[2] === undefined || method === undefined || noMethods.has(method)) return [];
    const detail = part.slice(found[0].length).trim();
    return [{ method, verdict: found[2].toLowerCase(), header, server: server.split(/\s/)[0] ?? '', detail }];
  });
}

/** At semicolons that stand in no remark and no quotation. */
function splitStatements(value: string): string[] {
  const statements: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ';' && depth === 0) {
      statements.push(value.slice(start, index).trim());
      start = index + 1;
    }
  }
  statements.push(value.slice(start).trim());
  return statements;
}

function readSpf(header: string, value: string): AuthenticationResult[] {
  const found = /^(pass|fail|softfail|neutral|none|temperror|permerror|error|unknown)\b/i.exec(value);
  if (found?.[1] === undefined) return [];
  const server = /\breceiver=([^\s;]+)/i.exec(value)?.[1] ?? '';
  return [
    {
      method: 'spf',
      verdict: found[1].toLowerCase(),
      header,
      server,
      detail: value.slice(found[0].length).trim(),
    },
  ];
}
