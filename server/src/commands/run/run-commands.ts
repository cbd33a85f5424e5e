/** Asking for runs of neurons: jobs of analyzers on observables, actions of responders on anything, and calling one off. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { faultsOf, isRawObject, type RawObject, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { within } from '../frame/placement.ts';
import { requirePermissionOn, requireShare } from '../frame/require-permission.ts';
import { numberOf, type Row, storedValue, textOf } from '../frame/row.ts';
import { optionalText, requiredText } from '../frame/text-input.ts';
import { failRow, isOpen } from './end-run.ts';
import type { Lane } from './job-queue.ts';
import { neuronNamed, serverIdOf } from './neuron-commands.ts';
import { cacheKey, type Datum, freshReport } from './run-cache.ts';
import { laneOf, readParameters, requireAccepted, runValues } from './run-request.ts';

interface JobRequest {
  readonly analyzer: string;
  readonly cortexId: string | undefined;
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
      analyzer: requiredText(item, 'analyzerId', faults, 'id or name of an analyzer', path),
      cortexId: optionalText(item, 'cortexId', faults, path),
      observable: requiredText(item, 'artifactId', faults, 'id of an observable', path),
      parameters: readParameters(item, faults, path),
      force: item.force === true,
    }));
    if (faults.length > 0) throw invalidFields(faults);
    return requests;
  },
  async run(context, requests) {
    const ids: string[] = [];
    for (const request of requests) ids.push(await requestJob(context, request, laneOf(requests)));
    return ids;
  },
};

async function requestJob(context: CommandContext, request: JobRequest, lane: Lane): Promise<string> {
  const neuron = await neuronNamed(context, request.analyzer, 'analyzer', request.cortexId);
  const observable = await context.find('observable', request.observable, { forChange: false });
  requireShare(observable, ['manageAnalyse']);
  requireAccepted(neuron, textOf(observable, 'dataType') ?? '');
  return queueJob(context, neuron, observable, { ...request, lane });
}

/** How a job is asked for. */
export interface JobWish {
  readonly parameters: RawObject;
  /** True: a report that is still fresh is not used again. */
  readonly force: boolean;
  readonly lane: Lane;
  /** Fields that say which rule asked for it. */
  readonly ofRule?: RowValues;
}

/** Stores and queues one run of an enabled analyzer on an observable that it accepts; gives the digits of its id. */
export async function queueJob(
  context: CommandContext,
  neuron: Row,
  observable: Row,
  wish: JobWish,
): Promise<string> {
  const { write, actor, queue } = context;
  const [id = ''] = await write.takeIds(1);
  const key = cacheKey(neuron, datumOf(observable), wish.parameters);
  const fresh = wish.force ? undefined : await freshReport(context, 'job', neuron, key);
  write.insert(
    entities.job,
    id,
    within(observable),
    {
      ...runValues(actor, neuron, wish.parameters),
      cortexId: storedValue(neuron, 'cortexId'),
      ...wish.ofRule,
      tlp: numberOf(observable, 'tlp'),
      pap: numberOf(observable, 'pap'),
      observableId: observable.id,
      importArtifacts: storedValue(neuron, 'importArtifacts'),
      fromCache: fresh !== undefined,
    },
    // The report is large and is no news: records leave it out.
    { context: contextOfJob(observable.id), columns: { cache_key: key, report: fresh?.report ?? null } },
  );
  // A job answered by an earlier report passes through the queue like any other, so that there is one way to finish.
  await queue.send('job', id, actor, wish.lane, serverIdOf(neuron));
  return id;
}

function datumOf(observable: Row): Datum {
  const hash = observable.columns.match_hash;
  return {
    dataType: textOf(observable, 'dataType') ?? '',
    tlp: numberOf(observable, 'tlp') ?? 0,
    pap: numberOf(observable, 'pap') ?? null,
    hash: hash instanceof Uint8Array ? hash : Buffer.alloc(0),
  };
}

/** Audit records of a job stand under its observable. */
function contextOfJob(observableId: string): { type: string; id: string } {
  return { type: entities.observable.wireType, id: observableId };
}

interface ActionRequest {
  readonly responder: string;
  readonly cortexId: string | undefined;
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
      responder: requiredText(item, 'responderId', faults, 'id or name of a responder', path),
      cortexId: optionalText(item, 'cortexId', faults, path),
      objectType: readObjectType(item.objectType, `${path}objectType`, faults),
      objectId: requiredText(item, 'objectId', faults, 'id of an object', path),
      parameters: readParameters(item, faults, path),
      tlp: readTlp(item, faults, path),
    }));
    if (faults.length > 0) throw invalidFields(faults);
    return requests;
  },
  async run(context, requests) {
    const ids: string[] = [];
    for (const request of requests) ids.push(await requestAction(context, request, laneOf(requests)));
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

async function requestAction(context: CommandContext, request: ActionRequest, lane: Lane): Promise<string> {
  const { write, actor, queue } = context;
  const neuron = await neuronNamed(context, request.responder, 'responder', request.cortexId);
  const object = await context.find(request.objectType, request.objectId, { forChange: false });
  requireShare(object, ['manageAction']);
  requireAccepted(neuron, responderTypes[request.objectType]);
  const [id = ''] = await write.takeIds(1);
  const ratings = await ratingsOf(context, object);
  write.insert(
    entities.action,
    id,
    within(object),
    {
      ...runValues(actor, neuron, request.parameters),
      cortexId: storedValue(neuron, 'cortexId'),
      tlp: request.tlp ?? ratings.tlp,
      pap: ratings.pap,
      objectType: request.objectType,
      objectId: object.id,
      contains: storedValue(neuron, 'contains'),
    },
    { context: { type: object.entity.wireType, id: object.id } },
  );
  await queue.send('action', id, actor, lane, serverIdOf(neuron));
  return id;
}

/** TLP and PAP of an object; tasks and logs have those of their case, or of nothing the usual ones. */
async function ratingsOf({ write }: CommandContext, object: Row): Promise<{ tlp: number; pap: number }> {
  if ('tlp' in object.entity.fields)
    return { tlp: numberOf(object, 'tlp') ?? 2, pap: numberOf(object, 'pap') ?? 2 };
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
  read(raw) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id of a job or an action');
    const kind = raw.kind === 'job' || raw.kind === 'action' ? raw.kind : undefined;
    if (kind === undefined) faults.push({ kind: 'invalid', name: 'kind', accepted: 'job or action' });
    if (kind === undefined || faults.length > 0) throw invalidFields(faults);
    return { kind, reference };
  },
  async run(context, input) {
    const row = await context.find(input.kind, input.reference);
    requirePermissionOn(row, input.kind === 'job' ? 'manageAnalyse' : 'manageAction', context.actor);
    if (!isOpen(row)) throw new CodedError('badRequest', { reason: 'It has already ended' });
    failRow(context, row, 'Cancelled', 'Cancelled');
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

function readTlp({ tlp }: RawObject, faults: FieldFault[], path: string): number | undefined {
  if (tlp === undefined || tlp === null) return undefined;
  faults.push(...faultsOf(entities.observable.fields.tlp, tlp, `${path}tlp`));
  return Number(tlp);
}

function readObjectType(value: unknown, name: string, faults: FieldFault[]): ActionRequest['objectType'] {
  const found =
    typeof value === 'string' && Object.hasOwn(objectTypes, value) ? objectTypes[value] : undefined;
  if (found === undefined)
    faults.push({
      kind: 'invalid',
      name,
      accepted: `one of ${Object.keys(objectTypes).join(', ')}`,
      choices: Object.keys(objectTypes),
    });
  return found ?? 'case';
}
