/** Routes of cases. */
import { createCaseWithTemplate } from '../../../commands/case/create-case.ts';
import { mergeCases } from '../../../commands/case/merge-cases.ts';
import { updateCases, updateEachCase } from '../../../commands/case/update-cases.ts';
import { deleteCase } from '../../../commands/frame/delete-objects.ts';
import type { FieldFault } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { wantedStatus } from '../case-status.ts';
import { readChangedCustomFields, readCustomFields } from '../custom-fields.ts';
import { inWords, requireReadable } from '../faults.ts';
import { holderIn, readChanges, readFields, referencesIn, withoutShownTlp } from '../input.ts';
import { kinds } from '../kinds.ts';
import { getting, listing, showOne as shown } from '../list-routes.ts';
import { getStage, readObjects, readOne, readPipeline, readSeveral } from '../read.ts';
import { renderCase, renderLinkedCase, renderObservable } from '../render.ts';
import type { Route, RouteCall } from '../route.ts';
import { readTask } from '../task-input.ts';
import { removing } from '../writing-routes.ts';

const creatable = [
  ...['title', 'description', 'severity', 'tlp', 'pap', 'tags'],
  ...['startDate', 'endDate', 'flag', 'summary'],
];
const changeable = [...creatable, 'impactStatus'];
const clearable = ['endDate', 'summary', 'impactStatus'];
const faultWords = { assignee: 'owner', caseTemplate: 'template' };

const read = { permission: 'authenticated', status: 200 } as const;
const aCase = 'A case';

async function showOne(call: RouteCall, reference: string): Promise<Answer> {
  return { body: await shown(call, kinds.case, reference) };
}

/** Whoever is named by either of two words holds the new case, and whoever makes it when nobody is. */
function holderOf({ user, owner }: RawObject): RawObject {
  const login = [user, owner].find((given) => given !== undefined && given !== null && given !== '');
  return login === undefined ? {} : { assignee: login };
}

async function create(call: RouteCall): Promise<Answer> {
  const { input } = call;
  const { template, tasks } = input;
  const raw = {
    ...readFields(input, creatable),
    ...holderOf(input),
    customFields: readCustomFields(input).customFields,
    caseTemplate: template === '' ? undefined : template,
    tasks: Array.isArray(tasks) ? tasks.map((task) => (isRawObject(task) ? readTask(task) : task)) : tasks,
  };
  const { id } = await inWords(faultWords, () => run(call, createCaseWithTemplate, raw));
  return showOne(call, idToWire(id));
}

/** What an input changes of a case; faults are added to the list given. */
function changesOf(input: RawObject, found: ReadObject, faults: FieldFault[]): RawObject {
  const status = wantedStatus(input, found, faults);
  return {
    ...withoutShownTlp(readChanges(input, changeable, clearable), found),
    ...holderIn(input),
    ...readChangedCustomFields(input, found.customFields),
    ...(status === undefined ? {} : { status }),
  };
}

async function change(call: RouteCall, found: readonly ReadObject[]): Promise<void> {
  const faults: FieldFault[] = [];
  const changes = found.map((one) => ({
    ...changesOf(call.input, one, faults),
    id: idToWire(String(one.values.id)),
  }));
  // The same input is read for every case: what is wrong with it is told once.
  const byName = new Map(faults.map((fault) => [fault.name, fault]));
  requireReadable(faultWords, updateCases, changes[0] ?? {}, [...byName.values()]);
  await inWords(faultWords, () => run(call, updateEachCase, { changes }));
}

async function update(call: RouteCall): Promise<Answer> {
  const found = await readOne(call, 'case', parameter(call, 'caseId'));
  await change(call, [found]);
  return showOne(call, idToWire(String(found.values.id)));
}

async function updateAll(call: RouteCall): Promise<Answer> {
  const references = referencesIn(call.input, 'ids');
  await change(call, await readSeveral(call, 'case', references));
  const changed = await readSeveral(call, 'case', references);
  return { body: changed.map((found) => renderCase(found, actorOf(call))) };
}

async function merge(call: RouteCall): Promise<Answer> {
  const ids = [parameter(call, 'caseId'), parameter(call, 'otherId')];
  return showOne(call, idToWire((await run(call, mergeCases, { ids })).id));
}

/** Observables of a case that other cases have as well, by type and datum. */
async function sharedObservables(
  call: RouteCall,
  { values }: ReadObject,
): Promise<ReadonlyMap<string, RawObject>> {
  const inCases = { op: 'has', path: 'caseId', at: '' } as const;
  const found = await readObjects(call, [
    { op: 'get', entity: 'case', id: String(values.id) },
    { op: 'follow', relation: 'observables' },
    { op: 'filter', filter: { op: 'related', relation: 'similar', filter: inCases, at: '' } },
    { op: 'output' },
  ]);
  return new Map(found.map((one) => [keyOf(one.values), renderObservable(one)]));
}

/** A file is known by its name. */
const keyOf = ({ dataType, data, attachmentName }: RawObject): string =>
  JSON.stringify([dataType, data ?? attachmentName]);

async function links(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'caseId');
  const observables = await sharedObservables(call, await readOne(call, 'case', reference));
  const result = await readPipeline(call, [
    getStage('case', reference),
    { op: 'similar', similarity: 'similarCases', count: false },
  ]);
  const found = result.kind === 'similar' ? result.found : [];
  const body = found.map((similar) => {
    const linkedWith = similar.shared.flatMap((one) => {
      const observable = observables.get(keyOf({ ...one }));
      return observable === undefined ? [] : [observable];
    });
    return renderLinkedCase(similar, actorOf(call), linkedWith);
  });
  return { body };
}

const deletion = (path: string): Route =>
  removing('caseId', { path, summary: 'Delete a case with everything in it', command: deleteCase });

const reading: readonly Route[] = [
  ...listing('/case', kinds.case, 'Cases'),
  getting('/case/{caseId}', kinds.case, 'caseId', 'One case, by id or number'),
  {
    ...read,
    method: 'GET',
    path: '/case/{caseId}/links',
    summary: 'Cases that share observables with a case',
    answer: 'List of cases with linkedWith and linksCount',
    handle: links,
  },
];

/** The routes. */
export const caseRoutes: readonly Route[] = [
  ...reading,
  {
    method: 'POST',
    path: '/case',
    permission: createCaseWithTemplate.permission,
    summary: 'Make a case; a template adds what it has',
    status: 201,
    answer: aCase,
    handle: create,
  },
  {
    method: 'PATCH',
    path: '/case/_bulk',
    permission: updateEachCase.permission,
    summary: 'Change several cases',
    status: 200,
    input: { ids: 'ids or numbers of the cases' },
    answer: 'List of cases',
    handle: updateAll,
  },
  {
    method: 'PATCH',
    path: '/case/{caseId}',
    permission: updateEachCase.permission,
    summary: 'Change a case',
    status: 200,
    answer: aCase,
    handle: update,
  },
  deletion('/case/{caseId}'),
  deletion('/case/{caseId}/force'),
  {
    method: 'POST',
    path: '/case/{caseId}/_merge/{otherId}',
    permission: mergeCases.permission,
    summary: 'Merge two cases into a new one',
    status: 201,
    answer: aCase,
    handle: merge,
  },
];
