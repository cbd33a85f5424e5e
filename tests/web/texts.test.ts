/** The texts of the client: the same keys in every language, none that nobody uses, none that is missing. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = resolve(import.meta.dirname, '../../web/src');
const languages = ['en', 'fr', 'zh'] as const;
/** Endings that the rules of a language for numbers add to a key. */
const plural = /_(?:zero|one|two|few|many|other)$/;

type Texts = { readonly [key: string]: string | Texts };

function readArea(language: string, area: string): Texts {
  return JSON.parse(readFileSync(join(sources, 'texts', language, `${area}.json`), 'utf8'));
}

function flat(texts: Texts, before = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value]] : flat(value, `${before}${key}.`),
  );
}

const areas = globSync('*.json', { cwd: join(sources, 'texts/en') }).map((file) => basename(file, '.json'));
const keysOf = (language: string, area: string): string[] =>
  [...new Set(flat(readArea(language, area)).map(([key]) => key.replace(plural, '')))].sort();
const parametersOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => String(name)).sort();

/** Parameters by key. The form for one thing may name it, and the number may be written out. */
function parameters(language: string, area: string): Record<string, string[]> {
  return Object.fromEntries(
    flat(readArea(language, area))
      .filter(([key]) => !/_(?:zero|one|two|few|many)$/.test(key))
      .map(([key, text]) => [key.replace(plural, ''), parametersOf(text).filter((name) => name !== 'count')])
      .sort(),
  );
}

/** Everything between quotes or backticks in the sources: a key is used when one of them is it, or builds it. */
function quotedTexts(): { readonly whole: Set<string>; readonly built: RegExp[] } {
  const whole = new Set<string>();
  const built: RegExp[] = [];
  for (const file of globSync('**/*.{ts,tsx}', { cwd: sources })) {
    const text = readFileSync(join(sources, file), 'utf8');
    for (const [, found] of text.matchAll(/['"]([\w:.-]+)['"]/g)) whole.add(String(found));
    for (const [, found] of text.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)) {
      const parts = String(found).split(/\$\{[^}]*\}/);
      if (!/^[\w:.-]*$/.test(parts.join(''))) continue;
      if (parts.join('').length < 3) continue;
      built.push(new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+')}$`));
    }
  }
  return { whole, built };
}

describe('the texts of the client', () => {
  it.each(languages.slice(1))('have the keys of English in %s', (language) => {
    expect(areas.map((area) => [area, keysOf(language, area)])).toEqual(
      areas.map((area) => [area, keysOf('en', area)]),
    );
  });

  it.each(languages.slice(1))('take the same parameters in %s', (language) => {
    for (const area of areas)
      expect([area, parameters(language, area)]).toEqual([area, parameters('en', area)]);
  });

  it('are all used', () => {
    const { whole, built } = quotedTexts();
    const unused = areas.flatMap((area) =>
      keysOf('en', area)
        .filter(
          (key) =>
            !whole.has(key) &&
            !whole.has(`${area}:${key}`) &&
            !built.some((pattern) => pattern.test(key) || pattern.test(`${area}:${key}`)),
        )
        .map((key) => `${area}:${key}`),
    );
    expect(unused).toEqual([]);
  });

  it('are nowhere empty', () => {
    for (const language of languages)
      for (const area of areas) {
        const empty = flat(readArea(language, area)).filter(([, text]) => text.trim() === '');
        expect([language, area, empty]).toEqual([language, area, []]);
      }
  });
});
