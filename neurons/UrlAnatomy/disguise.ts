/** Tells when a host name is written in letters that look like others. */

import { domainToUnicode } from 'node:url';

/** What the letters of a host name show. */
export interface Disguise {
  /** The name as people see it. */
  unicode: string;
  /** Written with punycode. */
  punycode: boolean;
  /** Labels that mix writing systems in a way no language does, with the systems. */
  mixedLabels: { label: string; scripts: string[] }[];
  /** The name in plain letters, when all its foreign letters look like Latin ones. */
  looksLike: string | undefined;
}

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Cherokee',
  'Ethiopic',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Bopomofo',
].map((name) => ({ name, letter: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** Languages that write with several systems at once. */
const usualMixtures = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Hangul'],
  ['Latin', 'Han', 'Bopomofo'],
].map((mixture) => new Set(mixture));

/** Letters of other writing systems, and unusual Latin ones, beside the plain letters they are mistaken for. */
const lookalikes = new Map<string, string>(
  [
    'аa',
    'ɑa',
    'αa',
    'ьb',
    'сc',
    'ϲc',
    'ԁd',
    'еe',
    'ҽe',
    'ɡg',
    'һh',
    'հh',
    'іi',
    'ıi',
    'ιi',
    'ɩi',
    'јj',
    'ϳj',
    'кk',
    'κk',
    'ӏl',
    'ǀl',
    'пn',
    'ոn',
    'оo',
    'οo',
    'օo',
    'рp',
    'ρp',
    'ԛq',
    'գq',
    'гr',
    'ѕs',
    'тt',
    'τt',
    'υu',
    'սu',
    'νv',
    'ѵv',
    'ԝw',
    'ѡw',
    'хx',
    'χx',
    'уy',
    'γy',
    'ʏy',
    'ᴢz',
  ].map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** Looks at the letters of a host name given in punycode or in Unicode. */
export function disguiseOf(host: string): Disguise {
  const unicode = domainToUnicode(host) || host;
  const mixedLabels = unicode
    .split('.')
    .map((label) => ({ label, scripts: scriptsIn(label) }))
    .filter((label) => isMixed(label.scripts));
  return { unicode, punycode: /(^|\.)xn--/i.test(host), mixedLabels, looksLike: plainForm(unicode) };
}

/** Names of the writing systems in a text. */
export function scriptsIn(text: string): string[] {
  return scripts.filter(({ letter }) => letter.test(text)).map(({ name }) => name);
}

/** True when no language writes with all of these systems. */
export function isMixed(names: string[]): boolean {
  return names.length > 1 && !usualMixtures.some((mixture) => names.every((name) => mixture.has(name)));
}

function plainForm(unicode: string): string | undefined {
  const plain = [...unicode].map((letter) => lookalikes.get(letter) ?? letter).join('');
  // Accents fall away last: a name that only has accents is a name of its own, not a disguise.
  const bare = plain.normalize('NFD').replace(/\p{Mark}/gu, '');
  return plain !== unicode && /^[\x21-\x7e]*$/.test(bare) ? bare : undefined;
}
