/** Routes of the engine room: what the catalogue offers, and what the organisation has enabled. */
import { idToWire } from '../../../model/identifier.ts';
import { commands } from '../commands.ts';
import { readObjects, readOne, show } from '../read.ts';
import { actorOf, bodyOf, parameter, type Route } from '../route.ts';
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
    summary: 'Neurons that the organisation has enabled',
    status: 200,
    answer: { entity: 'enabledNeuron', list: true },
    async handle(call) {
      const found = await readObjects(call, [{ op: 'list', entity: 'enabledNeuron' }, { op: 'output' }]);
      return { status: 200, body: found.map((object) => show(actorOf(call), object)) };
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
    method: 'PATCH',
    path: '/neuron/{id}',
    permission: 'manageConfig',
    summary: 'Change an enabled neuron; secrets that are left out stay',
    status: 204,
    body: { also: { definitionId: 'another version of its definition', ...settings } },
    answer: {},
    async handle(call) {
      const raw = { ...bodyOf(call), id: parameter(call, 'id') };
      await call.services.neurons.update(commandCallOf(call), raw);
      return { status: 204 };
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
