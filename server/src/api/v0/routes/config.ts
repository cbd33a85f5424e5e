/** Routes of what clients keep for their users under paths of their own choice. */
import { setUserSetting } from '../../../commands/own/user-settings.ts';
import { type UserSetting, userSetting, userSettings } from '../../../query/user-settings.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import type { Route, RouteCall } from '../route.ts';

const shape = '{path, value: any JSON or null, defaultValue: null}';

/** Nothing is kept for anybody at first: clients know their own defaults. */
function shown({ path, value }: UserSetting) {
  return { path, defaultValue: null, value };
}

async function read(call: RouteCall): Promise<Answer> {
  const { database } = call.services.commands;
  return { body: shown(await userSetting(database, actorOf(call), parameter(call, 'path'))) };
}

async function list(call: RouteCall): Promise<Answer> {
  const { path } = call.input;
  const { database } = call.services.commands;
  const found = await userSettings(database, actorOf(call), typeof path === 'string' ? path : '');
  return { body: found.map(shown) };
}

/** The routes. */
export const configRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/config/user',
    permission: 'authenticated',
    summary: 'What is kept for the caller',
    status: 200,
    input: { path: 'what paths begin with; all when missing' },
    answer: `List of ${shape}`,
    handle: list,
  },
  {
    method: 'GET',
    path: '/config/user/{path}',
    permission: 'authenticated',
    summary: 'What is kept for the caller under a path',
    status: 200,
    answer: shape,
    handle: read,
  },
  {
    method: 'PUT',
    path: '/config/user/{path}',
    permission: setUserSetting.permission,
    summary: 'Keep a value for the caller under any path',
    status: 200,
    input: { value: 'any JSON' },
    answer: shape,
    async handle(call) {
      await run(call, setUserSetting, { path: parameter(call, 'path'), value: call.input.value });
      return read(call);
    },
  },
];
