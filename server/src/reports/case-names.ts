/** What the placeholders of a template stand for: `case.title`, `case.customFieldValues.NAME` and the like. */
import { entityNamed } from '../model/registry.ts';
import type { ReadObject } from '../query/stage.ts';
import { cleanText, shortened } from './clean-text.ts';
import { type Names, namesOf } from './placeholders.ts';
import type { Column } from './plan.ts';
import { customText, longestValue, type Style, valueText } from './values.ts';

const markdownFields: ReadonlySet<string> = new Set(['description', 'summary']);

/** Names of one case. `fields`: its fields with their words. */
export function caseNames(about: ReadObject, fields: readonly Column[], style: Style): Names {
  const own = fields.flatMap(({ word, path }): [string, Names[string]][] => {
    const text = textFor(about, path, style);
    if (text === '') return [];
    return [[word, markdownFields.has(path) ? { markdown: () => text } : text]];
  });
  const labels = (['severity', 'tlp', 'pap'] as const).map(
    (path) => [`${path}Label`, valueText(about, path, style)] as const,
  );
  const names = namesOf([...own, ...labels, ['customFieldValues', customNames(about, style)]]);
  return namesOf([['case', names]]);
}

/** Scales have their number here, and their word under a name of its own. */
function textFor(about: ReadObject, path: string, style: Style): string {
  const value = about.values[path];
  if (value === null || value === undefined) return '';
  if (['severity', 'tlp', 'pap'].includes(path)) return String(value);
  if (entityNamed(about.entity).fields[path]?.kind === 'boolean' && value === false) return '';
  const text = markdownFields.has(path) ? cleanText(String(value)) : valueText(about, path, style);
  return shortened(text, longestValue);
}

/** Values of one field are joined. */
function customNames({ customFields = [] }: ReadObject, style: Style): Names {
  const texts = new Map<string, string>();
  for (const field of customFields) {
    const before = texts.get(field.name);
    const text = customText(field, style);
    texts.set(field.name, before === undefined ? text : `${before}, ${text}`);
  }
  return namesOf([...texts]);
}
