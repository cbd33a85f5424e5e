/** The texts of the client in one language, so that one journey can be made in each of them. */
import { readFileSync } from 'node:fs';
import type { PageOptions } from './browser.ts';

/** A language of the client. */
export type Language = 'en' | 'fr' | 'zh';

/** Gives a text by its area and key; `count` chooses the plural. Throws when there is none. */
export type Say = (area: string, key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Language and region of the browser for each language. */
export const locales: Readonly<Record<Language, NonNullable<PageOptions['locale']>>> = {
  en: 'en-GB',
  fr: 'fr-FR',
  zh: 'zh-CN',
};

/** The texts of a language. */
export function speak(language: Language): Say {
  const plural = new Intl.PluralRules(language);
  return (area, key, values = {}) => {
    const texts: unknown = JSON.parse(
      readFileSync(new URL(`../../web/src/texts/${language}/${area}.json`, import.meta.url), 'utf8'),
    );
    const form = values.count === undefined ? key : `${key}_${plural.select(Number(values.count))}`;
    const text = at(texts, form) ?? at(texts, key);
    if (text === undefined) throw new Error(`There is no text ${area}: ${key} in ${language}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

function at(texts: unknown, key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<unknown>(
      (inside, part) =>
        typeof inside === 'object' && inside !== null ? Reflect.get(inside, part) : undefined,
      texts,
    );
  return typeof found === 'string' ? found : undefined;
}
