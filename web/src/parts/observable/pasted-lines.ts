/** A pasted block of values as it would be added: type, what repeats, what is there already, what is private, what cannot be read. */
import { addressReach, parseIndicatorLines } from '@skep/sdk/indicators';

/** What becomes of a line. */
export type LineState = 'new' | 'duplicate' | 'present' | 'unrecognised';

/** One line that is not blank. */
export interface PastedLine {
  readonly line: number;
  readonly text: string;
  readonly state: LineState;
  /** Missing where the line could not be read, or repeats another. */
  readonly dataType?: string;
  readonly value?: string;
  /** A private address: no analyzer outside knows it. */
  readonly isPrivate: boolean;
}

/** The key by which a value is the same as another. */
export function valueKey(dataType: string, value: string): string {
  return `${dataType} ${value.toLowerCase()}`;
}

/** Reads the block. `present`: keys of values that are there already. */
export function readPasted(text: string, present: ReadonlySet<string>): readonly PastedLine[] {
  return parseIndicatorLines(text).map((line) => {
    if ('reason' in line) return { line: line.line, text: line.text, state: line.reason, isPrivate: false };
    const { dataType, value } = line;
    return {
      line: line.line,
      text: line.text,
      dataType,
      value,
      state: present.has(valueKey(dataType, value)) ? 'present' : 'new',
      isPrivate: dataType === 'ip' && addressReach(value) === 'private',
    };
  });
}

/** What the server said of a line. */
export type LineResult =
  | { readonly line: number; readonly text: string; readonly _id: string }
  | {
      readonly line: number;
      readonly text: string;
      readonly reason: 'unrecognised' | 'duplicate' | 'alreadyExists';
    };

/** The lines that were not added, with why; repetitions of others are of no further use. */
export function refusedLines(
  results: readonly LineResult[],
): readonly { readonly text: string; readonly reason: 'unrecognised' | 'alreadyExists' }[] {
  return results.flatMap((result) =>
    'reason' in result && result.reason !== 'duplicate' ? [{ text: result.text, reason: result.reason }] : [],
  );
}
