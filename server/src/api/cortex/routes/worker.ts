/** Routes of enabled analyzers and responders: which there are, running them, enabling, changing and disabling them. */
import { disableNeuron } from '../../../commands/run/neuron-commands.ts';
import { CodedError, type FieldFault, invalidFields, notFound } from '../../../model/errors.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { given, numberIn, textIn, textsIn } from '../input.ts';
import { givenList, listInput } from '../list.ts';
import { renderJob } from '../render.ts';
import { type Answer, actorOf, commandCallOf, parameter, type Route, type RouteCall, run } from '../route.ts';
import { startRun } from '../runs.ts';
import { type Kind, searchedWorkers, workersOf } from '../workers.ts';

/** A worker by id, with or without its tilde, or by name. */
async function oneWorker(call: RouteCall, kind: Kind | undefined, reference: string): Promise<RawObject> {
  const found = (await workersOf(call, kind)).find(
    ({ id, name }) => id === reference || id === `~${reference}` || name === reference,
  );
  if (found === undefined) throw notFound('Worker');
  return found;
}

async function list(call: RouteCall, kind: Kind): Promise<Answer> {
  return givenList(call, searchedWorkers(call), await workersOf(call, kind));
}

const nameOf: Readonly<Record<Kind, string>> = { analyzer: 'an analyzer', responder: 'a responder' };

const runInput = {
  dataType: 'type of the datum',
  data: 'the datum; or a file part of this name or called attachment',
  tlp: '0 to 3; 2 when missing',
  pap: '0 to 3; 2 when missing',
  message: 'said to the neuron',
  parameters: 'object of parameters',
  label: 'what the caller calls the run',
  force: 'true or 1: a report that is still fresh is not used again',
  attributes: 'the older form: an object with the fields beside data',
} as const;

const settings = {
  configuration: 'settings that the definition asks for; secrets that are left out stay as they are',
  rate: 'most runs in a rate window',
  rateUnit: 'Second, Minute, Hour, Day or Month',
  jobCache: 'minutes for which a report is used again',
  jobTimeout: 'minutes that a run may take',
  dataTypeList: 'types that are accepted',
} as const;

/** Settings as the catalogue takes them. Throws `invalidFields`. */
function settingsIn({ input }: RouteCall): RawObject {
  const faults: FieldFault[] = [];
  const dataTypes = textsIn(input, 'dataTypeList', faults);
  const { configuration } = input;
  if (configuration !== undefined && !isRawObject(configuration))
    faults.push({ kind: 'invalid', name: 'configuration', accepted: 'object of settings' });
  if (faults.length > 0) throw invalidFields(faults);
  const minutes = numberIn(input, 'jobTimeout');
  const timed = minutes === undefined || minutes === null ? {} : { jobTimeout: minutes };
  return given({
    configuration: isRawObject(configuration) ? { ...configuration, ...timed } : undefined,
    rate: numberIn(input, 'rate'),
    rateUnit: input.rateUnit,
    cacheMinutes: numberIn(input, 'jobCache'),
    dataTypes,
  });
}

async function enable(call: RouteCall, kind: Kind): Promise<Answer> {
  const definitionId = parameter(call, 'definitionId');
  const definition = call.services.definitions().find(({ id }) => id === definitionId);
  if (definition?.kind !== kind) throw new CodedError('neuronUnknown', { name: definitionId });
  const { id } = await call.services.neurons.enable(commandCallOf(call), {
    configuration: {},
    ...settingsIn(call),
    definitionId,
    name: textIn(call.input, 'name') ?? definitionId,
  });
  const { configuration: _, ...made } = await oneWorker(call, kind, id);
  return { body: made };
}

async function update(call: RouteCall, kind: Kind): Promise<Answer> {
  const { id } = await oneWorker(call, kind, parameter(call, 'workerId'));
  const name = textIn(call.input, 'name');
  await call.services.neurons.update(commandCallOf(call), { ...settingsIn(call), id, ...given({ name }) });
  return { body: await oneWorker(call, kind, String(id)) };
}

async function disable(call: RouteCall, kind: Kind): Promise<Answer> {
  const { id } = await oneWorker(call, kind, parameter(call, 'workerId'));
  await run(call, disableNeuron, { id });
  return {};
}

/** Which there are, under the paths of a kind. */
function readingRoutes(kind: Kind): readonly Route[] {
  const listing = (method: 'GET' | 'POST', path: string): Route => ({
    method,
    path,
    permission: 'authenticated',
    summary: `Enabled ${kind}s of the organisation`,
    status: 200,
    input: listInput,
    answer: 'List of workers; X-Total counts all',
    handle: (call) => list(call, kind),
  });
  return [
    listing('GET', `/api/${kind}`),
    listing('POST', `/api/${kind}/_search`),
    listing('GET', `/api/organization/${kind}`),
    listing('GET', `/api/organization/${kind}/_search`),
    {
      method: 'GET',
      path: `/api/${kind}/type/{dataType}`,
      permission: 'authenticated',
      summary: `Enabled ${kind}s that accept a type`,
      status: 200,
      answer: 'List of workers',
      async handle(call) {
        const wanted = parameter(call, 'dataType');
        const workers = await workersOf(call, kind, { settings: false });
        return {
          body: workers.filter(
            ({ dataTypeList }) => Array.isArray(dataTypeList) && dataTypeList.includes(wanted),
          ),
        };
      },
    },
    {
      method: 'GET',
      path: `/api/${kind}/{workerId}`,
      permission: 'authenticated',
      summary: `One enabled neuron, by id or name`,
      status: 200,
      answer: 'A worker',
      handle: async (call) => ({ body: await oneWorker(call, undefined, parameter(call, 'workerId')) }),
    },
  ];
}

/** Running and setting up, under the paths of a kind. */
function changingRoutes(kind: Kind): readonly Route[] {
  return [
    {
      method: 'POST',
      path: `/api/${kind}/{workerId}/run`,
      permission: kind === 'analyzer' ? 'manageAnalyse' : 'manageAction',
      summary: `Run ${nameOf[kind]} on a datum or a file`,
      status: 200,
      input: runInput,
      answer: 'A job',
      async handle(call) {
        const found = await startRun(call, kind, parameter(call, 'workerId'));
        return { body: renderJob(found, actorOf(call)) };
      },
    },
    {
      method: 'PATCH',
      path: `/api/${kind}/{workerId}`,
      permission: 'manageConfig',
      summary: `Change the settings of ${nameOf[kind]}`,
      status: 200,
      input: { name: 'another name', ...settings },
      answer: 'A worker',
      handle: (call) => update(call, kind),
    },
    {
      method: 'DELETE',
      path: `/api/${kind}/{workerId}`,
      permission: 'manageConfig',
      summary: `Disable ${nameOf[kind]}`,
      status: 204,
      handle: (call) => disable(call, kind),
    },
    {
      method: 'POST',
      path: `/api/organization/${kind}/{definitionId}`,
      permission: 'manageConfig',
      summary: `Enable ${nameOf[kind]}`,
      status: 201,
      input: { name: 'name in the organisation; the id of the definition when missing', ...settings },
      answer: 'A worker',
      handle: (call) => enable(call, kind),
    },
  ];
}

/** The routes. */
export const workerRoutes: readonly Route[] = (['analyzer', 'responder'] as const).flatMap((kind) => [
  ...readingRoutes(kind),
  ...changingRoutes(kind),
]);
