/** Values that are unlikely indicators whatever was seen: reserved addresses and names, public resolvers, digests of nothing. */
import ipaddr from 'ipaddr.js';
import { parseAddress } from './address.ts';
import { normalise } from './normalise.ts';

/** Every reason for which a value is an unlikely indicator. */
export const ordinaryReasons = [
  'private',
  'loopback',
  'linkLocal',
  'multicast',
  'documentation',
  'reserved',
  'publicResolver',
  'emptyFile',
] as const;

/**
 * Why a value is an unlikely indicator. `private`: used inside networks only; `loopback`: the machine itself; `linkLocal`: one
 * segment of a network; `multicast`: many machines at once, or all; `documentation`: for examples and tests; `reserved`: given to
 * nobody; `publicResolver`: a resolver that everybody may ask; `emptyFile`: the digest of a file without content.
 */
export type OrdinaryReason = (typeof ordinaryReasons)[number];

/**
 * Why a value of a type is an unlikely indicator; undefined when nothing speaks against it, and for types of which nothing is known.
 * URLs and mail addresses are judged by their host, networks only when all of their addresses are alike. Disguised values count as
 * real ones. Never throws.
 */
export function ordinaryReason(dataType: string, value: string): OrdinaryReason | undefined {
  const plain = normalise(dataType, value);
  switch (dataType) {
    case 'ip':
      return reasonOfAddress(plain);
    case 'domain':
    case 'fqdn':
    case 'hostname':
      return reasonOfName(plain);
    case 'url':
      return reasonOfHost(URL.parse(plain)?.hostname ?? '');
    case 'mail':
      return reasonOfHost(plain.slice(plain.lastIndexOf('@') + 1));
    case 'hash':
      return isEmptyDigest(plain) ? 'emptyFile' : undefined;
    default:
      return undefined;
  }
}

/** MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512 of no bytes at all. */
const emptyDigests = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'd14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b',
  'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
]);

/** Whether a digest is that of an empty file. */
export function isEmptyDigest(digest: string): boolean {
  return emptyDigests.has(digest.toLowerCase());
}

/** Names below which there is nothing but what the reason says; the suffix itself counts too. */
const reservedNames: ReadonlyMap<string, OrdinaryReason> = new Map([
  ['example', 'documentation'],
  ['example.com', 'documentation'],
  ['example.net', 'documentation'],
  ['example.org', 'documentation'],
  ['test', 'documentation'],
  ['invalid', 'reserved'],
  ['localhost', 'loopback'],
  ['localdomain', 'private'],
  ['local', 'private'],
  ['internal', 'private'],
  ['home.arpa', 'private'],
  ['dns.google', 'publicResolver'],
  ['one.one.one.one', 'publicResolver'],
  ['cloudflare-dns.com', 'publicResolver'],
  ['dns.quad9.net', 'publicResolver'],
  ['dns.opendns.com', 'publicResolver'],
  ['doh.opendns.com', 'publicResolver'],
  ['resolver1.opendns.com', 'publicResolver'],
  ['resolver2.opendns.com', 'publicResolver'],
  ['dns.adguard-dns.com', 'publicResolver'],
  ['dns.alidns.com', 'publicResolver'],
  ['doh.pub', 'publicResolver'],
]);

function reasonOfName(name: string): OrdinaryReason | undefined {
  let suffix = name.replace(/^\*\./, '');
  for (;;) {
    const reason = reservedNames.get(suffix);
    if (reason !== undefined) return reason;
    const dot = suffix.indexOf('.');
    if (dot < 0) return undefined;
    suffix = suffix.slice(dot + 1);
  }
}

function reasonOfHost(host: string): OrdinaryReason | undefined {
  return parseAddress(host) === undefined
    ? reasonOfName(host)
    : reasonOfAddress(host.replace(/^\[|\]$/g, ''));
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** What the ranges mean that the library tells apart; ranges that lead to machines of others are left out. */
const reasonOfRange: ReadonlyMap<string, OrdinaryReason> = new Map([
  ['private', 'private'],
  ['uniqueLocal', 'private'],
  ['deprecatedSiteLocal', 'private'],
  ['carrierGradeNat', 'private'],
  ['loopback', 'loopback'],
  ['linkLocal', 'linkLocal'],
  ['multicast', 'multicast'],
  ['broadcast', 'multicast'],
  ['unspecified', 'reserved'],
  ['reserved', 'reserved'],
  ['discard', 'reserved'],
  ['benchmarking', 'documentation'],
]);

/** Ranges for examples and measurements; the library has them among what is reserved. */
const documentationRanges: readonly [Address, number][] = [
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '198.18.0.0/15',
  '2001:db8::/32',
  '3fff::/20',
].map((range) => ipaddr.parseCIDR(range));

/** Addresses of resolvers that everybody may ask, in canonical form. */
const publicResolvers = new Set([
  // Google
  ...['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888', '2001:4860:4860::8844'],
  // Cloudflare: everything, without malware, for families
  ...['1.1.1.1', '1.0.0.1', '1.1.1.2', '1.0.0.2', '1.1.1.3', '1.0.0.3'],
  ...['2606:4700:4700::1111', '2606:4700:4700::1001', '2606:4700:4700::1112', '2606:4700:4700::1002'],
  ...['2606:4700:4700::1113', '2606:4700:4700::1003'],
  // Quad9
  ...['9.9.9.9', '149.112.112.112', '9.9.9.10', '149.112.112.10', '9.9.9.11', '149.112.112.11'],
  ...['2620:fe::fe', '2620:fe::9', '2620:fe::10', '2620:fe::fe:10', '2620:fe::11', '2620:fe::fe:11'],
  // OpenDNS
  ...['208.67.222.222', '208.67.220.220', '208.67.222.123', '208.67.220.123'],
  ...['2620:119:35::35', '2620:119:53::53'],
  // Level 3
  ...['4.2.2.1', '4.2.2.2', '4.2.2.3', '4.2.2.4', '4.2.2.5', '4.2.2.6'],
  // Verisign, AdGuard, Yandex, Comodo
  ...['64.6.64.6', '64.6.65.6', '94.140.14.14', '94.140.15.15', '2a10:50c0::ad1:ff', '2a10:50c0::ad2:ff'],
  ...['77.88.8.8', '77.88.8.1', '8.26.56.26', '8.20.247.20'],
  // Alibaba, DNSPod, 114DNS, Baidu
  ...['223.5.5.5', '223.6.6.6', '2400:3200::1', '2400:3200:baba::1', '119.29.29.29'],
  ...['114.114.114.114', '114.114.115.115', '180.76.76.76'],
]);

function reasonOfAddress(value: string): OrdinaryReason | undefined {
  if (publicResolvers.has(value)) return 'publicResolver';
  const [first, last] = endsOf(value);
  if (first === undefined || last === undefined) return undefined;
  const reason = reasonOfOne(first);
  return reason === reasonOfOne(last) ? reason : undefined;
}

/** The first and the last address of a network; of an address itself, twice. Nothing for what is neither. */
function endsOf(value: string): readonly [first?: Address, last?: Address] {
  if (!value.includes('/')) {
    const address = parseAddress(value);
    return address === undefined ? [] : [address, address];
  }
  if (!ipaddr.isValidCIDR(value)) return [];
  const kind = ipaddr.parseCIDR(value)[0].kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return [kind.networkAddressFromCIDR(value), kind.broadcastAddressFromCIDR(value)];
}

function reasonOfOne(address: Address): OrdinaryReason | undefined {
  const isForExamples = documentationRanges.some(
    ([base, bits]) => base.kind() === address.kind() && address.match(base, bits),
  );
  return isForExamples ? 'documentation' : reasonOfRange.get(address.range());
}
