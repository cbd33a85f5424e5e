/** Reads a pasted list of indicators, one a line, as analysts get them from reports and colleagues. */
import type { DataType } from './data-type.ts';
import { detectDataType } from './detect.ts';
import { refang } from './fanging.ts';
import { normalise } from './normalise.ts';

/** Why a line gives no indicator: `unrecognised` is none of the known types, `duplicate` repeats an earlier line. */
export type LineRefusal = 'unrecognised' | 'duplicate';

/** One line that is not blank; `line` counts from 1 and includes blank ones. */
export type IndicatorLine =
  | { readonly line: number; readonly text: string; readonly dataType: DataType; readonly value: string }
  | { readonly line: number; readonly text: string; readonly reason: LineRefusal };

/** Each line of `text` with its indicator, refanged, or with the reason why there is none. Blank lines are left out. */
export function parseIndicatorLines(text: string): IndicatorLine[] {
  const seen = new Set<string>();
  const lines: IndicatorLine[] = [];
  for (const [index, written] of text.split(/\r\n|\r|\n/).entries()) {
    const entry = written.trim();
    if (entry !== '') lines.push(readLine(index + 1, entry, seen));
  }
  return lines;
}

function readLine(line: number, text: string, seen: Set<string>): IndicatorLine {
  const bare = withoutDecoration(text);
  const dataType = detectDataType(bare);
  if (dataType === undefined) return { line, text, reason: 'unrecognised' };
  const value = refang(bare);
  const key = `${dataType} ${normalise(dataType, value)}`;
  if (seen.has(key)) return { line, text, reason: 'duplicate' };
  seen.add(key);
  return { line, text, dataType, value };
}

/** Bullets, quotes and a comma at the end come from where the list was copied. */
function withoutDecoration(text: string): string {
  return text
    .replace(/^(?:[-*•·]|\d{1,4}[.)])\s+/, '')
    .replace(/[,;]+$/, '')
    .replace(/^(["'`<])(.*?)["'`>]$/, '$2')
    .trim();
}
