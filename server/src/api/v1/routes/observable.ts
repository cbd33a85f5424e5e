/** Routes of observables and their types. */
import type { CreatedObservables } from '../../../commands/observable/observable-commands.ts';
import type { LineResult } from '../../../commands/observable/observable-lines.ts';
import { CodedError } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { RawObject } from '../../../model/input.ts';
import { commands } from '../commands.ts';
import { readSeveral, show } from '../read.ts';
import { type Answer, actorOf, bodyOf, parameter, queryText, type Route, type RouteCall } from '../route.ts';
import {
  bodyWith,
  commandRoute,
  getRoute,
  nothing,
  objectOf,
  onObject,
  onSeveral,
  run,
} from '../route-kinds.ts';

const update = {
  entity: 'observable',
  mode: 'update',
  also: { addTags: 'tags to add', removeTags: 'tags to remove' },
  example: { ioc: true, addTags: ['seen'] },
} as const;

/** Adds observables to a case or an alert. Some may be there already: then the answer tells both sides. */
function adding(on: 'case' | 'alert'): Route {
  const name = `${on}Id`;
  return {
    method: 'POST',
    path: `/${on}/{${name}}/observable`,
    permission: commands.createObservables.permission,
    summary: `Add observables to ${on === 'case' ? 'a case' : 'an alert'}: one datum, several, or files`,
    status: 201,
    query: [{ name: 'dataType', sentence: 'Type of the observables, instead of the one in the body' }],
    body: {
      entity: 'observable',
      mode: 'create',
      also: {
        data: 'a text or a list of texts',
        attachment: 'the name of the part that holds a file, or {name, contentType, id} of a stored one',
        isZip: 'true: each file of the archive becomes an observable',
        zipPassword: 'password of the archive',
        startDate: 'without effect: an observable has the date at which it is added',
      },
      files: ['attachment'],
      example: { dataType: 'domain', data: ['example.org', 'example.net'], tags: ['seen'] },
    },
    answer: { entity: 'observable', list: true },
    partly: '{success: list of observables, failure: list of {type, message, object}}',
    async handle(call) {
      const output = await run(
        call,
        commands.createObservables,
        inputOf(call, { caseId: undefined, alertId: undefined, [name]: parameter(call, name) }),
      );
      return answer(call, output);
    },
  };
}

function inputOf(call: RouteCall, parent: RawObject): RawObject {
  const body = bodyOf(call);
  const dataType = queryText(call, 'dataType') ?? body.dataType;
  const isZip = String(body.isZip).toLowerCase() === 'true';
  return {
    ...body,
    ...parent,
    ...(dataType === undefined ? {} : { dataType }),
    ...(body.isZip === undefined ? {} : { isZip }),
    ...(call.uploads.has('attachment') ? { attachment: 'attachment' } : {}),
  };
}

async function answer(call: RouteCall, { created, failed }: CreatedObservables): Promise<Answer> {
  if (created.length === 0 && failed.length > 0) throw new CodedError('observableAlreadyExists');
  const objects = await readSeveral(call, 'observable', created);
  const success = objects.map((object) => show(actorOf(call), object));
  if (failed.length === 0) return { status: 201, body: success };
  const failure = failed.map((object) => ({
    type: 'CreateError',
    message: new CodedError('observableAlreadyExists').message,
    object,
  }));
  return { status: 207, body: { success, failure } };
}

/** Adds a pasted list of indicators. */
function pasting(on: 'case' | 'alert'): Route {
  const name = `${on}Id`;
  return commandRoute(
    {
      method: 'POST',
      path: `/${on}/{${name}}/observable/_lines`,
      summary: 'Add indicators from text, one a line, plain or defanged; tells what became of each line',
      body: {
        entity: 'observable',
        mode: 'create',
        allOptional: true,
        also: { lines: 'the text', dataType: 'type of every line; each line’s own when missing' },
        example: { lines: 'hxxp://example[.]org/a\n192.0.2[.]7' },
      },
    },
    commands.createObservablesFromLines,
    bodyWith((call) => ({ caseId: undefined, alertId: undefined, [name]: parameter(call, name) })),
    {
      status: 201,
      shape: { sentence: 'List of {line, text, _id, dataType, data} or {line, text, reason}' },
      render: async (_, lines) => lines.map(renderLine),
    },
  );
}

function renderLine(result: LineResult): Readonly<Record<string, unknown>> {
  if (!('id' in result)) return result;
  const { id, ...rest } = result;
  return { ...rest, _id: idToWire(id) };
}

/** The routes. */
export const observableRoutes: readonly Route[] = [
  adding('case'),
  adding('alert'),
  pasting('case'),
  pasting('alert'),
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/observable/_merge',
      summary: 'Join observables that a case holds twice: tags, marks, reports and runs go to the oldest',
    },
    commands.joinObservablesOfCase,
    (call) => ({ caseId: parameter(call, 'caseId') }),
    {
      status: 200,
      shape: { members: { untouched: 'how many', updated: 'how many', deleted: 'how many' } },
      render: async (_, joined) => joined,
    },
  ),
  getRoute({ path: '/observable/{observableId}', summary: 'One observable' }, 'observable', 'observableId'),
  commandRoute(
    {
      method: 'PATCH',
      path: '/observable/_bulk',
      summary: 'Change several observables',
      body: { ...update, also: { ...update.also, ids: 'ids of the observables' } },
    },
    commands.updateObservables,
    onSeveral,
    nothing,
  ),
  commandRoute(
    { method: 'PATCH', path: '/observable/{observableId}', summary: 'Change an observable', body: update },
    commands.updateObservables,
    onObject('observableId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/observable/{observableId}', summary: 'Delete an observable' },
    commands.deleteObservable,
    (call) => ({ id: parameter(call, 'observableId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/observable/type',
      summary: 'Make an observable type',
      body: { entity: 'observableType', mode: 'create' },
    },
    commands.createObservableType,
    bodyWith(() => ({})),
    objectOf('observableType', 201),
  ),
  getRoute(
    { path: '/observable/type/{typeId}', summary: 'One observable type, by id or name' },
    'observableType',
    'typeId',
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/observable/type/{typeId}',
      summary: 'Change an observable type',
      body: { entity: 'observableType', mode: 'update' },
    },
    commands.updateObservableType,
    onObject('typeId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/observable/type/{typeId}',
      summary: 'Remove an observable type that nothing uses',
    },
    commands.deleteObservableType,
    (call) => ({ id: parameter(call, 'typeId') }),
    nothing,
  ),
];
