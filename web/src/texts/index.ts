/**
 * The texts of the client in three languages. A language is loaded when it is used; what only some screens say is loaded
 * with the first of them.
 */
import i18next, { type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Languages of the client, in their own words. */
export const languages = { en: 'English', fr: 'Français', zh: '简体中文' } as const;
/** A language of the client. */
export type Language = keyof typeof languages;

/** Areas of the texts that are there from the start, a file each. */
const areas = [
  'shell',
  'entry',
  'words',
  'lists',
  'alerts',
  'attack',
  'cases',
  'tasks',
  'observables',
  'engine',
  'dashboards',
  'metrics',
  'sharing',
  'settings',
  'catalogues',
  'errors',
  'timeline',
] as const;

const loaders: Readonly<
  Record<Language, () => Promise<{ readonly default: Readonly<Record<string, object>> }>>
> = {
  en: () => import('./en/index.ts'),
  fr: () => import('./fr/index.ts'),
  zh: () => import('./zh/index.ts'),
};

/** Areas that are loaded with the first screen that says something of them. */
const later = import.meta.glob<{ readonly default: object }>('./*/{pages,reports}.json');

/** Loads an area that is not there from the start. The screen that asks waits for it. */
const laterAreas: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, area, callback) {
    const load = later[`./${language}/${area}.json`];
    if (load === undefined) callback(null, {});
    else
      load().then(
        (texts) => callback(null, { ...texts.default }),
        (error: unknown) => callback(error instanceof Error ? error : String(error), true),
      );
  },
};

const storageKey = 'skep.language';

/** Whether a text names a language of the client. */
export function isLanguage(name: string | null | undefined): name is Language {
  return name === 'en' || name === 'fr' || name === 'zh';
}

/** The language that was chosen here, else the first of the browser's that we have, else English. */
export function startLanguage(): Language {
  const chosen = localStorage.getItem(storageKey);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((name) => name.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Makes the texts of the start language usable. */
export async function startTexts(): Promise<i18n> {
  const texts = i18next.createInstance();
  await texts
    .use(laterAreas)
    .use(initReactI18next)
    .init({
      lng: 'none',
      fallbackLng: false,
      ns: [...areas],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
      resources: {},
      partialBundledLanguages: true,
    });
  await changeLanguage(texts, startLanguage());
  return texts;
}

/** Changes the language of everything on screen, and remembers it in this browser. */
export async function changeLanguage(texts: i18n, language: Language): Promise<void> {
  const { default: all } = await loaders[language]();
  for (const [area, words] of Object.entries(all)) texts.addResourceBundle(language, area, words);
  await texts.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(storageKey, language);
}
