/** One entry of an allow list: a value, a network, or all names below a domain. */

import { BlockList, isIP } from 'node:net';
import { detectDataType, normalise, refang } from '@skep/sdk/indicators';

/** An observable as entries are compared with it. */
export interface Subject {
  /** The value as lists write it, in small letters where the type does not tell them apart. */
  readonly value: string;
  /** The host of a url or the domain of a mail address; else the value. */
  readonly host: string;
}

/** What an observable is compared by. */
export function subjectOf(dataType: string, data: string): Subject {
  const value = normalise(dataType, refang(data.trim()));
  return { value, host: hostOf(dataType, value) };
}

function hostOf(dataType: string, value: string): string {
  if (dataType === 'mail') return value.slice(value.lastIndexOf('@') + 1).toLowerCase();
  if (dataType !== 'url') return value.toLowerCase();
  return URL.canParse(value) ? new URL(value).hostname.replace(/^\[|\]$/g, '').toLowerCase() : '';
}

/** The entry of a line: what follows a number sign is a remark; undefined when nothing is left. */
export function entryIn(line: string): string | undefined {
  const entry = line.replace(/(?:^|\s)#.*$/, '').trim();
  return entry === '' ? undefined : refang(entry);
}

/** Whether an entry covers an observable. */
export function covers(entry: string, { value, host }: Subject): boolean {
  if (entry.startsWith('*.')) return host.endsWith(entry.slice(1).toLowerCase());
  if (entry.includes('/') && isIP(host) !== 0 && isInNetwork(entry, host)) return true;
  const bare = entry.toLowerCase();
  return bare === host || normalise(detectDataType(entry) ?? 'other', entry) === value || bare === value;
}

function isInNetwork(entry: string, address: string): boolean {
  const [network = '', bits = ''] = entry.split('/');
  const version = isIP(network);
  if (version === 0 || version !== isIP(address) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
