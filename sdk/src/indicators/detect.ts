/** Recognises what a single value is, as when somebody pastes one into a search or an "add" box. */

import { parseAddress } from './address.ts';
import type { DataType } from './data-type.ts';
import { refang } from './fanging.ts';
import { looksLikeFileName } from './file-name.ts';
import { hostKind } from './host.ts';

/** Longer values are no indicator of the recognised types. */
const longestValue = 8_192;

/** Digest lengths in hexadecimal digits: MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512. */
export const digestLengths: ReadonlySet<number> = new Set([32, 40, 56, 64, 96, 128]);

const agentStart =
  /^(?:Mozilla|Opera|curl|Wget|python-requests|python-urllib|Go-http-client|okhttp|PostmanRuntime|libwww-perl|Java)\/\d/i;
const digest = /^[0-9a-f]+$/i;
const similarityDigest = /^\d+:[A-Za-z0-9/+]{6,}:[A-Za-z0-9/+]{3,}$/;
const localityDigest = /^T1[0-9A-F]{70}$/i;
const autonomousSystem = /^ASN?[\s:]?\d{1,10}$/i;
const registryKey = /^(?:HKEY_[A-Z_]+|HK(?:LM|CU|CR|CC|U))(?:\\|$)/i;
const windowsPath = /^(?:[A-Z]:\\|\\\\[^\\\s]+\\|%[A-Z0-9_()]+%\\)\S/i;
const windowsHost = /^(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{7,11}$/i;

/** In this order, the first that fits wins. */
const recognisers: readonly (readonly [(value: string) => boolean, DataType])[] = [
  [isUrl, 'url'],
  [isMail, 'mail'],
  [(value) => parseAddress(value) !== undefined, 'ip'],
  [isHash, 'hash'],
  [(value) => autonomousSystem.test(value), 'autonomous-system'],
  [(value) => registryKey.test(value), 'registry'],
  [(value) => agentStart.test(value), 'user-agent'],
  [isUrlWithoutScheme, 'url'],
  [(value) => /^\/[^/\s]\S*$/.test(value), 'uri_path'],
  [(value) => windowsPath.test(value) || looksLikeFileName(value), 'filename'],
  [(value) => hostKind(value) === 'domain', 'domain'],
  [(value) => hostKind(value) === 'fqdn', 'fqdn'],
  [(value) => hostKind(value) === 'hostname' || windowsHost.test(value), 'hostname'],
];

/**
 * The data type of a value, written plainly or disguised, with blanks around it ignored; undefined when it is none
 * of the recognised types. The whole value must be one indicator: text that contains one gives undefined.
 * A disguised value is never taken for a file name.
 */
export function detectDataType(value: string): DataType | undefined {
  const trimmed = value.trim();
  if (trimmed === '' || trimmed.length > longestValue) return undefined;
  const real = refang(trimmed);
  const disguised = real !== trimmed;
  const found = recognisers.find(([fits, type]) => !(disguised && type === 'filename') && fits(real));
  return found?.[1];
}

function isUrl(value: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value)) return false;
  const parsed = URL.parse(value);
  return parsed !== null && parsed.host !== '';
}

function isUrlWithoutScheme(value: string): boolean {
  const parts = /^([^\s/:?#@\\]+)(:\d{1,5})?([/?]\S*)?$/.exec(value);
  const host = parts?.[1];
  if (host === undefined || (parts?.[2] === undefined && parts?.[3] === undefined)) return false;
  return hostKind(host) !== undefined || parseAddress(host) !== undefined;
}

function isMail(value: string): boolean {
  const parts = /^(?:mailto:)?<?[^\s@<>()[\],;:\\"]{1,64}@([^\s@<>]+?)>?$/i.exec(value);
  return parts?.[1] !== undefined && hostKind(parts[1]) !== undefined;
}

function isHash(value: string): boolean {
  if (digest.test(value) && digestLengths.has(value.length)) return true;
  return localityDigest.test(value) || similarityDigest.test(value);
}
