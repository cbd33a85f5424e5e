/** Routes of jobs: listing them, their reports, waiting for one, what it found, deleting it. */
import { deleteDirectRun } from '../../../commands/run/direct-runs.ts';
import { type FieldFault, invalidFields } from '../../../model/errors.ts';
import { idFromWire, idToWire } from '../../../model/identifier.ts';
import { shorten } from '../../../model/input.ts';
import type { Filter, Operand } from '../../../query/filter/filter.ts';
import { runQuery } from '../../../query/index.ts';
import type { Pipeline } from '../../../query/stage.ts';
import { textIn, textsIn } from '../input.ts';
import { givenList, listInput, sameWords, storedList } from '../list.ts';
import { renderArtifacts, renderJob, renderJobWithReport } from '../render.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall, run } from '../route.ts';
import { readEndedRun, readRun } from '../runs.ts';
import type { Searched } from '../search.ts';

/** Words of jobs, with the fields they mean. */
const words: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['_id', 'id'],
  ['workerId', 'neuronId'],
  ['workerName', 'neuronName'],
  ['workerDefinitionId', 'neuronDefinition'],
  ['analyzerId', 'neuronId'],
  ['analyzerName', 'neuronName'],
  ['analyzerDefinitionId', 'neuronDefinition'],
  ['type', 'kind'],
  ['status', 'status'],
  ['dataType', 'dataType'],
  ['data', 'data'],
  ['attachment.id', 'attachmentId'],
  ['attachment.name', 'attachmentName'],
  ['attachment.size', 'attachmentSize'],
  ['attachment.contentType', 'attachmentContentType'],
  ['tlp', 'tlp'],
  ['pap', 'pap'],
  ['label', 'label'],
  ['fromCache', 'fromCache'],
  ['startDate', 'runDate'],
  ['endDate', 'endDate'],
  ['date', 'createdAt'],
  ['errorMessage', 'errorMessage'],
  ['createdAt', 'createdAt'],
  ['createdBy', 'createdBy'],
  ['updatedAt', 'updatedAt'],
  ['updatedBy', 'updatedBy'],
]);

function searchedJobs(call: RouteCall): Searched {
  const { name } = actorOf(call).organisation;
  return {
    type: 'job',
    fields: words,
    texts: ['data', 'neuronName', 'label'],
    parent: { _type: 'organization', id: name, name },
    rewrite: inWordsOfModel,
  };
}

/** Workers are stored by the digits of their ids, and red is 3 on the wire and 4 in the model. */
function inWordsOfModel(filter: Filter): Filter {
  if (!('path' in filter)) return filter;
  if (filter.path === 'neuronId') return withValues(filter, withoutTilde);
  return filter.path === 'tlp' ? onOldScale(filter) : filter;
}

function withValues(filter: Filter, change: (value: Operand) => Operand): Filter {
  if (filter.op === 'in') return { ...filter, values: filter.values.map(change) };
  return filter.op === 'equals' ? { ...filter, value: change(filter.value) } : filter;
}

function withoutTilde(value: Operand): Operand {
  return typeof value === 'string' && value.startsWith('~') ? value.slice(1) : value;
}

function onOldScale(filter: Filter): Filter {
  const atLeastRed = (value: unknown): boolean => Number(value) >= 3;
  if (filter.op === 'in') {
    const { values, ...rest } = filter;
    return { op: 'or', of: values.map((value) => onOldScale({ ...rest, op: 'equals', value })) };
  }
  if (filter.op === 'equals' && Number(filter.value) === 3) return { ...filter, op: 'greaterOrEqual' };
  if (filter.op === 'greater' && atLeastRed(filter.value)) return { op: 'none' };
  if (filter.op === 'lessOrEqual' && atLeastRed(filter.value)) return { op: 'all' };
  return filter;
}

const start: Pipeline = [{ op: 'list', entity: 'directRun' }];

function listing(call: RouteCall, also: readonly Filter[] = []): Promise<Answer> {
  const from: Pipeline =
    also.length === 0 ? start : [...start, { op: 'filter', filter: { op: 'and', of: also } }];
  return storedList(call, searchedJobs(call), from, (object) => renderJob(object, actorOf(call)));
}

/** The conditions of an older form of lists. */
function simpleFilters({ input }: RouteCall): readonly Filter[] {
  const [dataType, data, worker] = ['dataTypeFilter', 'dataFilter', 'analyzerFilter'].map((name) =>
    textIn(input, name),
  );
  const equals = (path: string, value: string): Filter => ({ op: 'equals', path, value, at: path });
  return [
    ...(dataType === undefined ? [] : [equals('dataType', dataType)]),
    ...(data === undefined ? [] : [{ op: 'like', path: 'data', value: data, at: 'dataFilter' } as const]),
    ...(worker === undefined
      ? []
      : [
          {
            op: 'or',
            of: [equals('neuronId', String(withoutTilde(worker))), equals('neuronName', worker)],
          } as const,
        ]),
  ];
}

/** Milliseconds of each unit, by all its names in the singular. */
const unitMs: ReadonlyMap<string, number> = new Map([
  ...['ms', 'milli', 'millisecond'].map((name) => [name, 1] as const),
  ...['s', 'sec', 'second'].map((name) => [name, 1_000] as const),
  ...['m', 'min', 'minute'].map((name) => [name, 60_000] as const),
  ...['h', 'hour'].map((name) => [name, 3_600_000] as const),
  ...['d', 'day'].map((name) => [name, 86_400_000] as const),
]);

/** Longest wait for a run, in milliseconds; who waits for ever is answered then. */
const longestWait = 3_600_000;

/** A time such as `10s`, `1 second`, `1minute` or `Inf`, in milliseconds. */
function durationIn({ input }: RouteCall): number {
  const text = (textIn(input, 'atMost') ?? '1minute').trim().toLowerCase();
  if (/^(?:\+?inf|duration\.inf)$/.test(text)) return longestWait;
  const [, amount = '', word = ''] = /^(\d{1,9})\s*([a-z]{1,12})$/.exec(text) ?? [];
  const unit = unitMs.get(word) ?? unitMs.get(word.replace(/s$/, ''));
  if (unit !== undefined) return Math.min(Number(amount) * unit, longestWait);
  const accepted = 'a number with a unit, such as 10s or 1minute, or Inf';
  throw invalidFields([{ kind: 'invalid', name: 'atMost', accepted, given: shorten(text) }]);
}

/** Most jobs that are asked for at once. */
const mostJobs = 1_000;

async function statuses(call: RouteCall): Promise<Answer> {
  const faults: FieldFault[] = [];
  const ids = textsIn(call.input, 'jobIds', faults) ?? [];
  if (ids.length > mostJobs)
    faults.push({ kind: 'invalid', name: 'jobIds', accepted: `list of at most ${mostJobs} ids` });
  if (faults.length > 0) throw invalidFields(faults);
  const digits = ids.flatMap((id) => idFromWire(id.startsWith('~') ? id : `~${id}`) ?? []);
  const { database } = call.services.commands;
  const result = await runQuery(database, actorOf(call), [
    ...start,
    { op: 'filter', filter: { op: 'in', path: 'id', values: digits, at: 'jobIds' } },
    { op: 'page', from: 0, to: -1, extraData: [] },
  ]);
  const found = new Map(
    (result.kind === 'objects' ? result.objects : []).map(({ values }) => [
      idToWire(String(values.id)),
      values.status,
    ]),
  );
  const statusOf = (id: string) => found.get(id.startsWith('~') ? id : `~${id}`) ?? 'NotFound';
  return { body: Object.fromEntries(ids.map((id) => [id, statusOf(id)])) };
}

const artifactWords = [
  'id',
  '_id',
  'dataType',
  'data',
  'message',
  'tags',
  'tlp',
  'attachment.name',
  'attachment.id',
  'createdAt',
  'createdBy',
];

async function artifacts(call: RouteCall): Promise<Answer> {
  const found = await readRun(call, parameter(call, 'runId'));
  const searched = { type: 'artifact', fields: sameWords(artifactWords), texts: ['data', 'message'] };
  return givenList(call, searched, renderArtifacts(found));
}

const one = { permission: 'authenticated', status: 200 } as const;

/** The routes. */
export const jobRoutes: readonly Route[] = [
  {
    ...one,
    method: 'GET',
    path: '/api/job',
    summary: 'Runs that were asked for here',
    input: {
      dataTypeFilter: 'type of the datum',
      dataFilter: 'part of the datum',
      analyzerFilter: 'id or name of the worker',
      ...listInput,
    },
    answer: 'List of jobs; X-Total counts all',
    handle: (call) => listing(call, simpleFilters(call)),
  },
  {
    ...one,
    method: 'POST',
    path: '/api/job/_search',
    summary: 'Runs that a query finds',
    input: listInput,
    answer: 'List of jobs; X-Total counts all',
    handle: (call) => listing(call),
  },
  {
    ...one,
    method: 'POST',
    path: '/api/job/status',
    summary: 'The statuses of several runs',
    input: { jobIds: 'list of ids' },
    answer: 'Object from id to status; NotFound for what is unknown',
    handle: statuses,
  },
  {
    ...one,
    method: 'GET',
    path: '/api/job/{runId}',
    summary: 'One run',
    answer: 'A job',
    handle: async (call) => ({
      body: renderJob(await readRun(call, parameter(call, 'runId')), actorOf(call)),
    }),
  },
  {
    ...one,
    method: 'GET',
    path: '/api/job/{runId}/report',
    summary: 'One run with its report, or how far it is',
    answer: 'A job with its report',
    handle: async (call) => ({
      body: renderJobWithReport(await readRun(call, parameter(call, 'runId')), actorOf(call)),
    }),
  },
  {
    ...one,
    method: 'GET',
    path: '/api/job/{runId}/waitreport',
    summary: 'One run with its report, once it has ended or the time is over',
    longLived: true,
    input: { atMost: 'longest wait, such as 10s or Inf; one minute when missing' },
    answer: 'A job with its report',
    handle: async (call) => ({
      body: renderJobWithReport(
        await readEndedRun(call, parameter(call, 'runId'), durationIn(call)),
        actorOf(call),
      ),
    }),
  },
  {
    ...one,
    method: 'GET',
    path: '/api/job/{runId}/artifacts',
    summary: 'What a run has found; ten at a time when no range is given',
    input: listInput,
    answer: 'List of artifacts; X-Total counts all',
    handle: artifacts,
  },
  {
    method: 'DELETE',
    path: '/api/job/{runId}',
    permission: deleteDirectRun.permission,
    summary: 'Delete a run; one that goes on is stopped',
    status: 204,
    async handle(call) {
      const { values } = await readRun(call, parameter(call, 'runId'));
      await run(call, deleteDirectRun, { id: idToWire(String(values.id)) });
      return {};
    },
  },
];
