/** The highest TLP and PAP that an enabled neuron may be given, from what its definition and the organisation say. */

/** What a definition says of it. */
export interface DefinedCeiling {
  readonly checkTlp: boolean;
  readonly checkPap: boolean;
  /** Highest levels where they are checked, on the scale 0 to 3. */
  readonly maxTlp: number | undefined;
  readonly maxPap: number | undefined;
}

/** Highest levels on the scale 0 to 3; undefined does not limit. */
export interface NeuronCeiling {
  readonly maxTlp: number | undefined;
  readonly maxPap: number | undefined;
}

/** Ceiling where a definition asks for the check but says no level. */
const usualCeiling = 2;

/** The stricter of both. `values`: those of the enabled neuron. */
export function ceilingOf(
  facts: DefinedCeiling | undefined,
  values: Readonly<Record<string, unknown>>,
): NeuronCeiling {
  const tlp = facts?.checkTlp === true ? (facts.maxTlp ?? usualCeiling) : undefined;
  const pap = facts?.checkPap === true ? (facts.maxPap ?? usualCeiling) : undefined;
  return { maxTlp: stricter(values.maxTlp, tlp), maxPap: stricter(values.maxPap, pap) };
}

function stricter(chosen: unknown, defined: number | undefined): number | undefined {
  if (typeof chosen !== 'number') return defined;
  return defined === undefined ? chosen : Math.min(chosen, defined);
}
