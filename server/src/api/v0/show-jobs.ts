/** Jobs as v0 shows them: the report of each with what it found, told apart by whether the case has it already. */
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import type { Filter } from '../../query/filter/filter.ts';
import type { ReadObject } from '../../query/stage.ts';
import { isReadObject } from '../http/read-object.ts';
import { actorOf } from '../http/route-table.ts';
import { readObjects } from './read.ts';
import { renderObservable } from './render.ts';
import { renderJob } from './render-run.ts';
import type { RouteCall } from './route.ts';
import type { Wanted } from './wanted.ts';

/** What is read beside each job. */
export const besideJobs = ['report', 'observable'] as const;

/** Jobs on the wire. */
export async function showJobs(
  call: RouteCall,
  jobs: readonly ReadObject[],
  { parents }: Wanted,
): Promise<readonly RawObject[]> {
  const ended = jobs.filter(({ values }) => values.status === 'Success');
  const found = await foundBy(call, ended);
  const held = await heldObservables(call, ended, found);
  const byJob = Map.groupBy(found, ({ values }) => values.jobId ?? values.originId);
  return jobs.map((job) => {
    const artifacts = (byJob.get(job.values.id) ?? []).map((observable) => ({
      ...renderObservable(observable),
      stats: statsOf(observable, held.get(keyOf(rootOf(job), observable))),
    }));
    return renderJob(job, artifacts, { viewer: actorOf(call), parents });
  });
}

/** What jobs found, kept with them or taken over since. */
async function foundBy(call: RouteCall, jobs: readonly ReadObject[]): Promise<readonly ReadObject[]> {
  if (jobs.length === 0) return [];
  const values = jobs.map((job) => String(job.values.id));
  return list(call, {
    op: 'or',
    of: [
      { op: 'in', path: 'jobId', values, at: '' },
      {
        op: 'and',
        of: [
          { op: 'equals', path: 'originKind', value: 'job', at: '' },
          { op: 'in', path: 'originId', values, at: '' },
        ],
      },
    ],
  });
}

/** Observables of the cases and alerts of jobs that equal what was found, by {@link keyOf}. */
async function heldObservables(
  call: RouteCall,
  jobs: readonly ReadObject[],
  found: readonly ReadObject[],
): Promise<ReadonlyMap<string, ReadObject>> {
  if (found.length === 0) return new Map();
  const roots = [...new Set(jobs.flatMap((job) => rootOf(job) ?? []))];
  const data = textsIn(found, 'data');
  const files = textsIn(found, 'attachmentId');
  const held = await list(call, {
    op: 'and',
    of: [
      { op: 'or', of: [isIn('caseId', roots), isIn('alertId', roots)] },
      { op: 'or', of: [isIn('data', data), isIn('attachmentId', files)] },
    ],
  });
  return new Map(held.map((one) => [keyOf(one.values.caseId ?? one.values.alertId, one), one]));
}

const isIn = (path: string, values: readonly string[]): Filter => ({ op: 'in', path, values, at: '' });

function textsIn(objects: readonly ReadObject[], name: string): string[] {
  return objects.flatMap(({ values }) => (typeof values[name] === 'string' ? [values[name]] : []));
}

function list(call: RouteCall, filter: Filter): Promise<readonly ReadObject[]> {
  return readObjects(call, [
    { op: 'list', entity: 'observable' },
    { op: 'filter', filter },
    { op: 'page', from: 0, to: -1, extraData: [] },
  ]);
}

/** Id of the case or alert of the observable of a job. */
function rootOf({ extraData }: ReadObject): string | undefined {
  if (!isReadObject(extraData.observable)) return undefined;
  const { caseId, alertId } = extraData.observable.values;
  return String(caseId ?? alertId);
}

function keyOf(root: unknown, { values }: ReadObject): string {
  return JSON.stringify([root, values.dataType, values.data, values.attachmentId]);
}

function statsOf({ values }: ReadObject, held: ReadObject | undefined): RawObject {
  const there = values.jobId === null ? values.id : held?.values.id;
  return there === undefined ? {} : { observableId: idToWire(String(there)) };
}
