/** Routes of users: who they are, making and changing them, their passwords and keys. */

import { requiredText } from '../../../commands/frame/text-input.ts';
import { setUserOrganisations } from '../../../commands/settings/memberships.ts';
import { createUser, lockUser, updateUser } from '../../../commands/settings/people-commands.ts';
import { CodedError, type FieldFault, invalidFields } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { RawObject } from '../../../model/input.ts';
import { ownPreferences } from '../../../query/own-account.ts';
import { recordAccountChange } from '../../http/account-change.ts';
import { changePassword, readKey, removeKey, renewKey, setPassword } from '../../http/account-secrets.ts';
import { given, textIn, textsIn } from '../input.ts';
import { listInput, storedList } from '../list.ts';
import { lockIn, profileOf, readNamed, renderUser, searchedUsers, userData, usersOf } from '../people.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall, run } from '../route.ts';

function list(call: RouteCall): Promise<Answer> {
  const all = [{ op: 'list', entity: 'user' }] as const;
  return storedList(call, searchedUsers, all, (user) => renderUser(call, user), userData);
}

function listOfOrganization(call: RouteCall): Promise<Answer> {
  const name = parameter(call, 'organizationId');
  return storedList(call, searchedUsers, usersOf(name), (user) => renderUser(call, user, name), userData);
}

async function oneUser(call: RouteCall, login: string, within?: string): Promise<RawObject> {
  return renderUser(call, await readNamed(call, 'user', login), within);
}

/** Whether there is a user whom the caller sees under a login. */
async function isTaken(call: RouteCall, login: string): Promise<boolean> {
  try {
    await readNamed(call, 'user', login);
    return true;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'notFound') return false;
    throw error;
  }
}

async function create(call: RouteCall): Promise<Answer> {
  const { input, services } = call;
  const faults: FieldFault[] = [];
  const login = requiredText(input, 'login', faults, 'name in the form of an e-mail address');
  const profile = profileOf(textsIn(input, 'roles', faults) ?? [], faults);
  const locked = lockIn(input, 'Ok', faults);
  if (faults.length > 0) throw invalidFields(faults);
  if (await isTaken(call, login)) throw new CodedError('userAlreadyExists', { login });
  const { name = login, organization, password } = input;
  const secret = typeof password === 'string';
  if (secret) await services.access.passwords.prepare({ login, name: String(name), email: '' }, password);
  const { id } = await run(call, createUser, {
    login,
    name,
    profile,
    ...given({ organisation: organization }),
  });
  if (secret)
    await services.access.passwords.set(
      id,
      password,
      recordAccountChange(call, id, { password: '<hidden>' }),
    );
  if (locked === true) await run(call, lockUser, { id: idToWire(id) });
  return { body: await oneUser(call, login, textIn(input, 'organization')) };
}

async function update(call: RouteCall): Promise<Answer> {
  const login = parameter(call, 'userId');
  const user = await oneUser(call, login);
  const { name, avatar } = call.input;
  const faults: FieldFault[] = [];
  const roles = textsIn(call.input, 'roles', faults);
  const profile = roles === undefined ? undefined : profileOf(roles, faults);
  const locked = lockIn(call.input, 'Ok', faults);
  const organization = textIn(call.input, 'organization') ?? String(user.organization);
  if (faults.length > 0) throw invalidFields(faults);
  if (organization !== user.organization) {
    const held = profile ?? profileOf(Array.isArray(user.roles) ? user.roles.map(String) : [], faults);
    const organisations = [{ organisation: organization, profile: held, default: true }];
    await run(call, setUserOrganisations, { id: login, organisations });
  } else if (profile !== undefined)
    await run(call, updateUser, { id: login, profile, organisation: organization });
  const values = given({ name, avatar, locked });
  if (Object.keys(values).length > 0) await run(call, updateUser, { id: login, ...values });
  return { body: await oneUser(call, login, organization) };
}

function listing(
  method: 'GET' | 'POST',
  path: string,
  summary: string,
  handle: (call: RouteCall) => Promise<Answer>,
): Route {
  const answer = 'List of users; X-Total counts all';
  return { method, path, permission: 'manageUser', summary, status: 200, input: listInput, answer, handle };
}

const ofAll = 'Users that the caller manages';
const ofOne = 'Users of an organisation';

const fields = {
  name: 'name shown to people',
  roles: 'list of read, analyze, orgadmin, superadmin',
  organization: 'name of the organisation',
  status: 'Ok or Locked',
} as const;

const listRoutes: readonly Route[] = [
  listing('GET', '/api/user', ofAll, list),
  listing('POST', '/api/user/_search', ofAll, list),
  listing('GET', '/api/organization/user', ofAll, list),
  listing('POST', '/api/organization/user/_search', ofAll, list),
  listing('GET', '/api/organization/{organizationId}/user', ofOne, listOfOrganization),
  listing('POST', '/api/organization/{organizationId}/user/_search', ofOne, listOfOrganization),
];

const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/user/current',
    permission: 'authenticated',
    summary: 'Who asks',
    status: 200,
    answer: 'A user, with preferences',
    async handle(call) {
      const preferences = await ownPreferences(call.services.commands.database, actorOf(call));
      return { body: { ...(await oneUser(call, actorOf(call).login)), preferences } };
    },
  },
  {
    method: 'GET',
    path: '/api/user/{userId}',
    permission: 'authenticated',
    summary: 'One user, by login',
    status: 200,
    answer: 'A user',
    handle: async (call) => ({ body: await oneUser(call, parameter(call, 'userId')) }),
  },
  {
    method: 'POST',
    path: '/api/user',
    permission: 'manageUser',
    summary: 'Make a user',
    status: 201,
    input: { login: 'name in the form of an e-mail address', ...fields, password: 'password of the account' },
    answer: 'A user',
    handle: create,
  },
  {
    method: 'PATCH',
    path: '/api/user/{userId}',
    permission: 'authenticated',
    summary: 'Change a user; everybody may change name and picture of their own',
    status: 200,
    input: { ...fields, avatar: 'picture, PNG or JPEG in base64' },
    answer: 'A user',
    handle: update,
  },
  {
    method: 'DELETE',
    path: '/api/user/{userId}',
    permission: 'manageUser',
    summary: 'Lock a user',
    status: 204,
    async handle(call) {
      await run(call, lockUser, { id: parameter(call, 'userId') });
      return {};
    },
  },
];

const secretRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/user/{userId}/password/set',
    permission: 'manageUser',
    summary: 'Set the password of a user, whose sessions end',
    status: 204,
    input: { password: 'the new password' },
    handle: (call) => setPassword(call, parameter(call, 'userId')),
  },
  {
    method: 'POST',
    path: '/api/user/{userId}/password/change',
    permission: 'authenticated',
    summary: 'Change the own password; other sessions end',
    status: 204,
    input: { currentPassword: 'the present password', password: 'the new password' },
    handle: (call) => changePassword(call, parameter(call, 'userId')),
  },
  {
    method: 'GET',
    path: '/api/user/{userId}/key',
    permission: 'authenticated',
    summary: 'The API key, for its owner only',
    status: 200,
    answer: 'The key, as text',
    handle: (call) => readKey(call, parameter(call, 'userId')),
  },
  {
    method: 'POST',
    path: '/api/user/{userId}/key/renew',
    permission: 'authenticated',
    summary: 'Make or replace the API key',
    status: 200,
    answer: 'The key, as text',
    handle: (call) => renewKey(call, parameter(call, 'userId')),
  },
  {
    method: 'DELETE',
    path: '/api/user/{userId}/key',
    permission: 'authenticated',
    summary: 'Remove the API key',
    status: 204,
    handle: (call) => removeKey(call, parameter(call, 'userId')),
  },
];

/** The routes. */
export const userRoutes: readonly Route[] = [...listRoutes, ...accountRoutes, ...secretRoutes];
