/** What a Cortex server offers, and how it is: looked at without trusting what it says. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { JsonObject } from '../report/json.ts';
import { type CortexClient, CortexFailure } from './client.ts';

/** A neuron that a server offers. */
export interface OfferedNeuron {
  readonly name: string;
  readonly kind: 'analyzer' | 'responder';
  readonly definitionId: string;
  readonly dataTypes: readonly string[];
  /** What is told of it: {workerId, version, description, maxTlp, maxPap}. */
  readonly facts: JsonObject;
}

/** How a server was found. */
export interface ServerLook {
  readonly status: 'OK' | 'AuthError' | 'Error';
  readonly reason: string | undefined;
  readonly version: string | undefined;
  /** Undefined: it did not tell, so what is known of it stays. */
  readonly neurons: readonly OfferedNeuron[] | undefined;
}

/** Neurons of one server that are used. */
const mostNeurons = 2_000;
const longest = { name: 128, dataType: 64, description: 4_096, version: 64 };

/** Looks at a server. Never rejects for what the server does. */
export async function lookAt(client: CortexClient): Promise<ServerLook> {
  try {
    const version = versionIn(await client.ask({ method: 'GET', path: '/api/status' }));
    const neurons = await offeredBy(client);
    return { status: 'OK', reason: undefined, version, neurons };
  } catch (error) {
    if (!(error instanceof CortexFailure)) throw error;
    const status = error.fault === 'denied' ? 'AuthError' : 'Error';
    return { status, reason: error.message, version: undefined, neurons: undefined };
  }
}

function versionIn(answer: unknown): string | undefined {
  const versions = isRawObject(answer) ? answer.versions : undefined;
  const version = isRawObject(versions) ? versions.Cortex : undefined;
  if (typeof version !== 'string')
    throw new CortexFailure('refused', 'there is no Cortex at this address: it tells no version');
  return version.slice(0, longest.version);
}

/** Two neurons of one name could not be told apart: the first stands. */
async function offeredBy(client: CortexClient): Promise<readonly OfferedNeuron[]> {
  const found = new Map<string, OfferedNeuron>();
  for (const kind of ['analyzer', 'responder'] as const) {
    const answer = await client.ask({ method: 'GET', path: `/api/${kind}?range=all` });
    if (!Array.isArray(answer)) throw new CortexFailure('refused', `it gives no list of ${kind}s`);
    for (const one of answer.filter(isRawObject).flatMap((worker) => neuronFrom(worker, kind)))
      if (!found.has(one.name) && found.size < mostNeurons) found.set(one.name, one);
  }
  return [...found.values()];
}

function neuronFrom(worker: RawObject, kind: OfferedNeuron['kind']): OfferedNeuron[] {
  const { id, name } = worker;
  if (!isText(id, 256) || !isText(name, longest.name)) return [];
  const definition = worker.workerDefinitionId ?? worker.analyzerDefinitionId;
  const dataTypes = Array.isArray(worker.dataTypeList) ? worker.dataTypeList : [];
  return [
    {
      name,
      kind,
      definitionId: isText(definition, 256) ? definition : name,
      dataTypes: dataTypes.filter((type) => isText(type, longest.dataType)).map(String),
      facts: {
        workerId: id,
        version: textIn(worker.version, longest.version),
        description: textIn(worker.description, longest.description),
        ...levelIn(worker, 'maxTlp'),
        ...levelIn(worker, 'maxPap'),
      },
    },
  ];
}

function isText(value: unknown, most: number): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= most &&
    value.isWellFormed() &&
    !value.includes('\u0000')
  );
}

function textIn(value: unknown, most: number): string {
  return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, most).toWellFormed() : '';
}

function levelIn(worker: RawObject, name: 'maxTlp' | 'maxPap'): JsonObject {
  const level = worker[name];
  return typeof level === 'number' && [0, 1, 2, 3].includes(level) ? { [name]: level } : {};
}
