/** What a new password must be like. Every reason against it is told at once. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { Config } from '../config/schema.ts';
import { CodedError } from '../model/errors.ts';
import { countCharacters, longestPassword, readPassword } from './password-text.ts';

/** Kinds of character that can be demanded. */
type Demand = Config['access']['passwordRequires'][number];

/** A reason against a password. */
export type PasswordFault =
  | { readonly code: 'unreadable' }
  | { readonly code: 'tooShort'; readonly minimum: number }
  | { readonly code: 'tooLong'; readonly maximum: number }
  | { readonly code: 'lacks'; readonly demand: Demand }
  | { readonly code: 'common' }
  | { readonly code: 'fromAccount' }
  | { readonly code: 'unchanged' };

/** The rules, for showing them before anybody types. */
export interface PasswordRules {
  readonly minimumLength: number;
  readonly maximumLength: number;
  readonly requires: readonly Demand[];
}

/** What is known about whose password it is: none of it makes a good password. */
export interface PasswordOwner {
  readonly login: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/** Judges new passwords. */
export interface PasswordPolicy {
  readonly rules: PasswordRules;
  /** The password as it is to be hashed. Throws `passwordRefused` with all reasons. */
  accept(given: unknown, owner: PasswordOwner): Promise<string>;
}

/** Guesses that an attacker who must go through the sign-in could make; fewer make a password a common one. */
const fewestGuesses = 1_000_000;
/** Characters that must be left of a password without the words of its owner. */
const fewestOwnCharacters = 6;

const patterns: Readonly<Record<Demand, RegExp>> = {
  lower: /\p{Ll}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  special: /[^\p{L}\p{N}\s]/u,
};

const demandWords: Readonly<Record<Demand, string>> = {
  lower: 'a lower-case letter',
  upper: 'an upper-case letter',
  digit: 'a digit',
  special: 'a special character',
};

/** A policy with the given settings. */
export function createPasswordPolicy(settings: Config['access']): PasswordPolicy {
  const rules: PasswordRules = {
    minimumLength: settings.passwordMinimumLength,
    maximumLength: longestPassword,
    requires: settings.passwordRequires,
  };
  const estimator = createEstimator();
  return {
    rules,
    async accept(given, owner) {
      const password = readPassword(given);
      if (password === undefined) throw passwordRefused([faultOfUnreadable(given)]);
      const faults = faultsOfText(password, rules);
      const words = wordsOf(owner);
      const common = await estimator.isCommon(password, []);
      const derived = isMadeOf(password, words) || (!common && (await estimator.isCommon(password, words)));
      if (derived) faults.push({ code: 'fromAccount' });
      if (common) faults.push({ code: 'common' });
      if (faults.length > 0) throw passwordRefused(faults);
      return password;
    },
  };
}

/** The error that tells every reason, in words and as codes. */
export function passwordRefused(faults: readonly PasswordFault[]): CodedError {
  return new CodedError('passwordRefused', { reason: faults.map(inWords).join('; '), reasons: faults });
}

function faultOfUnreadable(given: unknown): PasswordFault {
  const tooLong = typeof given === 'string' && countCharacters(given) > longestPassword;
  return tooLong ? { code: 'tooLong', maximum: longestPassword } : { code: 'unreadable' };
}

function faultsOfText(password: string, { minimumLength, requires }: PasswordRules): PasswordFault[] {
  const short = countCharacters(password) < minimumLength;
  return [
    ...(short ? [{ code: 'tooShort' as const, minimum: minimumLength }] : []),
    ...requires
      .filter((demand) => !patterns[demand].test(password))
      .map((demand) => ({ code: 'lacks' as const, demand })),
  ];
}

/** Whether little is left of a password without the words of its owner. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase());
  return rest.length < password.length && countCharacters(rest) < fewestOwnCharacters;
}

/** Login, name and address with their parts, longest first, in lower case. */
function wordsOf({ login, name, email }: PasswordOwner): string[] {
  const whole = [login, name, email ?? ''].map((text) => text.normalize('NFKC').toLowerCase());
  const parts = whole.flatMap((text) => [text, ...text.split('@'), ...text.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(parts)]
    .filter((word) => countCharacters(word) >= 3)
    .sort((left, right) => right.length - left.length);
}

function inWords(fault: PasswordFault): string {
  switch (fault.code) {
    case 'unreadable':
      return `it must be text of 1 to ${longestPassword} characters`;
    case 'tooShort':
      return `it must have at least ${fault.minimum} characters`;
    case 'tooLong':
      return `it can have at most ${fault.maximum} characters`;
    case 'lacks':
      return `it must contain ${demandWords[fault.demand]}`;
    case 'common':
      return 'it is among the first that anybody would guess; several unrelated words make a better one';
    case 'fromAccount':
      return 'it is made of the login, name or address of its owner';
    case 'unchanged':
      return 'it is the same as before';
  }
}

/** Knows common passwords and patterns. Its word lists are large, so they are loaded with the first password. */
function createEstimator(): { isCommon(password: string, words: string[]): Promise<boolean> } {
  let loading: Promise<ZxcvbnFactory> | undefined;
  return {
    async isCommon(password, words) {
      loading ??= loadEstimator();
      return (await loading).check(password, words).guesses < fewestGuesses;
    },
  };
}

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, lists] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  return new core.ZxcvbnFactory({ dictionary: lists.dictionary, graphs: lists.adjacencyGraphs });
}
