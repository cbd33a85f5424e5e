/** Routes of users: who they are, making and changing them, their passwords and keys. */

import { requiredText } from '../../../commands/frame/text-input.ts';
import { createUser, lockUser, removeUser, updateUser } from '../../../commands/settings/people-commands.ts';
import { CodedError, type FieldFault, invalidFields } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { type RawObject, shorten } from '../../../model/input.ts';
import { recordAccountChange } from '../../http/account-change.ts';
import { changePassword, readKey, removeKey, renewKey, setPassword } from '../../http/account-secrets.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { listing } from '../list-routes.ts';
import { profileOf, readUser, renderUser, userReference } from '../people.ts';
import { referenceKinds } from '../reference-kinds.ts';
import type { Route, RouteCall } from '../route.ts';

const aUser = 'A user';

/** The user of the path, as references of accounts are read. */
const named = (call: RouteCall): string => userReference(parameter(call, 'userId'));

async function show(call: RouteCall, reference: string, within?: string): Promise<RawObject> {
  return renderUser(call, await readUser(call, reference), within);
}

/** Who asks. */
async function current(call: RouteCall): Promise<Answer> {
  const { organisation, login } = actorOf(call);
  const headers = { 'X-Organisation': encodeURIComponent(organisation.name) };
  return { body: await show(call, login), headers };
}

/** Whether there is a user whom the caller sees under a login. */
async function isTaken(call: RouteCall, login: string): Promise<boolean> {
  try {
    await readUser(call, login);
    return true;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'notFound') return false;
    throw error;
  }
}

function rolesIn({ roles }: RawObject, faults: FieldFault[]): string[] {
  const list: readonly unknown[] = typeof roles === 'string' ? [roles] : Array.isArray(roles) ? roles : [];
  if (list.length > 0 && list.every((role) => typeof role === 'string')) return list.map(String);
  const kind = roles === undefined ? 'missing' : 'invalid';
  const accepted = 'list of admin, write and read';
  faults.push({ kind, name: 'roles', accepted, ...(roles === undefined ? {} : { given: shorten(roles) }) });
  return [];
}

async function create(call: RouteCall): Promise<Answer> {
  const { input, services } = call;
  const faults: FieldFault[] = [];
  const given = requiredText(input, 'login', faults, 'name in the form of an e-mail address');
  const name = requiredText(input, 'name', faults, 'name shown to people');
  const roles = rolesIn(input, faults);
  if (faults.length > 0) throw invalidFields(faults);
  const login = userReference(given);
  if (await isTaken(call, login)) throw new CodedError('userAlreadyExists', { login });
  const { password, organisation, avatar } = input;
  const secret = typeof password === 'string' && password !== '';
  if (secret) await services.access.passwords.prepare({ login, name, email: '' }, password);
  const within = typeof organisation === 'string' ? organisation : actorOf(call).organisation.name;
  const profile = profileOf(roles, within);
  const { id } = await run(call, createUser, { login, name, profile, avatar, organisation: within });
  const record = recordAccountChange(call, id, { password: '<hidden>' });
  if (secret) await services.access.passwords.set(id, password, record);
  return { body: await show(call, idToWire(id), within) };
}

/** Whether a status locks; undefined when it is not given. */
function lockIn({ status }: RawObject): RawObject {
  if (status === undefined || status === null) return {};
  if (status === 'Ok' || status === 'Locked') return { locked: status === 'Locked' };
  const choices = ['Ok', 'Locked'];
  const accepted = `one of ${choices.join(', ')}`;
  throw invalidFields([{ kind: 'invalid', name: 'status', accepted, given: shorten(status), choices }]);
}

async function update(call: RouteCall): Promise<Answer> {
  const { values } = await readUser(call, parameter(call, 'userId'));
  const id = idToWire(String(values.id));
  const { name } = call.input;
  await run(call, updateUser, { id, ...(name === undefined ? {} : { name }), ...lockIn(call.input) });
  return { body: await show(call, id) };
}

const accountRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/user',
    permission: createUser.permission,
    summary: 'Make a user',
    status: 201,
    input: {
      login: 'name in the form of an e-mail address',
      name: 'name shown to people',
      roles: 'list of admin, write and read; the highest counts',
      organisation: 'id or name; the current one when missing',
      password: 'password of the account',
      avatar: 'picture, PNG or JPEG in base64',
    },
    answer: aUser,
    handle: create,
  },
  {
    method: 'PATCH',
    path: '/user/{userId}',
    permission: 'authenticated',
    summary: 'Change a user; everybody may change the own name',
    status: 200,
    input: { name: 'name shown to people', status: 'Ok or Locked' },
    answer: aUser,
    handle: update,
  },
  {
    method: 'DELETE',
    path: '/user/{userId}',
    permission: lockUser.permission,
    summary: 'Lock a user',
    status: 204,
    async handle(call) {
      await run(call, lockUser, { id: named(call) });
      return {};
    },
  },
  {
    method: 'DELETE',
    path: '/user/{userId}/force',
    permission: removeUser.permission,
    summary: 'Take a user out of an organisation, and remove it when none is left',
    status: 204,
    input: { organisation: 'id or name; the current one when missing' },
    async handle(call) {
      await run(call, removeUser, { id: named(call), organisation: call.input.organisation });
      return {};
    },
  },
];

const secretRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/user/{userId}/password/set',
    permission: 'manageUser',
    summary: 'Set the password of a user, whose sessions end',
    status: 204,
    input: { password: 'the new password' },
    handle: (call) => setPassword(call, named(call)),
  },
  {
    method: 'POST',
    path: '/user/{userId}/password/change',
    permission: 'authenticated',
    summary: 'Change the own password; other sessions end',
    status: 204,
    input: { currentPassword: 'the present password', password: 'the new password' },
    handle: (call) => changePassword(call, named(call)),
  },
  {
    method: 'GET',
    path: '/user/{userId}/key',
    permission: 'authenticated',
    summary: 'The API key, for its owner only',
    status: 200,
    answer: 'The key, as text',
    handle: (call) => readKey(call, named(call)),
  },
  {
    method: 'POST',
    path: '/user/{userId}/key/renew',
    permission: 'authenticated',
    summary: 'Make or replace the API key',
    status: 200,
    answer: 'The key, as text',
    handle: (call) => renewKey(call, named(call)),
  },
  {
    method: 'DELETE',
    path: '/user/{userId}/key',
    permission: 'authenticated',
    summary: 'Remove the API key',
    status: 204,
    handle: (call) => removeKey(call, named(call)),
  },
];

/** The routes. */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user/current',
    permission: 'authenticated',
    summary: 'Who asks',
    status: 200,
    answer: aUser,
    handle: current,
  },
  ...listing('/user', referenceKinds.user, 'Users'),
  {
    method: 'GET',
    path: '/user/{userId}',
    permission: 'authenticated',
    summary: 'One user, by id or login',
    status: 200,
    answer: aUser,
    handle: async (call) => ({ body: await show(call, parameter(call, 'userId')) }),
  },
  ...accountRoutes,
  ...secretRoutes,
];
