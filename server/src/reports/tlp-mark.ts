/** The mark that stands on each page of a report: its TLP, in the colours that the standard gives it. */
import { tlpLabels } from '../model/scales.ts';

/** The mark. */
export interface TlpMark {
  readonly text: string;
  /** Colour of the letters, which stand on black, as six hexadecimal digits. */
  readonly colour: string;
}

const colours: Readonly<Record<number, string>> = {
  0: 'FFFFFF',
  1: '33FF00',
  2: 'FFC000',
  3: 'FFC000',
  4: 'FF2B2B',
};

/** The mark of a TLP. */
export function tlpMark(tlp: number): TlpMark {
  return { text: `TLP:${tlpLabels[tlp] ?? tlp}`, colour: colours[tlp] ?? 'FFFFFF' };
}
