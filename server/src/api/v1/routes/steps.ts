/** The route that tells how long each step of a case took. */
import { type StepAction, type StepTransition, stepsOf } from '../../../model/case-steps.ts';
import { idToWire } from '../../../model/identifier.ts';
import { isRawObject } from '../../../model/input.ts';
import type { Filter } from '../../../query/filter.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { readObjects, readOne } from '../read.ts';
import { type Answer, parameter, type Route, type RouteCall } from '../route.ts';

/** Most tasks and containing actions that count. */
const mostRead = 5_000;

async function steps(call: RouteCall): Promise<Answer> {
  const found = await readOne(call, 'case', parameter(call, 'caseId'), ['transitions']);
  const { values } = found;
  const id = String(values.id);
  const tasks = await below(call, id, ['tasks']);
  const result = stepsOf({
    now: call.services.commands.clock(),
    createdAt: Number(values.createdAt),
    createdBy: String(values.createdBy),
    isClosed: values.stage === 'Closed',
    inProgressDate: dateOf(values.inProgressDate),
    containedDate: dateOf(values.containedDate),
    endDate: dateOf(values.endDate) ?? dateOf(values.closedDate),
    alertNewDate: dateOf(values.alertNewDate),
    alertInProgressDate: dateOf(values.alertInProgressDate),
    transitions: transitionsOf(found.extraData.transitions),
    tasks: tasks.map((task) => ({
      id: idToWire(String(task.values.id)),
      assignee: textOf(task.values.assignee),
      startDate: dateOf(task.values.startDate),
      endDate: dateOf(task.values.endDate),
    })),
    actions: await containingActions(call, id),
  });
  return { status: 200, body: result };
}

const containing: Filter = { op: 'equals', path: 'contains', value: true, at: '' };

/** Actions on the case or something in it whose success contains the threat; failed ones contained nothing. */
async function containingActions(call: RouteCall, id: string): Promise<readonly StepAction[]> {
  const ways = [['actions'], ['tasks', 'actions'], ['observables', 'actions']];
  const found = await Promise.all(ways.map((way) => below(call, id, way, containing)));
  return found
    .flat()
    .filter(({ values }) => values.status !== 'Failure')
    .map(({ values }) => ({ at: Number(values.createdAt), by: String(values.createdBy) }));
}

function below(
  call: RouteCall,
  id: string,
  relations: readonly string[],
  filter?: Filter,
): Promise<readonly ReadObject[]> {
  return readObjects(call, [
    { op: 'get', entity: 'case', id },
    ...relations.map((relation) => ({ op: 'follow', relation }) as const),
    ...(filter === undefined ? [] : [{ op: 'filter', filter } as const]),
    { op: 'page', from: 0, to: mostRead, extraData: [] },
  ]);
}

function transitionsOf(json: unknown): readonly StepTransition[] {
  const list: readonly unknown[] = Array.isArray(json) ? json : [];
  return list.filter(isRawObject).map((one) => ({
    objectId: String(one.objectId),
    field: String(one.field),
    before: textOf(one.before),
    after: textOf(one.after),
    stageAfter: textOf(one.stageAfter),
    actor: String(one.actor),
    at: Number(one.at),
  }));
}

function dateOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The routes. */
export const stepRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/case/{caseId}/steps',
    permission: 'authenticated',
    summary: 'How long each step of a case took, worked and waited, in milliseconds',
    status: 200,
    answer: {
      sentence:
        'List of {step, from, to, worked, waited, who}: triage, waiting, investigation, waitingForOthers, containment, closing; `from` is null for a step not reached, `to` for one that goes on',
    },
    handle: steps,
  },
];
