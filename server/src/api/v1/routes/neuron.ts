/** Routes of the engine room: what the catalogue offers, and what the organisation has enabled. */
import { jsonOf } from '../../../lib/json-text.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { neuronFacts } from '../../http/neuron-facts.ts';
import { commands } from '../commands.ts';
import { readObjects, readOne, show } from '../read.ts';
import { type Answer, actorOf, bodyOf, parameter, type Route, type RouteCall } from '../route.ts';
import { commandCallOf, commandRoute, nothing } from '../route-kinds.ts';

const settings = {
  name: 'name in the organisation; that of the definition when missing',
  configuration: 'settings that the definition asks for',
  maxTlp: 'highest TLP it may be given, on the scale 0 to 3',
  maxPap: 'highest PAP it may be given',
  cacheMinutes: 'how long a report is used again',
  rate: 'most runs in a rate window',
  rateUnit: 'Second, Minute, Hour, Day or Month',
  importArtifacts: 'true: what it finds becomes observables by itself',
  contains: 'true: its success means that the threat is contained',
} as const;

/** An enabled neuron with what whoever runs it has to know: what it is for, who is told, and what it may not be given. */
function renderEnabled(call: RouteCall, object: ReadObject): Readonly<Record<string, unknown>> {
  const { facts, ceiling } = neuronFacts(object.values, call.services.neuron);
  const { maxTlp, maxPap } = ceiling;
  return {
    ...show(actorOf(call), object),
    ...(facts === undefined ? {} : { version: facts.version, description: facts.description }),
    ...(facts?.destination === undefined ? {} : { destination: facts.destination }),
    ...(maxTlp === undefined ? {} : { maxTlp }),
    ...(maxPap === undefined ? {} : { maxPap }),
  };
}

/** A trial as lines of JSON: what it prints while it runs, then its result. Whoever hangs up ends it. */
async function tryOut(call: RouteCall): Promise<Answer> {
  const trial = await call.services.tryNeuron(commandCallOf(call), bodyOf(call));
  const { raw } = call.reply;
  const given = new AbortController();
  call.reply.hijack();
  raw.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' });
  raw.once('close', () => given.abort());
  const write = (line: unknown): void => {
    if (!raw.destroyed) raw.write(`${jsonOf(line)}\n`);
  };
  try {
    write({
      result: await trial.run(given.signal, ({ stream, text }) => write({ stream, text, at: Date.now() })),
    });
  } catch (error) {
    call.request.log.error({ err: error }, 'A trial of a neuron failed in the server');
    write({ result: { status: 'Failure', milliseconds: 0, errorMessage: 'The server could not run it' } });
  }
  raw.end();
  return 'answered';
}

const environmentSentence =
  '{state, step, reason, log}; state is none, missing, making, failed, ready or elsewhere, step is create, install, compile or protect';

async function environmentOf(call: RouteCall): Promise<Answer> {
  const view = await call.services.neurons.environmentOf(commandCallOf(call), parameter(call, 'neuronId'));
  return { status: 200, body: view ?? { state: 'none', log: [] } };
}

/** The routes. */
export const neuronRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/neuron',
    permission: 'manageConfig',
    summary: 'Neurons that the catalogue offers, and those it had to refuse',
    status: 200,
    answer: { sentence: '{offers, refused}' },
    handle: async ({ services }) => ({
      status: 200,
      body: { offers: services.neurons.offers(), refused: services.neurons.refused() },
    }),
  },
  {
    method: 'GET',
    path: '/neuron/enabled',
    permission: 'authenticated',
    summary:
      'Neurons that the organisation has enabled: what each is for, who is told, what it may not be given',
    status: 200,
    answer: { entity: 'enabledNeuron', list: true },
    async handle(call) {
      const found = await readObjects(call, [{ op: 'list', entity: 'enabledNeuron' }, { op: 'output' }]);
      return { status: 200, body: found.map((object) => renderEnabled(call, object)) };
    },
  },
  {
    method: 'POST',
    path: '/neuron',
    permission: 'manageConfig',
    summary: 'Enable a neuron in the organisation',
    status: 201,
    body: { also: { definitionId: 'id of a definition in the catalogue', ...settings } },
    answer: { entity: 'enabledNeuron' },
    async handle(call) {
      const { id } = await call.services.neurons.enable(commandCallOf(call), bodyOf(call));
      return { status: 201, body: show(actorOf(call), await readOne(call, 'enabledNeuron', idToWire(id))) };
    },
  },
  {
    method: 'GET',
    path: '/neuron/{neuronId}/settings',
    permission: 'manageConfig',
    summary: 'Settings of an enabled neuron; of secrets only whether they are set',
    status: 200,
    answer: {
      sentence:
        '{definitionId, values, secretsSet, secretsSince}; secretsSince: {at, by} by the name of a secret, where it is known',
    },
    handle: async (call) => ({
      status: 200,
      body: await call.services.neurons.settingsOf(commandCallOf(call), parameter(call, 'neuronId')),
    }),
  },
  {
    method: 'GET',
    path: '/neuron/{neuronId}/environment',
    permission: 'manageConfig',
    summary:
      'How far the Python environment of an enabled neuron is, with the end of what installing printed',
    status: 200,
    answer: { sentence: environmentSentence },
    handle: environmentOf,
  },
  {
    method: 'POST',
    path: '/neuron/{neuronId}/environment',
    permission: 'manageConfig',
    summary: 'Make the Python environment of an enabled neuron again, as after a failure',
    status: 200,
    answer: { sentence: environmentSentence },
    async handle(call) {
      await call.services.neurons.prepareAgain(commandCallOf(call), parameter(call, 'neuronId'));
      return environmentOf(call);
    },
  },
  {
    method: 'POST',
    path: '/neuron/test',
    permission: 'manageConfig',
    summary: 'Run an analyzer once on a value, with settings that are not kept; nothing is stored',
    status: 200,
    body: {
      also: {
        definitionId: 'id of a definition in the catalogue',
        id: 'id of an enabled neuron whose stored secrets are used where they are left out',
        configuration: 'settings to try',
        dataType: 'type of the value',
        data: 'the value',
      },
    },
    answer: {
      sentence:
        'One JSON object a line: {stream, text, at} for what it prints, then {result}; of a failure its settings name those that it is about, where that can be told',
      contentType: 'application/x-ndjson',
    },
    handle: tryOut,
  },
  {
    method: 'PATCH',
    path: '/neuron/{id}',
    permission: 'manageConfig',
    summary: 'Change an enabled neuron; secrets that are left out stay',
    status: 200,
    body: {
      also: {
        definitionId:
          'a later or earlier version of its definition; stored settings stay where it knows them',
        ...settings,
      },
    },
    answer: { sentence: '{dropped}: names of settings that the other version does not know' },
    async handle(call) {
      const raw = { ...bodyOf(call), id: parameter(call, 'id') };
      return { status: 200, body: await call.services.neurons.update(commandCallOf(call), raw) };
    },
  },
  commandRoute(
    { method: 'DELETE', path: '/neuron/{id}', summary: 'Disable a neuron; what it has done stays' },
    commands.disableNeuron,
    (call) => ({ id: parameter(call, 'id') }),
    nothing,
  ),
  {
    method: 'PUT',
    path: '/neuron/base/{name}',
    permission: 'manageConfig',
    summary: 'Set what all neurons with the same base configuration share',
    status: 204,
    body: { also: { configuration: 'the shared settings' } },
    answer: {},
    async handle(call) {
      const raw = { ...bodyOf(call), name: parameter(call, 'name') };
      await call.services.neurons.setBase(commandCallOf(call), raw);
      return { status: 204 };
    },
  },
];
