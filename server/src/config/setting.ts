/** One setting as plain data: its names, its sentence, what it accepts and what holds without it. */
import type { Kind } from './kind.ts';

/** What defaults may depend on. */
export interface Defaults {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** Port of the web server. */
  readonly port: number;
}

/** A setting whose value is a `T`. */
export interface Setting<T> extends Kind<T> {
  /** Name in the environment. */
  readonly environment: string;
  /** Name in the settings file: that of the environment in lower case without its prefix. */
  readonly key: string;
  /** What it is for, including its unit. */
  readonly sentence: string;
  /** Value when no source gives one. */
  readonly fallback: (defaults: Defaults) => T;
  /** The same in words, for the documentation. */
  readonly fallbackWords: string;
}

/** Start of every name in the environment. */
export const prefix = 'SKEP_';

/** A default: a value, shown as it is, or one that depends on other settings, with words for it. */
export type Fallback<T> =
  | { readonly value: T; readonly words?: string }
  | { readonly from: (defaults: Defaults) => T; readonly words: string };

/** Declares a setting; `name` is the environment's name without its prefix. */
export function setting<T>(name: string, sentence: string, kind: Kind<T>, fallback: Fallback<T>): Setting<T> {
  return Object.freeze({
    ...kind,
    environment: `${prefix}${name}`,
    key: name.toLowerCase(),
    sentence,
    fallback: 'from' in fallback ? fallback.from : () => fallback.value,
    fallbackWords: fallback.words ?? ('value' in fallback ? `\`${String(fallback.value)}\`` : ''),
  });
}
