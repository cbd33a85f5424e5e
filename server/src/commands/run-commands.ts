/** Asking for runs of neurons: jobs of analyzers on observables, actions of responders on anything, and calling one off. */
import { createHash } from 'node:crypto';
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { tlpOnOldScale } from '../model/scales.ts';
import type { Command, CommandContext } from './command.ts';
import { neuronNamed } from './neuron-commands.ts';
import { observableContext } from './observable-commands.ts';
import { within } from './placement.ts';
import { numberOf, type Row, storedValue, textOf, textsOf } from './row.ts';

interface JobRequest {
  readonly analyzer: string;
  readonly observable: string;
  readonly parameters: RawObject;
  /** True: a report that is still fresh is not used again. */
  readonly force: boolean;
}

/** Most runs one request may ask for. */
const mostRuns = 1_000;

export const requestJobs: Command<readonly JobRequest[], readonly string[]> = {
  name: 'requestJobs',
  permission: 'manageAnalyse',
  read(raw) {
    const faults: FieldFault[] = [];
    const requests = readList(raw.jobs, 'jobs', faults, (item, path) => ({
      analyzer: requiredText(item.analyzerId, `${path}analyzerId`, faults),
      observable: requiredText(item.artifactId, `${path}artifactId`, faults),
      parameters: isRawObject(item.parameters) ? item.parameters : {},
      force: item.force === true,
    }));
    if (faults.length > 0) throw invalidFields(faults);
    return requests;
  },
  async run(context, requests) {
    const ids: string[] = [];
    for (const request of requests) ids.push(await requestJob(context, request));
    return ids;
  },
};

async function requestJob(context: CommandContext, request: JobRequest): Promise<string> {
  const { write, actor, queue } = context;
  const neuron = await neuronNamed(context, request.analyzer, 'analyzer');
  const observable = await context.find('observable', request.observable, { forChange: false });
  const dataType = textOf(observable, 'dataType') ?? '';
  const accepted = textsOf(neuron, 'dataTypes');
  if (!accepted.includes(dataType)) {
    throw new CodedError('neuronRefuses', {
      reason: `${String(storedValue(neuron, 'name'))} accepts ${accepted.join(', ')}, not ${dataType}`,
    });
  }
  const [id = ''] = await write.takeIds(1);
  const row = write.insert(
    entities.job,
    id,
    within(observable),
    {
      ...runValues(neuron, request.parameters, numberOf(observable, 'tlp'), numberOf(observable, 'pap')),
      observableId: observable.id,
      importArtifacts: storedValue(neuron, 'importArtifacts'),
    },
    {
      context: observableContext(observable),
      columns: { cache_key: cacheKey(neuron, observable, request.parameters) },
    },
  );
  const cached = request.force ? undefined : await freshReport(context, neuron, row);
  // A job answered by an earlier report passes through the queue like any other, so that there is one way to finish.
  if (cached !== undefined) write.update(row, { report: cached, fromCache: true }, { audited: false });
  await queue.send('job', id, actor.login);
  return id;
}

function runValues(neuron: Row, parameters: RawObject, tlp: number | undefined, pap: number | undefined) {
  return {
    status: 'Waiting',
    neuronId: neuron.id,
    neuronName: storedValue(neuron, 'name'),
    neuronDefinition: storedValue(neuron, 'definitionId'),
    parameters,
    tlp: tlp ?? 2,
    pap: pap ?? 2,
  };
}

/** Runs are the same when neuron, its settings, datum, markings and parameters are. */
function cacheKey(neuron: Row, observable: Row, parameters: RawObject): Buffer {
  const hash = observable.columns.match_hash;
  return createHash('sha256')
    .update(
      JSON.stringify([
        neuron.id,
        neuron.version,
        tlpOnOldScale(numberOf(observable, 'tlp') ?? 2),
        numberOf(observable, 'pap'),
        parameters,
      ]),
    )
    .update(hash instanceof Uint8Array ? hash : Buffer.alloc(0))
    .digest();
}

/** Minutes a report is used again when the neuron does not say. */
const usualCacheMinutes = 10;

async function freshReport({ write, actor }: CommandContext, neuron: Row, row: Row): Promise<unknown> {
  const minutes = numberOf(neuron, 'cacheMinutes') ?? usualCacheMinutes;
  if (minutes === 0) return undefined;
  const { rows } = await write.run({
    sql: `select report from skep.job where organisation_id = $1 and cache_key = $2
      and status = 'Success' and deleted_at is null and end_date > $3 order by end_date desc limit 1`,
    parameters: [actor.organisation.id, row.columns.cache_key, new Date(write.now - minutes * 60_000)],
  });
  return rows[0]?.report;
}

interface ActionRequest {
  readonly responder: string;
  readonly objectType: 'case' | 'alert' | 'task' | 'log' | 'observable';
  readonly objectId: string;
  readonly parameters: RawObject;
  readonly tlp: number | undefined;
}

/** Names of object types on the wire, old and new. */
const objectTypes: Readonly<Record<string, ActionRequest['objectType']>> = {
  case: 'case',
  Case: 'case',
  alert: 'alert',
  Alert: 'alert',
  case_task: 'task',
  Task: 'task',
  task: 'task',
  case_task_log: 'log',
  Log: 'log',
  log: 'log',
  case_artifact: 'observable',
  Observable: 'observable',
  observable: 'observable',
};

export const requestActions: Command<readonly ActionRequest[], readonly string[]> = {
  name: 'requestActions',
  permission: 'manageAction',
  read(raw) {
    const faults: FieldFault[] = [];
    const requests = readList(raw.actions, 'actions', faults, (item, path) => ({
      responder: requiredText(item.responderId, `${path}responderId`, faults),
      objectType: readObjectType(item.objectType, `${path}objectType`, faults),
      objectId: requiredText(item.objectId, `${path}objectId`, faults),
      parameters: isRawObject(item.parameters) ? item.parameters : {},
      tlp: typeof item.tlp === 'number' && Number.isInteger(item.tlp) ? item.tlp : undefined,
    }));
    if (faults.length > 0) throw invalidFields(faults);
    return requests;
  },
  async run(context, requests) {
    const ids: string[] = [];
    for (const request of requests) ids.push(await requestAction(context, request));
    return ids;
  },
};

/** What an object type is called in the list of what a responder accepts. */
export const responderTypes: Readonly<Record<ActionRequest['objectType'], string>> = {
  case: 'thehive:case',
  alert: 'thehive:alert',
  task: 'thehive:case_task',
  log: 'thehive:case_task_log',
  observable: 'thehive:case_artifact',
};

async function requestAction(context: CommandContext, request: ActionRequest): Promise<string> {
  const { write, actor, queue } = context;
  const neuron = await neuronNamed(context, request.responder, 'responder');
  const object = await context.find(request.objectType, request.objectId, { forChange: false });
  const wanted = responderTypes[request.objectType];
  const accepted = textsOf(neuron, 'dataTypes');
  if (!accepted.includes(wanted)) {
    throw new CodedError('neuronRefuses', {
      reason: `${String(storedValue(neuron, 'name'))} accepts ${accepted.join(', ')}, not ${wanted}`,
    });
  }
  const [id = ''] = await write.takeIds(1);
  const ratings = await ratingsOf(context, object);
  write.insert(
    entities.action,
    id,
    within(object),
    {
      ...runValues(neuron, request.parameters, request.tlp ?? ratings.tlp, ratings.pap),
      objectType: request.objectType,
      objectId: object.id,
      contains: storedValue(neuron, 'contains'),
    },
    { context: { type: object.entity.wireType, id: object.id } },
  );
  await queue.send('action', id, actor.login);
  return id;
}

/** TLP and PAP of an object; tasks and logs have those of their case. */
async function ratingsOf(
  { write }: CommandContext,
  object: Row,
): Promise<{ tlp: number | undefined; pap: number | undefined }> {
  if ('tlp' in object.entity.fields) return { tlp: numberOf(object, 'tlp'), pap: numberOf(object, 'pap') };
  const { rows } = await write.run({
    sql: 'select tlp, pap from skep."case" where root_id = $1 and id = $1',
    parameters: [object.placement.rootId],
  });
  return { tlp: Number(rows[0]?.tlp ?? 2), pap: Number(rows[0]?.pap ?? 2) };
}

interface CancelInput {
  readonly kind: 'job' | 'action';
  readonly reference: string;
}

/** Calls a run off. One that has begun is stopped by the engine, which looks at the status. */
export const cancelRun: Command<CancelInput, void> = {
  name: 'cancelRun',
  permission: ['manageAnalyse', 'manageAction'],
  read: (raw) => ({ kind: raw.kind === 'action' ? 'action' : 'job', reference: String(raw.id) }),
  async run(context, input) {
    const row = await context.find(input.kind, input.reference);
    const status = textOf(row, 'status');
    if (status !== 'Waiting' && status !== 'InProgress')
      throw new CodedError('badRequest', { reason: 'It has already ended' });
    context.write.update(row, { status: 'Failure', errorMessage: 'Cancelled', endDate: context.write.now });
  },
};

function readList<T>(
  raw: unknown,
  name: string,
  faults: FieldFault[],
  read: (item: RawObject, path: string) => T,
): T[] {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > mostRuns) {
    faults.push({ kind: 'invalid', name, accepted: `list of 1 to ${mostRuns}`, given: shorten(raw) });
    return [];
  }
  return raw.flatMap((item: unknown, index) => {
    if (isRawObject(item)) return [read(item, raw.length === 1 ? '' : `${name}[${index}].`)];
    faults.push({ kind: 'invalid', name: `${name}[${index}]`, accepted: 'object', given: shorten(item) });
    return [];
  });
}

function requiredText(value: unknown, name: string, faults: FieldFault[]): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 512 && !value.includes('\u0000'))
    return value;
  faults.push({ kind: value === undefined ? 'missing' : 'invalid', name, accepted: 'text' });
  return '';
}

function readObjectType(value: unknown, name: string, faults: FieldFault[]): ActionRequest['objectType'] {
  const found = typeof value === 'string' ? objectTypes[value] : undefined;
  if (found === undefined)
    faults.push({
      kind: 'invalid',
      name,
      accepted: `one of ${Object.keys(objectTypes).join(', ')}`,
      choices: Object.keys(objectTypes),
    });
  return found ?? 'case';
}
