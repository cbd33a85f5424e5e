/** The canonical form of an indicator: two values are the same indicator exactly when their canonical forms are equal. */
import ipaddr from 'ipaddr.js';
import { refang } from './fanging.ts';

const registryRoots: ReadonlyMap<string, string> = new Map([
  ['hklm', 'hkey_local_machine'],
  ['hkcu', 'hkey_current_user'],
  ['hkcr', 'hkey_classes_root'],
  ['hkcc', 'hkey_current_config'],
  ['hku', 'hkey_users'],
]);

/**
 * The canonical form used for equality and look-up. Never throws: what cannot be read as its type is only trimmed.
 * Disguised network indicators equal the real ones. Values of unknown types are trimmed and composed (Unicode NFC).
 */
export function normalise(dataType: string, value: string): string {
  const trimmed = value.trim().normalize('NFC');
  switch (dataType) {
    case 'ip':
      return normaliseAddress(refang(trimmed));
    case 'domain':
    case 'fqdn':
    case 'hostname':
      return normaliseHost(refang(trimmed));
    case 'url':
      return normaliseUrl(refang(trimmed));
    case 'mail':
      return normaliseMail(refang(trimmed));
    case 'hash':
      return normaliseHash(trimmed);
    case 'autonomous-system':
      return trimmed.replace(/^(?:asn?)?[\s:]*0*(\d+)$/i, 'AS$1');
    case 'registry':
      return normaliseRegistry(trimmed);
    default:
      return trimmed;
  }
}

/** Four decimal parts with leading zeros are read as decimal: devices pad them; browsers alone read them as octal. */
function normaliseAddress(value: string): string {
  const bare = value.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const unpadded = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/.test(bare)
    ? bare.replaceAll(/\b0+(?=\d)/g, '')
    : bare;
  if (unpadded.includes('/') && ipaddr.isValidCIDR(unpadded)) return normaliseNetwork(unpadded);
  if (!ipaddr.isValid(unpadded)) return bare;
  return ipaddr.process(unpadded).toString();
}

function normaliseNetwork(value: string): string {
  const [address, prefix] = ipaddr.parseCIDR(value);
  const isV4 = address.kind() === 'ipv4';
  if (prefix === (isV4 ? 32 : 128)) return ipaddr.process(address.toString()).toString();
  const network = isV4
    ? ipaddr.IPv4.networkAddressFromCIDR(value)
    : ipaddr.IPv6.networkAddressFromCIDR(value);
  return `${network.toString()}/${prefix}`;
}

/** How the URL standard writes a host that is an address: asking the library costs an exception for every name. */
const addressHost = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Lower case, punycode, no trailing dot. A name the URL standard refuses (or reads as an address) is only lower-cased. */
function normaliseHost(value: string): string {
  const lower = value.toLowerCase().replace(/\.$/, '');
  const wildcard = lower.startsWith('*.') ? '*.' : '';
  const name = lower.slice(wildcard.length);
  if (/[\s/?#@:\\%]/.test(name)) return lower;
  const parsed = URL.parse(`http://${name}/`);
  if (parsed === null || addressHost.test(parsed.hostname)) return lower;
  return wildcard + parsed.hostname;
}

/** As a browser would ask for it; a URL without a scheme is one of the web. */
function normaliseUrl(value: string): string {
  const withScheme =
    /^[a-z][a-z0-9+.-]*:/i.test(value) && !/^[^/]+:\d+(?:\/|$)/.test(value) ? value : `http://${value}`;
  const parsed = URL.parse(withScheme);
  if (parsed === null) return value;
  if (parsed.hostname.endsWith('.')) parsed.hostname = parsed.hostname.slice(0, -1);
  return parsed.href;
}

/** Only the domain loses its case: before the at sign case may matter. */
function normaliseMail(value: string): string {
  const bare = value.replace(/^<(.*)>$/, '$1').replace(/^mailto:/i, '');
  const at = bare.lastIndexOf('@');
  return at < 0 ? bare : `${bare.slice(0, at)}@${normaliseHost(bare.slice(at + 1))}`;
}

/** Hexadecimal digests ignore case; similarity digests (ssdeep) do not. */
function normaliseHash(value: string): string {
  return /^[0-9a-z]+$/i.test(value) ? value.toLowerCase() : value;
}

function normaliseRegistry(value: string): string {
  const lower = value.toLowerCase().replace(/\\+$/, '');
  const end = lower.indexOf('\\');
  const root = end < 0 ? lower : lower.slice(0, end);
  return (registryRoots.get(root) ?? root) + lower.slice(root.length);
}
