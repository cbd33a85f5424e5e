/** The route of queries, and the descriptions of what can be asked. */

import { notFound } from '../../../model/errors.ts';
import { runQuery } from '../../../query/index.ts';
import { named } from '../docs/answer-words.ts';
import { describeAll } from '../docs/describe.ts';
import { exportQuery, mostRows } from '../query/export.ts';
import { exportFieldsByModel, exportFile } from '../query/export-file.ts';
import { parseQuery } from '../query/parse-query.ts';
import { readObjects } from '../read.ts';
import { renderResult } from '../render/render-result.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall } from '../route.ts';

async function query(call: RouteCall): Promise<Answer> {
  const actor = actorOf(call);
  const parsed = parseQuery(call.body, actor.login);
  const gone = new AbortController();
  call.reply.raw.once('close', () => gone.abort());
  const result = await runQuery(call.services.commands.database, actor, parsed.pipeline, {
    signal: gone.signal,
  });
  const { body, total } = renderResult(parsed, result, actor);
  return { status: 200, body, ...(total === undefined ? {} : { headers: { 'X-Total': String(total) } }) };
}

async function descriptions(call: RouteCall): Promise<ReturnType<typeof describeAll>> {
  return describeAll(await readObjects(call, [{ op: 'list', entity: 'customField' }, { op: 'output' }]));
}

/** The routes. */
export const queryRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/query',
    permission: 'authenticated',
    summary: 'Read anything: a list of operations, each working on what the one before gave',
    status: 200,
    query: [{ name: 'name', sentence: 'A label for the log of the client; it changes nothing' }],
    body: {
      also: {
        query: 'list of operations, each with its `_name`',
        excludeFields: 'fields to leave out of each object',
        includeFields: 'the only fields to keep',
      },
      example: {
        query: [
          { _name: 'listAlert' },
          { _name: 'filter', _gte: { _field: 'severity', _value: 3 } },
          { _name: 'sort', _fields: [{ date: 'desc' }] },
          { _name: 'page', from: 0, to: 20 },
        ],
      },
    },
    answer: {
      sentence: 'List of objects, a number, or an aggregation; X-Total holds the size of the whole set',
    },
    handle: query,
  },
  {
    method: 'POST',
    path: '/query/export',
    permission: 'authenticated',
    summary: `What a query finds as a CSV file with chosen columns, at most ${mostRows} rows`,
    status: 200,
    body: {
      also: {
        query: 'list of operations that gives objects, without page',
        columns: 'names of fields, also customFields.NAME',
      },
      example: {
        query: [{ _name: 'listAlert' }, { _name: 'filter', _gte: { _field: 'severity', _value: 3 } }],
        columns: ['_id', 'title', 'severity', 'date'],
      },
    },
    answer: {
      sentence:
        'One line for each object, times in UTC; text that a spreadsheet would calculate begins with an apostrophe',
      contentType: 'text/csv',
    },
    handle: exportQuery,
  },
  {
    method: 'GET',
    path: '/export',
    permission: 'authenticated',
    summary: `What a query finds as a file, at most ${mostRows} objects; data of observables are defanged unless asked otherwise`,
    status: 200,
    query: [
      { name: 'query', sentence: 'JSON text of a query that gives objects, without page', required: true },
      {
        name: 'options',
        sentence:
          'JSON text of {format: csv, json, txt or misp, model: Case, Alert, User, Organisation, Procedure, Task or Observable, fileName, protectData, fields, delimiter, quoteChar, escapeChar}',
        required: true,
      },
    ],
    answer: {
      sentence: 'The file; X-Total says how many objects are in it',
      contentType: '*/*',
    },
    handle: exportFile,
  },
  {
    method: 'GET',
    path: '/export/_fields',
    permission: 'authenticated',
    summary: 'Fields that can be exported of each kind of objects',
    status: 200,
    answer: { members: { fieldsByModel: 'lists of {fieldPath, fieldType, selectedByDefault} by model' } },
    handle: async () => ({ status: 200, body: { fieldsByModel: exportFieldsByModel() } }),
  },
  {
    method: 'GET',
    path: '/describe/_all',
    permission: 'authenticated',
    summary: 'What can be asked of each entity',
    status: 200,
    answer: { sentence: 'Descriptions by label' },
    handle: async (call) => ({ status: 200, body: await descriptions(call) }),
  },
  {
    method: 'GET',
    path: '/describe/{model}',
    permission: 'authenticated',
    summary: 'What can be asked of one entity',
    status: 200,
    answer: { members: named('label', 'path', 'initialQuery', 'attributes') },
    async handle(call) {
      const all = await descriptions(call);
      const found = Object.entries(all).find(([label]) => label === parameter(call, 'model'));
      if (found === undefined) throw notFound('Model');
      return { status: 200, body: found[1] };
    },
  },
];
