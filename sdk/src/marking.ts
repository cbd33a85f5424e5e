/** TLP and PAP: names of the levels and the check that keeps a job from leaving its ceiling. */

import type { JobInput } from './input.ts';
import { levelAt } from './input.ts';
import { valueAt } from './json.ts';
import { NeuronError } from './neuron-error.ts';

const names = ['CLEAR', 'GREEN', 'AMBER', 'RED'] as const;

/** Name of a TLP or PAP level of the scale 0 to 3, for texts. Anything else is called RED: better too careful. */
export function levelName(level: number): string {
  return names[level] ?? 'RED';
}

/**
 * Refuses a job above the ceilings in its configuration (`check_tlp`, `max_tlp`, `check_pap`, `max_pap`).
 * The wording is the one Cortex neurons use, because people search for it and rules match on it.
 */
export function checkMarkings(input: JobInput): void {
  if (exceeds(input, 'tlp')) throw new NeuronError('TLP is higher than allowed.', 'tlpTooHigh');
  if (exceeds(input, 'pap')) throw new NeuronError('PAP is higher than allowed.', 'papTooHigh');
}

function exceeds(input: JobInput, scale: 'tlp' | 'pap'): boolean {
  return (
    valueAt(input.config, `check_${scale}`) === true && input[scale] > levelAt(input.config, `max_${scale}`)
  );
}
