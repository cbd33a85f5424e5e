/** Routes of what a client keeps for its user under paths of its own choice. */
import { type UserSetting, userSetting, userSettings } from '../../../query/user-settings.ts';
import { commands } from '../commands.ts';
import { actorOf, bodyOf, parameter, queryText, type Route, type RouteCall } from '../route.ts';
import { commandRoute } from '../route-kinds.ts';

/** Nothing is kept for anybody at first: clients know their own defaults. */
function shown({ path, value }: UserSetting) {
  return { path, value, defaultValue: null };
}

async function read(call: RouteCall): Promise<unknown> {
  const { database } = call.services.commands;
  return shown(await userSetting(database, actorOf(call), parameter(call, 'path')));
}

const members = { path: '', value: 'any JSON or null', defaultValue: 'null' };

/** The routes. */
export const userSettingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/config/user',
    permission: 'authenticated',
    summary: 'What is kept for the caller',
    status: 200,
    query: [{ name: 'path', sentence: 'What paths begin with; all when missing' }],
    answer: { list: true, members },
    async handle(call) {
      const { database } = call.services.commands;
      const found = await userSettings(database, actorOf(call), queryText(call, 'path') ?? '');
      return { status: 200, body: found.map(shown) };
    },
  },
  {
    method: 'GET',
    path: '/config/user/{path}',
    permission: 'authenticated',
    summary: 'What is kept for the caller under a path',
    status: 200,
    answer: { members },
    handle: async (call) => ({ status: 200, body: await read(call) }),
  },
  commandRoute(
    {
      method: 'PUT',
      path: '/config/user/{path}',
      summary: 'Keep a value for the caller under any path',
      body: { also: { value: 'any JSON' } },
    },
    commands.setUserSetting,
    (call) => ({ path: parameter(call, 'path'), value: bodyOf(call).value }),
    { status: 200, shape: { members }, render: read },
  ),
];
