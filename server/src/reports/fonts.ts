/** Fonts of PDF files: they come with the program, so that a report looks the same on every machine. */
import { fileURLToPath } from 'node:url';

const latinFolder = new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-latin'));
const hanFolder = new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-sc'));
const file = (folder: URL, name: string): string => fileURLToPath(new URL(name, folder));

const latin = {
  normal: file(latinFolder, 'NotoSans-Regular.ttf'),
  bold: file(latinFolder, 'NotoSans-Bold.ttf'),
  italics: file(latinFolder, 'NotoSans-Italic.ttf'),
  bolditalics: file(latinFolder, 'NotoSans-BoldItalic.ttf'),
} as const;
const han = {
  normal: file(hanFolder, 'NotoSansHans-Regular.otf'),
  bold: file(hanFolder, 'NotoSansHans-Bold.otf'),
} as const;

/** Files by family and style; what is written in Chinese characters does not lean. */
export const fontFiles = {
  latin,
  han: { ...han, italics: han.normal, bolditalics: han.bold },
} as const;

/** A family of fonts. */
export type FontFamily = keyof typeof fontFiles;

/** Whether a path is one of the files. */
export function isFontFile(path: string): boolean {
  return [...Object.values(fontFiles.latin), ...Object.values(fontFiles.han)].includes(path);
}

/** What the first family has: Latin, Greek, Cyrillic, and the punctuation, currencies and marks beside them. */
const inLatin =
  /[\t\n\u0020-\u024f\u0250-\u03ff\u0400-\u052f\u1c80-\u1c8f\u1d00-\u1dbf\u1e00-\u1fff\u2000-\u2015\u2018-\u201f\u2020-\u2024\u2026\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2116\u2122\u2212]/;

/** A text in stretches that one family can write each. */
export function byFamily(text: string): readonly { readonly text: string; readonly family: FontFamily }[] {
  const stretches: { text: string; family: FontFamily }[] = [];
  for (const character of text) {
    const family = inLatin.test(character) ? 'latin' : 'han';
    const last = stretches.at(-1);
    if (last !== undefined && (last.family === family || character === ' ')) last.text += character;
    else stretches.push({ text: character, family });
  }
  return stretches;
}
