/** Routes of what people keep about how and where they work: preferences and visits. */
import { preferenceSentences } from '../../../model/preferences.ts';
import { ownPreferences, ownVisit } from '../../../query/own-account.ts';
import { commands } from '../commands.ts';
import { actorOf, parameter, type Route } from '../route.ts';
import { type Answering, bodyWith, commandRoute } from '../route-kinds.ts';

const told = (sentence: string): Answering<unknown> => ({
  status: 200,
  shape: { sentence },
  render: async (_, output) => output,
});

const preferences = '{language, theme, density, timeZone, singleKeys, hintsSeen}';
const visit = '{at: time of the last visit or null, previous: that of the one before or null}';

/** The routes. */
export const ownAccountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user/current/preferences',
    permission: 'authenticated',
    summary: 'How the caller likes to work',
    status: 200,
    answer: { sentence: preferences },
    handle: async (call) => ({
      status: 200,
      body: await ownPreferences(call.services.commands.database, actorOf(call)),
    }),
  },
  commandRoute(
    {
      method: 'PATCH',
      path: '/user/current/preferences',
      summary: 'Change some preferences of the caller; the answer holds all',
      body: { also: preferenceSentences },
    },
    commands.changePreferences,
    bodyWith(() => ({})),
    told(preferences),
  ),
  {
    method: 'GET',
    path: '/visit/{place}',
    permission: 'authenticated',
    summary: 'When the caller was at a place',
    status: 200,
    answer: { sentence: visit },
    handle: async (call) => ({
      status: 200,
      body: await ownVisit(call.services.commands.database, actorOf(call), parameter(call, 'place')),
    }),
  },
  commandRoute(
    {
      method: 'PUT',
      path: '/visit/{place}',
      summary:
        'Note that the caller is at a place and tell when that was before; within five minutes it is the same visit',
    },
    commands.noteVisit,
    (call) => ({ place: parameter(call, 'place') }),
    told(visit),
  ),
];
