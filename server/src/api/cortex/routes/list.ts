/** Routes of lists. The only one with items is that of the types of observables; what other lists held stands elsewhere here. */
import { createObservableType, deleteObservableType } from '../../../commands/settings/reference-commands.ts';
import { CodedError, invalidFields, notFound } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { type RawObject, shorten } from '../../../model/input.ts';
import { asItems, dataTypeList, dataTypesOf, hasItem, itemIdOf, typeOfItem } from '../../http/data-types.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall, run } from '../route.ts';

const typesOf = (call: RouteCall) => dataTypesOf(call.services.commands.database, actorOf(call));

async function itemsOf(call: RouteCall): Promise<RawObject> {
  return parameter(call, 'list') === dataTypeList ? asItems(await typesOf(call)) : {};
}

async function add(call: RouteCall): Promise<Answer> {
  const { value } = call.input;
  if (parameter(call, 'list') !== dataTypeList)
    throw new CodedError('badRequest', { reason: `Only ${dataTypeList} is a list that takes items` });
  if (value === undefined || value === null) return { status: 204 };
  if (typeof value !== 'string')
    throw invalidFields([
      { kind: 'invalid', name: 'value', accepted: 'name of a type of observables', given: shorten(value) },
    ]);
  await run(call, createObservableType, { name: value });
  return { body: itemIdOf(value) };
}

async function change(call: RouteCall): Promise<Answer> {
  const itemId = parameter(call, 'itemId');
  const type = typeOfItem(await typesOf(call), itemId);
  if (type === undefined) throw notFound('Item');
  if (call.input.value !== type.values.name)
    throw new CodedError('badRequest', { reason: 'A type of observables keeps its name' });
  return { body: itemId };
}

async function remove(call: RouteCall): Promise<Answer> {
  const type = typeOfItem(await typesOf(call), parameter(call, 'itemId'));
  if (type === undefined) throw notFound('Item');
  await run(call, deleteObservableType, { id: idToWire(String(type.values.id)) });
  return {};
}

const read = { permission: 'authenticated', status: 200 } as const;
const write = { permission: 'manageObservableTemplate' } as const;

/** The routes. */
export const listRoutes: readonly Route[] = [
  {
    ...read,
    method: 'GET',
    path: '/api/list',
    summary: 'Names of the lists',
    answer: 'List of names',
    handle: async () => ({ body: [dataTypeList] }),
  },
  {
    ...read,
    method: 'GET',
    path: '/api/list/{list}',
    summary: 'The items of a list, by their ids',
    answer: 'Object of items',
    handle: async (call) => ({ body: await itemsOf(call) }),
  },
  {
    ...read,
    method: 'POST',
    path: '/api/list/{list}/_exists',
    summary: 'Whether a list has an item',
    input: { key: 'member of an item', value: 'its value, or the item itself' },
    answer: '{found}',
    handle: async (call) => ({ body: { found: hasItem(await itemsOf(call), call.input) } }),
  },
  {
    ...write,
    method: 'POST',
    path: '/api/list/{list}',
    status: 200,
    summary: 'Add a type of observables',
    input: { value: 'its name' },
    answer: 'The id of the item; nothing (204) without a value',
    handle: add,
  },
  {
    ...write,
    method: 'PATCH',
    path: '/api/list/{itemId}',
    status: 200,
    summary: 'Say an item again; types of observables keep their names',
    input: { value: 'its name' },
    answer: 'The id of the item',
    handle: change,
  },
  {
    ...write,
    method: 'DELETE',
    path: '/api/list/{itemId}',
    status: 204,
    summary: 'Remove a type of observables that is not in use',
    handle: remove,
  },
];
