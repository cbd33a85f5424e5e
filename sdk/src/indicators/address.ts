/** What an IP address is: how far it reaches, and how it is read. Without the list of public suffixes, which is large. */
import ipaddr from 'ipaddr.js';

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
