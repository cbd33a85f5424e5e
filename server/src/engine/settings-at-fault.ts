/**
 * Which settings a failure of a neuron is about, as far as its own words tell: a setting that it names, or its secrets when it says
 * that it was not let in. Most say neither.
 */
import type { ConfigurationItem } from './catalogue/configuration-item.ts';
import { isSecretName } from './run/masking.ts';

/** What servers answer whom they do not let in, and what libraries make of it. A number of milliseconds or bytes is no such answer. */
const notLetIn =
  /\b40[13]\b(?!\s*(?:ms|s|seconds?|bytes|[kmg]i?b)\b)|\bunauthori[sz]ed\b|\bforbidden\b|\baccess denied\b|\bauthentication\b|\binvalid (?:api[ _-]?)?(?:key|token|credentials?)\b/i;

/** Words beside which a plain word is the name of a setting. */
const aboutSettings =
  'missing|required|requires|invalid|wrong|parameter|setting|not set|not configured|empty';

/** Names of settings, in the order of the definition; empty where nothing can be told. */
export function settingsAtFault(items: readonly ConfigurationItem[], message: string): readonly string[] {
  const named = items.filter(({ name }) => isNamed(name, message));
  const found = named.length > 0 || !notLetIn.test(message) ? named : items.filter(isSecret);
  return found.map(({ name }) => name);
}

function isSecret({ name }: ConfigurationItem): boolean {
  return isSecretName(name);
}

/** A name such as `api_key` is one wherever it stands; a word such as `url` only in quotes, or beside a word about settings. */
function isNamed(name: string, message: string): boolean {
  const escaped = RegExp.escape(name);
  const word = `(?<![\\w-])${escaped}(?![\\w-])`;
  const forms = [
    ...(/^[A-Za-z]+$/.test(name) ? [] : [word]),
    `["'\`]${escaped}["'\`]`,
    `\\b(?:${aboutSettings})\\b[^.,;]{0,20}${word}`,
    `${word}[^.,;]{0,20}\\b(?:${aboutSettings})\\b`,
  ];
  return forms.some((form) => new RegExp(form, 'i').test(message));
}
