/** Routes of Cortex servers that are attached. They are read by queries; their neurons stand among the enabled ones. */
import { idToWire } from '../../../model/identifier.ts';
import { commands } from '../commands.ts';
import { readOne, show } from '../read.ts';
import { type Answer, actorOf, bodyOf, parameter, type Route, type RouteCall } from '../route.ts';
import { commandCallOf } from '../route-kinds.ts';

const path = '/cortexServer';
const one = `${path}/{cortexServerId}`;
const { permission } = commands.createCortexServer;
const apiKey = {
  apiKey: 'API key of an account there that may read and analyze; never shown again',
} as const;

const named = (call: RouteCall): string => parameter(call, 'cortexServerId');

async function answerWith(call: RouteCall, status: number, id: string): Promise<Answer> {
  return { status, body: show(actorOf(call), await readOne(call, 'cortexServer', id)) };
}

/** The routes. */
export const cortexServerRoutes: readonly Route[] = [
  {
    method: 'POST',
    path,
    permission,
    summary: 'Attach a Cortex server; the answer tells how it was found',
    status: 201,
    body: { entity: 'cortexServer', mode: 'create', also: apiKey },
    answer: { entity: 'cortexServer' },
    async handle(call) {
      const { id } = await call.services.cortexServers.create(commandCallOf(call), bodyOf(call));
      return answerWith(call, 201, idToWire(id));
    },
  },
  {
    method: 'PATCH',
    path: one,
    permission,
    summary: 'Change a Cortex server; an API key that is left out stays',
    status: 200,
    body: { entity: 'cortexServer', mode: 'update', also: apiKey },
    answer: { entity: 'cortexServer' },
    async handle(call) {
      const { ids: _, ...body } = bodyOf(call);
      await call.services.cortexServers.update(commandCallOf(call), { ...body, id: named(call) });
      return answerWith(call, 200, named(call));
    },
  },
  {
    method: 'POST',
    path: `${one}/_check`,
    permission,
    summary: 'Look at a Cortex server now, instead of within a minute',
    status: 200,
    answer: { entity: 'cortexServer' },
    async handle(call) {
      await call.services.cortexServers.check(commandCallOf(call), named(call));
      return answerWith(call, 200, named(call));
    },
  },
  {
    method: 'DELETE',
    path: one,
    permission,
    summary: 'Take a Cortex server off, with its neurons; what has run on it stays',
    status: 204,
    answer: {},
    async handle(call) {
      await call.services.cortexServers.remove(commandCallOf(call), named(call));
      return { status: 204 };
    },
  },
];
