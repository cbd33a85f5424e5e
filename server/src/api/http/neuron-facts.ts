/** What is known of an enabled neuron besides its settings: from its definition here, or from the Cortex server that it runs on. */
import { isRawObject } from '../../model/input.ts';
import { ceilingOf, type DefinedCeiling, type NeuronCeiling } from './neuron-ceiling.ts';

/** What a definition or a server says. */
export interface KnownNeuron {
  readonly version: string;
  readonly description: string;
  /** Who is told of what it is given; undefined where everything stays here. */
  readonly destination: string | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** Its facts and its ceiling; `defined` finds the definition of one that runs here. */
export function neuronFacts<D extends KnownNeuron & DefinedCeiling>(
  values: Values,
  defined: (definitionId: string) => D | undefined,
): { readonly facts: KnownNeuron | undefined; readonly ceiling: NeuronCeiling } {
  if (!isRawObject(values.serverFacts)) {
    const facts = defined(String(values.definitionId));
    return { facts, ceiling: ceilingOf(facts, values) };
  }
  const { version, description, maxTlp, maxPap } = values.serverFacts;
  const [tlp, pap] = [levelOf(maxTlp), levelOf(maxPap)];
  const checks = { checkTlp: tlp !== undefined, checkPap: pap !== undefined, maxTlp: tlp, maxPap: pap };
  return {
    facts: {
      version: String(version ?? ''),
      description: String(description ?? ''),
      destination: String(values.cortexId),
    },
    ceiling: ceilingOf(checks, values),
  };
}

function levelOf(level: unknown): number | undefined {
  return typeof level === 'number' ? level : undefined;
}
