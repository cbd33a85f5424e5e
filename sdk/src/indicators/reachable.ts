/** Which addresses may be connected to when people say where: public ones, and networks that the administrator allows. */
import ipaddr from 'ipaddr.js';

/** Whether an IP address is public, or lies in one of the networks. An IPv4 address in IPv6 form counts as IPv4. */
export function isReachable(address: string, networks: readonly string[]): boolean {
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'unicast') return true;
  return networks.map(rangeOf).some(([base, bits]) => {
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

function rangeOf(network: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (network.includes('/')) return ipaddr.parseCIDR(network);
  const base = ipaddr.parse(network);
  return [base, base.kind() === 'ipv4' ? 32 : 128];
}
