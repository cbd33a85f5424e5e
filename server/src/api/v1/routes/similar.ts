/** Routes that compare two objects, or one with all others, by the observables they share. */
import { notFound } from '../../../model/errors.ts';
import { runQuery } from '../../../query/index.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readOne, show } from '../read.ts';
import { renderObject, type WireObject } from '../render/render.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall } from '../route.ts';

/** Most observables that are listed. */
const mostListed = 100;

/** The digits of the id of the case or alert that a path names in any way. Throws `notFound`. */
async function caseOrAlert(call: RouteCall, reference: string): Promise<string> {
  for (const entity of ['case', 'alert'] as const) {
    const [found] = await readObjects(call, [getStage(entity, reference, 'id', 'absent'), { op: 'output' }]);
    if (found !== undefined) return String(found.values.id);
  }
  throw notFound('Case');
}

/** Observables of one object that the other has as well. */
function shared(of: 'case' | 'alert'): Route {
  const name = `${of}Id`;
  return {
    method: 'GET',
    path: `/${of}/{${name}}/similar/{alertOrCaseId}/observables`,
    permission: 'authenticated',
    summary: 'Observables that two objects have in common, at most 100',
    status: 200,
    answer: { entity: 'observable', list: true },
    async handle(call) {
      await readOne(call, of, parameter(call, name));
      const value = await caseOrAlert(call, parameter(call, 'alertOrCaseId'));
      const inOther = (['caseId', 'alertId'] as const).map(
        (path) => ({ op: 'equals', path, value, at: '' }) as const,
      );
      const found = await readObjects(call, [
        getStage(of, parameter(call, name), name),
        { op: 'follow', relation: 'observables' },
        {
          op: 'filter',
          filter: { op: 'related', relation: 'similar', filter: { op: 'or', of: inOther }, at: '' },
        },
        { op: 'page', from: 0, to: mostListed, extraData: [] },
      ]);
      return { status: 200, body: found.map((object) => show(actorOf(call), object)) };
    },
  };
}

/** Observables of a case that others have as well, by type and datum, as they stand on the wire. */
async function sharedObservables(call: RouteCall, id: string): Promise<ReadonlyMap<string, WireObject>> {
  const found = await readObjects(call, [
    { op: 'get', entity: 'case', id },
    { op: 'follow', relation: 'observables' },
    {
      op: 'filter',
      filter: { op: 'related', relation: 'similar', filter: { op: 'has', path: 'caseId', at: '' }, at: '' },
    },
    { op: 'output' },
  ]);
  return new Map(
    found.map((object) => [`${object.values.dataType} ${object.values.data}`, show(actorOf(call), object)]),
  );
}

async function linkedCases(call: RouteCall): Promise<Answer> {
  const actor = actorOf(call);
  const { values } = await readOne(call, 'case', parameter(call, 'caseId'));
  const observables = await sharedObservables(call, String(values.id));
  const result = await runQuery(call.services.commands.database, actor, [
    getStage('case', parameter(call, 'caseId'), 'caseId'),
    { op: 'similar', similarity: 'similarCases', count: false },
  ]);
  const found = result.kind === 'similar' ? result.found : [];
  const body = found.map(({ object, shared: linkedWith, similarObservableCount }) => ({
    ...renderObject(object, actor, []),
    linkedWith: linkedWith.flatMap(({ dataType, data }) => observables.get(`${dataType} ${data}`) ?? []),
    linksCount: similarObservableCount,
  }));
  return { status: 200, body };
}

/** The routes. */
export const similarRoutes: readonly Route[] = [
  shared('case'),
  shared('alert'),
  {
    method: 'GET',
    path: '/case/{caseId}/links',
    permission: 'authenticated',
    summary: 'Cases that share observables with a case',
    status: 200,
    answer: {
      entity: 'case',
      list: true,
      members: { linkedWith: 'observables that both have', linksCount: 'how many these are' },
    },
    handle: linkedCases,
  },
];
