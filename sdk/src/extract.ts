/** Artifacts taken from a report by itself: every string in it that is, as a whole, an observable. */

import type { JsonObject } from './json.ts';
import { buildArtifact, type ValueArtifact } from './report.ts';

/** Most artifacts taken from one report; a platform would be flooded by more. */
const mostArtifacts = 1000;

/** Longest string looked at, in characters: longer ones are texts, not observables. */
const longestValue = 2048;

/** Types worth a new observable. Names of files and machines are left out: any single word looks like one. */
const takenTypes: ReadonlySet<string> = new Set([
  'ip',
  'url',
  'domain',
  'fqdn',
  'hash',
  'user-agent',
  'uri_path',
  'registry',
  'mail',
]);

/**
 * The observables among the strings of a report, each once. Strings that contain the analysed observable are
 * left out, since they say nothing new.
 */
export async function extractArtifacts(full: JsonObject, observable: string): Promise<ValueArtifact[]> {
  // Loaded when needed: its tables would cost every neuron some of its start-up time.
  const { detectDataType, refang } = await import('./indicators/index.ts');
  const found = new Map<string, ValueArtifact>();
  for (const text of stringsIn(full)) {
    if (found.size >= mostArtifacts) break;
    if (text.length > longestValue || (observable !== '' && text.includes(observable))) continue;
    const dataType = detectDataType(text);
    if (dataType === undefined || !takenTypes.has(dataType)) continue;
    const value = refang(text.trim());
    found.set(`${dataType} ${value}`, buildArtifact(dataType, value));
  }
  return [...found.values()];
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) yield* stringsIn(member);
  }
}
