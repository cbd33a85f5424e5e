/** Routes of users: who they are, where they belong, how they sign in. */

import { requiredText } from '../../../commands/frame/text-input.ts';
import { CodedError, type FieldFault, invalidFields, notFound } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { accountIn, recordAccountChange, requireManagerOf } from '../../http/account-change.ts';
import { sessionTokenOf } from '../../http/cookies.ts';
import { sendPicture } from '../../http/picture.ts';
import { commands } from '../commands.ts';
import { idDigits } from '../names.ts';
import { readOne, show } from '../read.ts';
import {
  type Answer,
  actorOf,
  bodyOf,
  callerOf,
  parameter,
  queryText,
  type Route,
  type RouteCall,
} from '../route.ts';
import { commandRoute, getRoute, nothing, onObject, run } from '../route-kinds.ts';

/** Makes a user; with a password when one is given and the account is new. An account that exists keeps its own. */
async function createUser(call: RouteCall): Promise<Answer> {
  const { password, ...input } = bodyOf(call);
  const { access, commands: dependencies } = call.services;
  const given = password !== undefined && password !== null;
  if (given) {
    const { login, name, email } = input;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    await access.passwords.prepare({ login: text(login), name: text(name), email: text(email) }, password);
  }
  const startedAt = dependencies.clock();
  const { id } = await run(call, commands.createUser, input);
  const user = await readOne(call, 'user', idToWire(id));
  const isNew = Number(user.values.createdAt) >= startedAt && user.values.createdBy === actorOf(call).login;
  if (given && isNew && user.values.hasPassword !== true)
    await access.passwords.set(id, password, recordAccountChange(call, id, { password: '<hidden>' }));
  const made = given && isNew ? await readOne(call, 'user', idToWire(id)) : user;
  return { status: 201, body: show(actorOf(call), made) };
}

async function setPassword(call: RouteCall): Promise<Answer> {
  const id = await accountIn(call, parameter(call, 'userId'));
  await requireManagerOf(call, id);
  const record = recordAccountChange(call, id, { password: '<hidden>' });
  await call.services.access.passwords.set(id, bodyOf(call).password, record);
  return { status: 204 };
}

/** Only one's own, whatever the path names. */
async function changePassword(call: RouteCall): Promise<Answer> {
  const { user } = callerOf(call);
  const named = parameter(call, 'userId');
  if (named.toLowerCase() !== user.login && idDigits(named) !== user.id) throw notFound('User');
  const faults: FieldFault[] = [];
  const currentPassword = requiredText(bodyOf(call), 'currentPassword', faults, 'the present password');
  if (faults.length > 0) throw invalidFields(faults);
  const { password } = bodyOf(call);
  try {
    await call.services.access.passwords.change(
      {
        userId: user.id,
        current: currentPassword,
        next: password,
        sessionToken: sessionTokenOf(call.request),
      },
      recordAccountChange(call, user.id, { password: '<hidden>' }),
    );
  } catch (error) {
    // Who asks is known: a wrong current password does not end the session in the eyes of a client.
    if (error instanceof CodedError && error.code === 'authenticationFailed')
      throw new CodedError('notAllowed', { reason: error.message });
    throw error;
  }
  return { status: 204 };
}

async function avatar(call: RouteCall): Promise<Answer> {
  const { request, reply } = call;
  const user = await readOne(call, 'user', parameter(call, 'userId'), ['avatar', 'avatarHash']);
  const kept = { picture: user.extraData.avatar, hash: user.extraData.avatarHash };
  await sendPicture(request, reply, kept, parameter(call, 'file'));
  return 'answered';
}

/** The routes. */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user/current',
    permission: 'authenticated',
    summary: 'Who asks',
    status: 200,
    answer: { entity: 'user' },
    async handle(call) {
      const { actor, user } = callerOf(call);
      const found = await readOne(call, 'user', idToWire(user.id));
      const headers = {
        'X-Organisation': encodeURIComponent(actor.organisation.name),
        'X-Permissions': [...actor.permissions].sort().join(','),
      };
      return { status: 200, body: show(actor, found), headers };
    },
  },
  getRoute({ path: '/user/{userId}', summary: 'One user, by id or login' }, 'user', 'userId'),
  {
    method: 'GET',
    path: '/user/{userId}/avatar/{file}',
    permission: 'authenticated',
    summary: 'The picture of a user; its address changes with it',
    status: 200,
    answer: { sentence: 'The picture', contentType: '*/*' },
    handle: avatar,
  },
  {
    method: 'POST',
    path: '/user',
    permission: commands.createUser.permission,
    summary: 'Make a user, or add one that exists to an organisation',
    status: 201,
    body: {
      entity: 'user',
      mode: 'create',
      also: {
        profile: 'name of the profile in the organisation',
        organisation: 'id or name; the current one when missing',
        password: 'password of a new account',
      },
      files: ['avatar'],
    },
    answer: { entity: 'user' },
    handle: createUser,
  },
  commandRoute(
    {
      method: 'PATCH',
      path: '/user/{userId}',
      summary:
        'Change a user; everybody may change name, e-mail, picture and default organisation of their own',
      body: {
        entity: 'user',
        mode: 'update',
        also: {
          profile: 'profile in the organisation that is named beside it',
          organisation: 'organisation in which the profile changes',
          defaultOrganisation: 'organisation of requests that name none',
        },
      },
    },
    commands.updateUser,
    onObject('userId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/user/{userId}', summary: 'Lock a user' },
    commands.lockUser,
    (call) => ({ id: parameter(call, 'userId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/user/{userId}/force',
      summary: 'Take a user out of an organisation, and remove it when none is left',
      query: [{ name: 'organisation', sentence: 'Id or name; the current one when missing' }],
    },
    commands.removeUser,
    (call) => ({ id: parameter(call, 'userId'), organisation: queryText(call, 'organisation') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'PUT',
      path: '/user/{userId}/organisations',
      summary: 'Set the organisations of a user',
      body: { also: { organisations: 'list of {organisation, profile, default}' } },
    },
    commands.setUserOrganisations,
    onObject('userId'),
    {
      status: 200,
      shape: { members: { organisations: 'list of {organisation, profile, default}' } },
      render: async (_, output) => output,
    },
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/user/{userId}/login/set',
      summary: 'Change the login of a user',
      body: { also: { login: 'name in the form of an e-mail address' } },
    },
    commands.setUserLogin,
    onObject('userId'),
    nothing,
  ),
  {
    method: 'POST',
    path: '/user/{userId}/password/set',
    permission: 'manageUser',
    summary: 'Set the password of a user, whose sessions end',
    status: 204,
    body: { also: { password: 'the new password' } },
    answer: {},
    handle: setPassword,
  },
  {
    method: 'POST',
    path: '/user/{userId}/password/change',
    permission: 'authenticated',
    summary: 'Change the own password; other sessions end',
    status: 204,
    body: { also: { currentPassword: 'the present password', password: 'the new password' } },
    answer: {},
    handle: changePassword,
  },
];
