/** What a host name is: judged by the public suffix list, so that file names and version numbers are not taken for domains. */
import ipaddr from 'ipaddr.js';
import { parse } from 'tldts';

/** What a name denotes: a registrable domain, a name below one, or a machine of a private network. */
export type HostKind = 'domain' | 'fqdn' | 'hostname';

/** Suffixes that only exist inside a network. */
const internalSuffixes = new Set([
  'local',
  'localdomain',
  'lan',
  'internal',
  'intranet',
  'corp',
  'home',
  'private',
  'arpa',
]);

/** Reserved suffixes that are written like public ones: examples in documents, exercises, hidden services. */
const reservedSuffixes = new Set(['example', 'test', 'onion', 'i2p']);

const label = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?$/u;

/** The kind of a name, or undefined when it is no host name with a known suffix. An IP address is none either. */
export function hostKind(name: string): HostKind | undefined {
  const host = name.endsWith('.') ? name.slice(0, -1) : name;
  if (host.length > 253 || !host.includes('.') || !host.split('.').every((part) => label.test(part)))
    return undefined;
  const found = parse(host.toLowerCase(), { allowPrivateDomains: false, extractHostname: false });
  if (found.isIp || found.domain === null || found.domain.includes('_')) return undefined;
  const top = host.slice(host.lastIndexOf('.') + 1).toLowerCase();
  if (internalSuffixes.has(top)) return 'hostname';
  if (!found.isIcann && !reservedSuffixes.has(top)) return undefined;
  return found.subdomain === '' ? 'domain' : 'fqdn';
}

/**
 * The part of a host name that one party controls: `a.evil.co.uk` → `evil.co.uk`, and with shared hosting
 * `x.github.io` stays `x.github.io`. An address or a name without a known suffix is returned as it is.
 */
export function controlledDomain(host: string): string {
  return parse(host, { allowPrivateDomains: true, extractHostname: false }).domain ?? host;
}

/** Ranges that say nothing to anybody outside the network, or address nobody in particular. */
const nonPublicRanges = new Set([
  'unspecified',
  'broadcast',
  'multicast',
  'linkLocal',
  'loopback',
  'carrierGradeNat',
  'private',
  'uniqueLocal',
]);

/** Ranges whose addresses an organisation gives to its own machines. */
const privateRanges = new Set(['carrierGradeNat', 'private', 'uniqueLocal']);

/** How far an address (or network) reaches. Addresses reserved for documents count as public. Undefined: not an address. */
export function addressReach(value: string): 'public' | 'private' | 'none' | undefined {
  const address = parseAddress(value);
  if (address === undefined) return undefined;
  const range = address.range();
  if (privateRanges.has(range)) return 'private';
  const future = address.kind() === 'ipv4' && (address.toByteArray()[0] ?? 0) >= 240;
  return nonPublicRanges.has(range) || future ? 'none' : 'public';
}

/** Reads an IPv4 or IPv6 address, also with a prefix length or in square brackets; IPv4 in IPv6 becomes IPv4. */
export function parseAddress(value: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = value.replace(/^\[(.*)\]$/, '$1').replace(/\/\d{1,3}$/, '');
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined;
  return ipaddr.process(bare);
}
