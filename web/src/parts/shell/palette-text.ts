/** What somebody typed into the palette: its first character chooses what is looked for. */

/** What is looked for: everything, a case by number, a command, a person, or help. */
export type PaletteMode = 'all' | 'case' | 'command' | 'person' | 'help';

/** The typed text taken apart. */
export interface PaletteText {
  readonly mode: PaletteMode;
  readonly words: string;
}

const prefixes: Readonly<Record<string, PaletteMode>> = {
  '#': 'case',
  '>': 'command',
  '@': 'person',
  '?': 'help',
};

/** Prefixes with what they choose, in the order of the foot. */
export const palettePrefixes: readonly (readonly [prefix: string, mode: PaletteMode])[] =
  Object.entries(prefixes);

/** Takes the prefix off. */
export function readPaletteText(text: string): PaletteText {
  const trimmed = text.trim();
  const mode = prefixes[trimmed.charAt(0)];
  return mode === undefined ? { mode: 'all', words: trimmed } : { mode, words: trimmed.slice(1).trim() };
}

/** The number of a case in `42` or `#42`. */
export function caseNumberIn({ mode, words }: PaletteText): number | undefined {
  if (mode !== 'all' && mode !== 'case') return undefined;
  return /^\d{1,9}$/.test(words) ? Number(words) : undefined;
}
