/** Routes of webhooks: which there are, what was sent to each, trying one out, and sending again what was given up. */
import { CodedError } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { runQuery } from '../../../query/index.ts';
import type { Stage } from '../../../query/stage.ts';
import { commands } from '../commands.ts';
import { readObjects, readOne, show } from '../read.ts';
import { actorOf, bodyOf, parameter, queryText, type Route, type RouteCall } from '../route.ts';
import { bodyWith, commandCallOf, commandRoute, nothing, run } from '../route-kinds.ts';
import type { ApiServices } from '../services.ts';

const secrets = {
  url: 'where changes are sent, http or https',
  authenticationSecret:
    'password, token or content of the header; stored sealed and never shown, null takes it away',
  signingSecret:
    'what bodies are signed with, 16 characters or more; stored sealed and never shown, null takes it away',
} as const;

const states = ['Waiting', 'Delivered', 'Failed', 'Withheld'];
/** Most deliveries in one answer. */
const mostShown = 100;

/** Webhooks with their addresses, and how many deliveries wait or were given up. */
async function listWebhooks(call: RouteCall): Promise<unknown[]> {
  const found = await readObjects(call, [{ op: 'list', entity: 'webhook' }, { op: 'output' }]);
  const known = await run(call, commands.readWebhookStates, {});
  return found.map((object) => ({
    ...show(actorOf(call), object),
    ...known.get(String(object.values.id)),
  }));
}

/** Newest first, those of one state if it is named, from a position on. */
async function listDeliveries(call: RouteCall): Promise<unknown> {
  const { id } = (await readOne(call, 'webhook', parameter(call, 'webhookId'))).values;
  const state = queryText(call, 'state');
  if (state !== undefined && !states.includes(state))
    throw new CodedError('badRequest', { reason: `state is one of ${states.join(', ')}` });
  const from = Number(/^\d{1,6}$/.exec(queryText(call, 'from') ?? '0')?.[0] ?? 0);
  const equals = (path: string, value: string): Stage => ({
    op: 'filter',
    filter: { op: 'equals', path, value, at: path },
  });
  const result = await runQuery(call.services.commands.database, actorOf(call), [
    { op: 'list', entity: 'webhookDelivery' },
    equals('webhookId', String(id)),
    ...(state === undefined ? [] : [equals('state', state)]),
    { op: 'sort', keys: [{ path: 'id', descending: true }] },
    { op: 'page', from, to: from + mostShown, extraData: ['total'] },
  ]);
  if (result.kind !== 'objects') throw new Error(`A list of deliveries gave ${result.kind}`);
  return { deliveries: result.objects.map((one) => show(actorOf(call), one)), total: result.total };
}

/** Where webhooks are made, changed and tried out. */
const service = ({ services }: RouteCall): ApiServices['webhooks'] => services.webhooks;

/** The routes. */
export const webhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/webhook',
    permission: 'manageConfig',
    summary: 'Webhooks of the organisation, with how many deliveries wait or were given up',
    status: 200,
    answer: { sentence: 'Webhooks, each with {url, waiting, failed} besides its fields' },
    handle: async (call) => ({ status: 200, body: await listWebhooks(call) }),
  },
  {
    method: 'POST',
    path: '/webhook',
    permission: 'manageConfig',
    summary: 'Make a webhook; it is told of what is changed from then on',
    status: 201,
    body: { entity: 'webhook', mode: 'create', also: secrets },
    answer: { entity: 'webhook' },
    async handle(call) {
      const { id } = await service(call).create(commandCallOf(call), bodyOf(call));
      return { status: 201, body: show(actorOf(call), await readOne(call, 'webhook', idToWire(id))) };
    },
  },
  {
    method: 'PATCH',
    path: '/webhook/{webhookId}',
    permission: 'manageConfig',
    summary: 'Change a webhook; secrets that are left out stay',
    status: 204,
    body: { entity: 'webhook', mode: 'update', also: secrets },
    answer: {},
    async handle(call) {
      const raw = { ...bodyOf(call), id: parameter(call, 'webhookId') };
      await service(call).update(commandCallOf(call), raw);
      return { status: 204 };
    },
  },
  commandRoute(
    {
      method: 'DELETE',
      path: '/webhook/{webhookId}',
      summary: 'Remove a webhook with the record of what was sent',
    },
    commands.deleteWebhook,
    (call) => ({ id: parameter(call, 'webhookId') }),
    nothing,
  ),
  {
    method: 'POST',
    path: '/webhook/{webhookId}/_test',
    permission: 'manageConfig',
    summary: 'Send an event that changes nothing to a webhook, now and once',
    status: 200,
    answer: { sentence: '{delivered, statusCode, durationMs, fault, answer}' },
    handle: async (call) => ({
      status: 200,
      body: await service(call).test(commandCallOf(call), parameter(call, 'webhookId')),
    }),
  },
  {
    method: 'GET',
    path: '/webhook/{webhookId}/delivery',
    permission: 'manageConfig',
    summary: `What was and is sent to a webhook, newest first, at most ${mostShown} at once`,
    status: 200,
    query: [
      { name: 'state', sentence: `only those in a state: ${states.join(', ')}` },
      { name: 'from', sentence: 'how many to pass over' },
    ],
    answer: { sentence: '{deliveries, total}' },
    handle: async (call) => ({ status: 200, body: await listDeliveries(call) }),
  },
  commandRoute(
    {
      method: 'POST',
      path: '/webhook/{webhookId}/_replay',
      summary: 'Send again what was given up; the oldest thousand unless deliveries are named',
      body: { also: { deliveries: 'ids of deliveries that were given up' } },
    },
    commands.replayDeliveries,
    bodyWith((call) => ({ id: parameter(call, 'webhookId') }), ['ids']),
    {
      status: 200,
      shape: { sentence: '{replayed}: how many are sent again' },
      render: async (_, output) => output,
    },
  ),
];
