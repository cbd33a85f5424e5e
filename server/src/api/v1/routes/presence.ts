/** Routes of presence: where the caller is, and who else is there. */

import type { PresenceChange } from '../../../commands/own/presence.ts';
import { initialsOf } from '../../../lib/initials.ts';
import { CodedError } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { type PresentPerson, presentPeople } from '../../../query/presence.ts';
import { commands } from '../commands.ts';
import { idDigits } from '../names.ts';
import { type Answer, actorOf, bodyOf, queryText, type Route, type RouteCall } from '../route.ts';
import { run } from '../route-kinds.ts';

/** Most objects of one question. */
const mostObjects = 200;

async function present(call: RouteCall): Promise<Answer> {
  const { database, clock } = call.services.commands;
  const found = await presentPeople(database, actorOf(call), objectsIn(call), clock());
  const byObject = Map.groupBy(found, ({ objectId }) => objectId);
  const body = [...byObject].map(([objectId, people]) => ({
    object: idToWire(objectId),
    people: people.map(personOnWire),
  }));
  return { status: 200, body, headers: { 'Cache-Control': 'no-store' } };
}

function objectsIn(call: RouteCall): string[] {
  const given = (queryText(call, 'object') ?? '').split(',').filter((one) => one !== '');
  if (given.length > mostObjects)
    throw new CodedError('tooManyItems', { limit: mostObjects, what: 'objects' });
  return given.map((one) => {
    const digits = idDigits(one);
    if (digits !== undefined) return digits;
    const reason = 'object must be ids with commas between them, e.g. ~1,~2';
    throw new CodedError('badRequest', { reason });
  });
}

function personOnWire({ userId, login, name, doing, field, since }: PresentPerson) {
  return {
    userId: idToWire(userId),
    login,
    name,
    initials: initialsOf(name),
    doing,
    ...(field === undefined ? {} : { field }),
    since,
  };
}

function announce({ services }: RouteCall, changes: readonly PresenceChange[]): Answer {
  for (const { objectId, organisationIds, restrictedTo } of changes)
    services.hub.announcePresence(objectId, { organisationIds, restrictedTo });
  return { status: 204 };
}

/** The routes. */
export const presenceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/presence',
    permission: 'authenticated',
    summary: `Who is at objects that the caller sees, at most ${mostObjects}; objects without anybody are left out`,
    status: 200,
    query: [{ name: 'object', sentence: 'Ids with commas between them, e.g. ~1,~2', required: true }],
    answer: {
      sentence: 'list of {object, people: list of {userId, login, name, initials, doing, field, since}}',
    },
    handle: present,
  },
  {
    method: 'PUT',
    path: '/presence',
    permission: commands.notePresence.permission,
    summary: 'Say where one is; to be renewed every 20 seconds, and over after 45',
    status: 204,
    body: {
      also: {
        place: '{object: id of a case, alert, task, observable or case template, field: name of its part}',
        doing: 'here, reading or editing',
      },
    },
    answer: {},
    handle: async (call) => announce(call, [await run(call, commands.notePresence, bodyOf(call))]),
  },
  {
    method: 'DELETE',
    path: '/presence',
    permission: commands.endPresence.permission,
    summary: 'Say that one has left an object, or everything',
    status: 204,
    query: [{ name: 'object', sentence: 'Id of the object; everything when missing' }],
    answer: {},
    handle: async (call) =>
      announce(call, await run(call, commands.endPresence, { object: queryText(call, 'object') })),
  },
];
