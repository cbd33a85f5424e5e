/** Reads an observable as an address: what is written, and the parts a browser would make of it. */

import { NeuronError } from '@skep/sdk';
import { refang } from '@skep/sdk/indicators';

/** An observable taken as an address. */
export interface Address {
  /** As given, with disguises such as `hxxp` and `[.]` removed. */
  written: string;
  /** Host as machines see it: lower case, punycode. Empty for schemes without host. */
  host: string;
  /** Absent for domains and mail addresses. */
  url: URL | undefined;
  /** The part before the at sign of a mail address. */
  mailbox: string | undefined;
}

/** Longest address taken apart, in characters. */
const longestAddress = 16_384;

/** Reads a url, domain, fqdn or mail. Throws `notAnAddress` when it is none. */
export function readAddress(dataType: string, data: string): Address {
  const written = refang(data.trim());
  if (written.length > longestAddress) {
    throw new NeuronError(`Only addresses of up to ${longestAddress} characters are read`, 'notAnAddress');
  }
  if (dataType === 'mail') return readMailbox(written);
  const url = URL.parse(hasScheme(written) ? written : `http://${written}`);
  if (url === null) throw new NeuronError(`Not a ${dataType}: ${written.slice(0, 200)}`, 'notAnAddress');
  return { written, host: bareHost(url), url: dataType === 'url' ? url : undefined, mailbox: undefined };
}

/** Host of an address without the brackets of IPv6 and without a final dot. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function readMailbox(written: string): Address {
  const at = written.lastIndexOf('@');
  const url = at > 0 ? URL.parse(`http://${written.slice(at + 1)}/`) : null;
  if (url !== null) {
    return { written, host: bareHost(url), url: undefined, mailbox: written.slice(0, at) };
  }
  throw new NeuronError(`Not a mail address: ${written.slice(0, 200)}`, 'notAnAddress');
}

function hasScheme(text: string): boolean {
  // A host with a port, such as `example.org:8080/x`, has none; `data:` and `javascript:` have one.
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^(data|javascript|vbscript|mailto|file|blob):/i.test(text);
}
