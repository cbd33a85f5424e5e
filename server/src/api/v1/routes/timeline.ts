/** Routes of the timeline of a case, and of the events that people put into it. */
import { commands } from '../commands.ts';
import { readOne } from '../read.ts';
import { parameter, type Route } from '../route.ts';
import { bodyWith, commandRoute, nothing, objectOf, onObject } from '../route-kinds.ts';

/** The routes. */
export const timelineRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/case/{caseId}/timeline',
    permission: 'authenticated',
    summary: 'What happened in a case and in what it holds, oldest first',
    status: 200,
    answer: {
      members: {
        events:
          'list of {date, endDate, kind, entity: Case, Alert, Task, Log, Observable, Procedure or Custom, entityId, _createdAt, _createdBy, details}',
      },
    },
    async handle(call) {
      const found = await readOne(call, 'case', parameter(call, 'caseId'), ['timeline']);
      return { status: 200, body: { events: found.extraData.timeline ?? [] } };
    },
  },
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/customEvent',
      summary: 'Put an event into the timeline of a case',
      body: { entity: 'customEvent', mode: 'create' },
    },
    commands.createCustomEvent,
    bodyWith((call) => ({ caseId: parameter(call, 'caseId') })),
    objectOf('customEvent', 201),
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/customEvent/{eventId}',
      summary: 'Change an event of a timeline',
      body: { entity: 'customEvent', mode: 'update' },
    },
    commands.updateCustomEvent,
    onObject('eventId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/customEvent/{eventId}', summary: 'Take an event out of a timeline' },
    commands.deleteCustomEvent,
    (call) => ({ id: parameter(call, 'eventId') }),
    nothing,
  ),
];
