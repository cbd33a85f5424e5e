/** The traits of an address that honest ones rarely have, each with the reason it matters. */

import { addressReach, controlledDomain, detectDataType } from '@skep/sdk/indicators';
import type { Address } from './address.ts';
import { type Disguise, isMixed, scriptsIn } from './disguise.ts';
import { base64Text, type Unfolded } from './redirects.ts';

/** Something worth knowing about an address. */
export interface Trait {
  code: string;
  /** Suspicious ones decide the level of the report; notable ones only inform. */
  weight: 'notable' | 'suspicious';
  sentence: string;
}

/** Everything that is known when traits are looked for. */
export interface Findings {
  address: Address;
  disguise: Disguise;
  unfolded: Unfolded;
}

const longestUsual = 512;
const mostLabels = 4;

const executable =
  /\.(exe|scr|com|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|msix|appx|jar|lnk|iso|img|vhd|dll|apk|dmg|pkg|xll|one)$/i;

const shorteners = new Set([
  'bit.ly',
  't.co',
  'tinyurl.com',
  'goo.gl',
  'ow.ly',
  'is.gd',
  'buff.ly',
  'rebrand.ly',
  'cutt.ly',
  'rb.gy',
  't.ly',
  'shorturl.at',
  'tiny.cc',
  's.id',
  'qr.ly',
  'lnkd.in',
  'aka.ms',
]);

/** A name under one of the oldest suffixes; newer suffixes are also ordinary words, such as `mail` and `cloud`. */
const familiarName = /(?:^|\.)([a-z0-9-]+\.(?:com|net|org|gov|edu))(?=[.-]|$)/i;

/** Invisible characters and marks that turn the direction of writing. */
const hidden = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** All traits of an address, in a fixed order. */
export function traitsOf(findings: Findings): Trait[] {
  const { address, disguise, unfolded } = findings;
  return [
    ...hostTraits(address),
    ...letterTraits(address, disguise),
    ...(address.url === undefined ? [] : urlTraits(address, address.url, unfolded)),
  ];
}

/** Mail addresses carried in the parameters, fragment or path of an address, plain or in base64. */
export function mailsIn(url: URL): string[] {
  const pieces = [...url.searchParams.values(), url.hash.slice(1), ...url.pathname.split('/')];
  const texts = pieces.flatMap((piece) => [piece.replace(/%40/gi, '@'), base64Text(piece) ?? '']);
  const mails = texts
    .map((text) => text.replace(/^[^=]*=/, ''))
    .filter((text) => detectDataType(text) === 'mail');
  return [...new Set(mails)];
}

function suspicious(code: string, present: boolean, sentence: string): Trait[] {
  return present ? [{ code, weight: 'suspicious', sentence }] : [];
}

function notable(code: string, present: boolean, sentence: string): Trait[] {
  return present ? [{ code, weight: 'notable', sentence }] : [];
}

function hostTraits({ host, written }: Address): Trait[] {
  const isIp = addressReach(host) !== undefined;
  const inFront = isIp ? '' : host.slice(0, -(controlledDomain(host).length + 1));
  const labels = inFront.split('.').filter((label) => label !== '');
  const [, pretended] = familiarName.exec(inFront) ?? [];
  return [
    ...suspicious('ipHost', isIp, 'The host is an IP address, not a name'),
    ...suspicious(
      'numericHost',
      isIp && !written.includes(host),
      'The IP address is written in an unusual way to hide it',
    ),
    ...suspicious(
      'manyLabels',
      labels.length > mostLabels,
      `The name has ${labels.length} parts in front of its domain`,
    ),
    ...suspicious(
      'domainInFront',
      pretended !== undefined,
      `It begins like ${pretended}, but belongs to ${controlledDomain(host)}`,
    ),
    ...notable('shortener', shorteners.has(controlledDomain(host)), 'A link shortener hides where it leads'),
  ];
}

function letterTraits({ mailbox, written }: Address, disguise: Disguise): Trait[] {
  const mixed = disguise.mixedLabels.map(({ label, scripts }) => `${label} (${scripts.join(', ')})`);
  const mailboxScripts = mailbox === undefined ? [] : scriptsIn(mailbox);
  return [
    ...notable('punycode', disguise.punycode, `The name is shown as ${disguise.unicode}`),
    ...suspicious('mixedScripts', mixed.length > 0, `Writing systems are mixed: ${mixed.join('; ')}`),
    ...suspicious('mixedMailbox', isMixed(mailboxScripts), `The mailbox mixes ${mailboxScripts.join(', ')}`),
    ...suspicious('lookalike', disguise.looksLike !== undefined, `It looks like ${disguise.looksLike ?? ''}`),
    ...suspicious('hiddenCharacters', hidden.test(written), 'It holds invisible characters'),
  ];
}

function urlTraits(address: Address, url: URL, unfolded: Unfolded): Trait[] {
  const authority = /^[a-z+.-]+:[\\/]*([^/?#]*)/i.exec(address.written)?.[1] ?? '';
  const mails = mailsIn(url);
  return [
    ...suspicious(
      'activeScheme',
      /^(javascript|data|vbscript|file|blob):$/.test(url.protocol),
      `The scheme ${url.protocol} runs or reads something on the spot`,
    ),
    ...suspicious(
      'credentials',
      url.username !== '' || url.password !== '',
      'The text before the at sign is not the host',
    ),
    ...suspicious('backslash', authority.includes('\\'), 'Backslashes make the host hard to see'),
    ...suspicious('encodedHost', authority.includes('%'), 'The host is written with percent signs'),
    ...notable('unusualPort', url.port !== '', `It uses port ${url.port}`),
    ...notable('unencrypted', url.protocol === 'http:', 'The connection is not encrypted'),
    ...notable('long', url.href.length > longestUsual, `It is ${url.href.length} characters long`),
    ...fileTraits(url),
    ...suspicious('mailInside', mails.length > 0, `It carries a mail address: the page knows whom it greets`),
    ...redirectTraits(address.host, unfolded),
  ];
}

function fileTraits(url: URL): Trait[] {
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  const program = executable.test(name);
  return [
    ...suspicious('program', program, `It downloads a program or script: ${name.slice(-80)}`),
    ...suspicious(
      'doubleExtension',
      program && /\.[a-z]{3,4}\.[a-z0-9]+$/i.test(name),
      'The program pretends to be a document',
    ),
  ];
}

function redirectTraits(host: string, { hops }: Unfolded): Trait[] {
  const last = hops.at(-1);
  if (last === undefined) return [];
  const target = controlledDomain(last.url.hostname);
  const elsewhere = target !== controlledDomain(host);
  return [
    ...notable('redirect', elsewhere, `It leads to ${target}`),
    ...suspicious('manyRedirects', hops.length > 2, `${hops.length} addresses are nested in each other`),
  ];
}
