/**
 * The report of a neuron that was written before there were job folders: the last JSON object that it printed. Neurons
 * also print what strangers wrote, so only an object that begins a line and says how the run went counts as a report.
 */

import type { RunOutcome } from '../runner/runner.ts';
import { isJsonObject } from './json.ts';

/** The bytes of the printed report; undefined when there is none. */
export function printedReport(
  { standardOutput, end }: Pick<RunOutcome, 'standardOutput' | 'end'>,
  limit: number,
): Buffer | undefined {
  const text = lastObject(standardOutput.toString('utf8'));
  if (text === undefined || Buffer.byteLength(text) > limit) return undefined;
  const success = successIn(text);
  // A neuron that crashed after it printed somebody's page has not succeeded, whatever the page says.
  const counts = success === false || (success === true && end.how === 'exited' && end.code === 0);
  return counts ? Buffer.from(text) : undefined;
}

/** Text from the brace that opens the last object, at the start of a line, to the last brace; found in one walk from the end. */
function lastObject(text: string): string | undefined {
  const end = text.lastIndexOf('}');
  let depth = 0;
  let inText = false;
  for (let at = end; at >= 0; at -= 1) {
    const sign = text[at];
    if (sign === '"' && !isEscaped(text, at)) inText = !inText;
    else if (inText) continue;
    else if (sign === '}') depth += 1;
    else if (sign === '{') depth -= 1;
    if (depth === 0) return at === 0 || text[at - 1] === '\n' ? text.slice(at, end + 1) : undefined;
  }
  return undefined;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, place: number): boolean {
  let before = place;
  while (text[before - 1] === '\\') before -= 1;
  return (place - before) % 2 === 1;
}

function successIn(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed.success : undefined;
  } catch {
    return undefined;
  }
}
