/** Routes of organisations: which there are, how many, making and changing them. */
import { createOrganisation, updateOrganisation } from '../../../commands/settings/organisation-commands.ts';
import { type FieldFault, invalidFields } from '../../../model/errors.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { Aggregation } from '../../../query/aggregate.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import { runQuery } from '../../../query/index.ts';
import type { Pipeline } from '../../../query/stage.ts';
import { type CountedWords, merged, readAggregation, statsIn } from '../../http/aggregation-input.ts';
import { given, switchIn } from '../input.ts';
import { listInput, storedCount, storedList } from '../list.ts';
import {
  lockIn,
  readNamed,
  renderOrganization,
  searchedOrganizations,
  searchedUsers,
  usersOf,
} from '../people.ts';
import { type Answer, actorOf, commandCallOf, parameter, type Route, type RouteCall, run } from '../route.ts';
import { pathOf, readQuery } from '../search.ts';

const start: Pipeline = [{ op: 'list', entity: 'organisation' }];

function list(call: RouteCall): Promise<Answer> {
  return storedList(call, searchedOrganizations, start, (object) =>
    withNumbers(call, renderOrganization(object)),
  );
}

/** With the number of users by status, and of workers by type, where it is asked for. */
async function withNumbers(call: RouteCall, organization: RawObject): Promise<RawObject> {
  if (!switchIn(call.input, 'nstats')) return organization;
  const count = (query: RawObject) =>
    storedCount(call, searchedUsers, usersOf(String(organization.name)), query);
  const [open, locked] = [await count({ status: 'Ok' }), await count({ status: 'Locked' })];
  const users = { Ok: open, Locked: locked, total: open + locked };
  const counts = await call.services.neurons.countsOf(commandCallOf(call), String(organization.name));
  const workers = counts && { ...counts, total: counts.analyzer + counts.responder };
  return { ...organization, stats: given({ users, workers }) };
}

async function one(call: RouteCall, name: string): Promise<RawObject> {
  return withNumbers(call, renderOrganization(await readNamed(call, 'organisation', name)));
}

/** Words by which organisations are counted. */
const counted: CountedWords = {
  pathOf: (word) => pathOf(searchedOrganizations, word),
  filterOf: (query) => readQuery(searchedOrganizations, query),
  groupsOf: (word) =>
    word === 'status'
      ? ['Active', 'Locked'].map((name) => ({
          name,
          filter: readQuery(searchedOrganizations, { status: name }),
        }))
      : undefined,
};

/** Numbers of organisations, and the first of them where the top is asked for. Throws `invalidQuery`. */
async function statistics(call: RouteCall): Promise<Answer> {
  const { query, stats } = call.input;
  const filter = readQuery(searchedOrganizations, query);
  let body: RawObject = {};
  for (const raw of statsIn(stats)) {
    const part =
      isRawObject(raw) && raw._agg === 'top'
        ? await top(call, raw)
        : await numbers(call, filter, readAggregation(counted, raw));
    body = merged(body, part);
  }
  return { body };
}

async function numbers(call: RouteCall, filter: Filter, aggregation: Aggregation): Promise<RawObject> {
  const { database } = call.services.commands;
  const result = await runQuery(database, actorOf(call), [
    ...start,
    { op: 'filter', filter },
    { op: 'aggregate', aggregation },
  ]);
  return result.kind === 'aggregation' && isRawObject(result.value) ? result.value : {};
}

/** The first organisations in an order. */
async function top(
  call: RouteCall,
  { _name: name, _size: size, _order: sort, _query: also }: RawObject,
): Promise<RawObject> {
  const query = { _and: [call.input.query ?? {}, also ?? {}] };
  const most = typeof size === 'number' ? `0-${size}` : undefined;
  const part = { ...call, input: given({ query, sort, range: most }) };
  const found = await storedList(part, searchedOrganizations, start, renderOrganization);
  return { [typeof name === 'string' ? name : 'top']: found === 'answered' ? [] : found.body };
}

async function create(call: RouteCall): Promise<Answer> {
  const { name, description } = call.input;
  const faults: FieldFault[] = [];
  const locked = lockIn(call.input, 'Active', faults);
  if (faults.length > 0) throw invalidFields(faults);
  await run(call, createOrganisation, given({ name, description, locked }));
  return { body: await one(call, String(name)) };
}

async function update(call: RouteCall): Promise<Answer> {
  const name = parameter(call, 'organizationId');
  const faults: FieldFault[] = [];
  const locked = lockIn(call.input, 'Active', faults);
  if (faults.length > 0) throw invalidFields(faults);
  const { description } = call.input;
  await run(call, updateOrganisation, { id: name, ...given({ description, locked }) });
  return { body: await one(call, name) };
}

const shared = { permission: 'manageOrganisation', status: 200 } as const;
const nstats = { nstats: 'true: with the numbers of users and of workers' } as const;
const many = {
  input: { ...listInput, ...nstats },
  answer: 'List of organisations; X-Total counts all',
  handle: list,
};
const fields = { description: 'what it is', status: 'Active or Locked' } as const;

/** The routes. */
export const organizationRoutes: readonly Route[] = [
  { ...shared, ...many, method: 'GET', path: '/api/organization', summary: 'Organisations' },
  {
    ...shared,
    ...many,
    method: 'POST',
    path: '/api/organization/_search',
    summary: 'Organisations that a query finds',
  },
  {
    ...shared,
    method: 'POST',
    path: '/api/organization/_stats',
    summary: 'Number of organisations that a query finds',
    input: {
      query: 'conditions',
      stats: 'list of {_agg: count, avg, min, max, sum, top, field, time or category, _name, _query, …}',
    },
    answer: '{count}',
    handle: statistics,
  },
  {
    ...shared,
    method: 'GET',
    path: '/api/organization/{organizationId}',
    permission: ['manageOrganisation', 'manageConfig'],
    summary: 'One organisation, by name',
    input: nstats,
    answer: 'An organisation',
    handle: async (call) => ({ body: await one(call, parameter(call, 'organizationId')) }),
  },
  {
    ...shared,
    method: 'POST',
    path: '/api/organization',
    status: 201,
    summary: 'Make an organisation',
    input: { name: 'name, unique in the instance', ...fields },
    answer: 'An organisation',
    handle: create,
  },
  {
    ...shared,
    method: 'PATCH',
    path: '/api/organization/{organizationId}',
    summary: 'Change an organisation',
    input: fields,
    answer: 'An organisation',
    handle: update,
  },
  {
    ...shared,
    method: 'DELETE',
    path: '/api/organization/{organizationId}',
    status: 204,
    summary: 'Lock an organisation',
    async handle(call) {
      await run(call, updateOrganisation, { id: parameter(call, 'organizationId'), locked: true });
      return {};
    },
  },
];
