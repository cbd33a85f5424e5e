/** What a host name is: judged by the public suffix list, so that file names and version numbers are not taken for domains. */
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
