/** A pasted block of values as it would be added: type, what repeats, what is there already, what is an unlikely indicator, what cannot be read. */
import { type OrdinaryReason, ordinaryReason, parseIndicatorLines } from '@skep/sdk/indicators';

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
  /** Why the value is an unlikely indicator. */
  readonly ordinary: OrdinaryReason | undefined;
}

/** The key by which a value is the same as another. */
export function valueKey(dataType: string, value: string): string {
  return `${dataType} ${value.toLowerCase()}`;
}

/** Reads the block. `present`: keys of values that are there already. */
export function readPasted(text: string, present: ReadonlySet<string>): readonly PastedLine[] {
  return parseIndicatorLines(text).map((line) => {
    if ('reason' in line)
      return { line: line.line, text: line.text, state: line.reason, ordinary: undefined };
    const { dataType, value } = line;
    return {
      line: line.line,
      text: line.text,
      dataType,
      value,
      state: present.has(valueKey(dataType, value)) ? 'present' : 'new',
      ordinary: ordinaryReason(dataType, value),
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
