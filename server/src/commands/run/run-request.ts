/** What every request for a run of a neuron has in common: the types that are accepted, parameters, and its place in the queue. */
import type { Actor } from '../../model/actor.ts';
import { CodedError, type FieldFault } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textsOf } from '../frame/row.ts';
import type { Lane } from './job-queue.ts';

/** Somebody who asks for one run waits for it. */
export function laneOf(requests: readonly unknown[]): Lane {
  return requests.length === 1 ? 'interactive' : 'batch';
}

/** Throws `neuronRefuses` unless the neuron accepts the type. */
export function requireAccepted(neuron: Row, dataType: string): void {
  const accepted = textsOf(neuron, 'dataTypes');
  if (accepted.includes(dataType)) return;
  throw new CodedError('neuronRefuses', {
    reason: `${String(storedValue(neuron, 'name'))} accepts ${accepted.join(', ')}, not ${dataType}`,
  });
}

/** What every run begins with. */
export function runValues(actor: Actor, neuron: Row, parameters: RawObject): RowValues {
  return {
    status: 'Waiting',
    organisationId: actor.organisation.id,
    neuronId: neuron.id,
    neuronName: storedValue(neuron, 'name'),
    neuronDefinition: storedValue(neuron, 'definitionId'),
    parameters,
  };
}

/** Longest parameters in characters of JSON. */
const longestParameters = 1_000_000;

/** What is given to a neuron besides the datum. */
export function readParameters({ parameters }: RawObject, faults: FieldFault[], path: string): RawObject {
  if (parameters === undefined || parameters === null) return {};
  if (isRawObject(parameters) && JSON.stringify(parameters).length <= longestParameters) return parameters;
  faults.push({ kind: 'invalid', name: `${path}parameters`, accepted: 'object', given: shorten(parameters) });
  return {};
}
