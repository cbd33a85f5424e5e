/**
 * The highest TLP and PAP a neuron may be given. Checked before anything about the object is written down for it, so
 * that what lies above a ceiling never leaves. The sentences are the ones neurons written with cortexutils answer.
 */

import type { JsonObject } from '../report/json.ts';

/** Levels of an object: TLP from 0 clear to 4 red, PAP from 0 to 3. */
export interface Levels {
  readonly tlp: number;
  readonly pap: number;
}

/** Highest levels, TLP and PAP on the scale 0 to 3; undefined does not limit. */
export interface Ceiling {
  readonly maxTlp: number | undefined;
  readonly maxPap: number | undefined;
}

/** What was exceeded. */
export type CeilingExceeded = 'tlpTooHigh' | 'papTooHigh';

/** Ceiling where the check is on but no level is said. */
const defaultCeiling = 2;

/** TLP on the scale 0 white, 1 green, 2 amber, 3 red that neurons know. */
export function tlpForNeurons(tlp: number): number {
  return Math.min(tlp, 3);
}

/** TLP from that scale: its red is 4 here. */
export function tlpFromNeurons(tlp: number): number {
  return tlp >= 3 ? 4 : tlp;
}

/** The ceiling that the settings of a run ask for. */
export function ceilingOf(config: JsonObject): Ceiling {
  return { maxTlp: ceilingAt(config, 'tlp'), maxPap: ceilingAt(config, 'pap') };
}

function ceilingAt(config: JsonObject, marking: 'tlp' | 'pap'): number | undefined {
  if (config[`check_${marking}`] !== true) return undefined;
  const level = config[`max_${marking}`];
  return typeof level === 'number' ? level : defaultCeiling;
}

/** The stricter of two ceilings. */
export function stricter(one: Ceiling, other: Ceiling): Ceiling {
  return { maxTlp: lower(one.maxTlp, other.maxTlp), maxPap: lower(one.maxPap, other.maxPap) };
}

function lower(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** What an object exceeds, TLP first; undefined when it may be given. */
export function exceeded({ tlp, pap }: Levels, { maxTlp, maxPap }: Ceiling): CeilingExceeded | undefined {
  if (maxTlp !== undefined && tlpForNeurons(tlp) > maxTlp) return 'tlpTooHigh';
  if (maxPap !== undefined && pap > maxPap) return 'papTooHigh';
  return undefined;
}
