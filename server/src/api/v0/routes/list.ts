/** Routes of lists, as the first version had them: types of observables and custom fields under names of lists. */
import {
  createCustomField,
  createObservableType,
  deleteCustomField,
  deleteObservableType,
  updateCustomField,
} from '../../../commands/settings/reference-commands.ts';
import { CodedError, invalidFields, notFound } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { isRawObject, type RawObject, shorten } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { asItems, dataTypeList, dataTypesOf, hasItem, itemIdOf, typeOfItem } from '../../http/data-types.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { customFieldWords, readChangedDefinition, readDefinition } from '../custom-field-definition.ts';
import { inWords } from '../faults.ts';
import { readObjects } from '../read.ts';
import { wireIdOf } from '../reference-kinds.ts';
import { renderCustomField } from '../render-reference.ts';
import type { Route, RouteCall } from '../route.ts';

const customFields = 'custom_fields';
const lists = [dataTypeList, customFields, 'case_metrics', 'ui_settings'] as const;
const managers = ['manageCustomField', 'manageObservableTemplate'] as const;

const customFieldsOf = (call: RouteCall) =>
  readObjects(call, [{ op: 'list', entity: 'customField' }, { op: 'output' }]);
const typesOf = (call: RouteCall) => dataTypesOf(call.services.commands.database, actorOf(call));

/** The items of a list by their ids; lists that nothing stands in are empty. */
async function itemsOf(call: RouteCall, list: string): Promise<RawObject> {
  if (list === dataTypeList) return asItems(await typesOf(call));
  if (list !== customFields) return {};
  const fields = await customFieldsOf(call);
  return Object.fromEntries(fields.map((field) => [wireIdOf(field), renderCustomField(field)]));
}

/** Items of other lists have no meaning here. */
function unknownList(): CodedError {
  const reason = `Only ${dataTypeList} and ${customFields} are lists that take items`;
  return new CodedError('badRequest', { reason });
}

function definitionIn({ value }: RawObject): RawObject {
  if (isRawObject(value)) return value;
  throw invalidFields([
    { kind: 'invalid', name: 'value', accepted: 'definition of a custom field', given: shorten(value) },
  ]);
}

async function add(call: RouteCall): Promise<Answer> {
  const list = parameter(call, 'list');
  if (list === customFields) {
    const raw = readDefinition(definitionIn(call.input));
    const { id } = await inWords(customFieldWords, () => run(call, createCustomField, raw));
    return { body: idToWire(id) };
  }
  if (list !== dataTypeList) throw unknownList();
  const { value: name } = call.input;
  await inWords({ name: 'value' }, () => run(call, createObservableType, { name }));
  return { body: itemIdOf(String(name)) };
}

/** The custom field or the type of observables that an item stands for. Throws `notFound`. */
async function itemIn(call: RouteCall): Promise<ReadObject> {
  const itemId = parameter(call, 'itemId');
  const field = (await customFieldsOf(call)).find((one) => wireIdOf(one) === itemId);
  const found = field ?? typeOfItem(await typesOf(call), itemId);
  if (found === undefined) throw notFound('Item');
  return found;
}

async function change(call: RouteCall): Promise<Answer> {
  const item = await itemIn(call);
  if (item.entity !== 'customField')
    throw new CodedError('badRequest', { reason: 'A type of observables keeps its name' });
  const raw = { ...readChangedDefinition(definitionIn(call.input)), id: wireIdOf(item) };
  await inWords(customFieldWords, () => run(call, updateCustomField, raw));
  return { body: wireIdOf(item) };
}

async function remove(call: RouteCall): Promise<Answer> {
  const item = await itemIn(call);
  const command = item.entity === 'customField' ? deleteCustomField : deleteObservableType;
  await run(call, command, { id: wireIdOf(item) });
  return {};
}

/** The routes. */
export const listRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/list',
    permission: 'authenticated',
    summary: 'Names of the lists',
    status: 200,
    answer: 'List of names',
    handle: async () => ({ body: lists }),
  },
  {
    method: 'GET',
    path: '/list/{list}',
    permission: 'authenticated',
    summary: 'The items of a list, by their ids',
    status: 200,
    answer: 'Object of items',
    handle: async (call) => ({ body: await itemsOf(call, parameter(call, 'list')) }),
  },
  {
    method: 'POST',
    path: '/list/{list}',
    permission: managers,
    summary: 'Add a custom field or a type of observables',
    status: 200,
    input: { value: 'a definition, or a name' },
    answer: 'The id of the item',
    handle: add,
  },
  {
    method: 'POST',
    path: '/list/{list}/_exists',
    permission: 'authenticated',
    summary: 'Whether a list has an item',
    status: 200,
    input: { key: 'member of an item', value: 'its value, or the item itself' },
    answer: '{found}',
    handle: async (call) => ({
      body: { found: hasItem(await itemsOf(call, parameter(call, 'list')), call.input) },
    }),
  },
  {
    method: 'PATCH',
    path: '/list/{itemId}',
    permission: managers,
    summary: 'Change a custom field',
    status: 200,
    input: { value: 'a definition' },
    answer: 'The id of the item',
    handle: change,
  },
  {
    method: 'DELETE',
    path: '/list/{itemId}',
    permission: managers,
    summary: 'Remove a custom field or a type of observables that is not in use',
    status: 204,
    handle: remove,
  },
];
