/** Routes that ask across kinds of objects: the door of queries, and numbers over several kinds at once. */
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { QueryResult } from '../../../query/stage.ts';
import { merged, statsIn } from '../../http/aggregation-input.ts';
import type { Answer } from '../../http/route-table.ts';
import { searchEverything } from '../everything.ts';
import { bad } from '../filter.ts';
import { type Model, models } from '../models.ts';
import { type ParsedQuery, parseQuery } from '../parse-query.ts';
import { listInput, readPipeline } from '../read.ts';
import { renderSimilarCase } from '../render.ts';
import type { Route, RouteCall } from '../route.ts';
import { readStats } from '../stats.ts';

async function query(call: RouteCall): Promise<Answer> {
  const parsed = parseQuery(call.input);
  return answerOf(call, parsed, await readPipeline(call, parsed.pipeline));
}

async function answerOf(
  call: RouteCall,
  { kind, wanted, limit }: ParsedQuery,
  result: QueryResult,
): Promise<Answer> {
  switch (result.kind) {
    case 'objects': {
      const body = await kind.show(call, result.objects, wanted);
      return result.total === undefined ? { body } : { body, headers: { 'X-Total': String(result.total) } };
    }
    case 'number':
      // A count that has reached its limit is negative: there are that many or more.
      return { body: limit !== undefined && result.value >= limit ? -limit : result.value };
    case 'aggregation':
      return { body: result.value };
    case 'similar':
      return { body: result.found.map(renderSimilarCase) };
  }
}

/** What a request for numbers is about. Throws `invalidQuery`. */
function modelIn({ model }: RawObject): Model {
  const known = typeof model === 'string' && Object.hasOwn(models, model) ? models[model] : undefined;
  if (known !== undefined) return known;
  throw bad(`model is one of ${Object.keys(models).join(', ')}; not ${String(model).slice(0, 50)}`);
}

async function stats(call: RouteCall): Promise<Answer> {
  const requests = statsIn(call.input.stats).map((request) => {
    if (!isRawObject(request)) throw bad('stats is a list of {model, query, stats}');
    return { request, model: modelIn(request) };
  });
  let whole: RawObject = {};
  for (const { request, model } of requests) whole = merged(whole, await readStats(call, model, request));
  return { body: whole };
}

/** The routes. */
export const queryRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/query',
    permission: 'authenticated',
    summary: 'Read anything: a list of operations, each working on what the one before gave',
    status: 200,
    input: {
      query: 'list of operations, each with its `_name`',
      name: 'a label for the log of the client; it changes nothing',
    },
    answer: 'List of objects, a number or an aggregation; X-Total holds the size of the whole set',
    handle: query,
  },
  {
    method: 'POST',
    path: '/_search',
    permission: 'authenticated',
    summary: 'Objects of all kinds that fit conditions, newest first; ten at a time when no range is given',
    status: 200,
    input: listInput,
    answer: 'List of objects, each with its `_type`; X-Total counts all',
    handle: searchEverything,
  },
  {
    method: 'POST',
    path: '/_stats',
    permission: 'authenticated',
    summary: 'Numbers over objects of several kinds',
    status: 200,
    input: { stats: 'list of {model, query, stats}' },
    answer: 'One object with the results of all',
    handle: stats,
  },
];
