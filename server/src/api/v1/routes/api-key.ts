/** Routes of API keys: the one unnamed key of a user, and named ones with limits. */
import type { KeyDescription } from '../../../access/index.ts';
import { type FieldFault, invalidFields } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import { accountIn, recordAccountChange, requireAccount } from '../../http/account-change.ts';
import { idDigits } from '../names.ts';
import { type Answer, actorOf, bodyOf, callerOf, parameter, type Route, type RouteCall } from '../route.ts';

/** The account of the path, which the caller may manage. */
async function account(call: RouteCall): Promise<string> {
  const id = await accountIn(call, parameter(call, 'userId'));
  await requireAccount(call, id);
  return id;
}

async function read(call: RouteCall): Promise<Answer> {
  const id = await account(call);
  const record = recordAccountChange(call, id, { keyRead: true });
  const key = await call.services.access.keys.read(id, callerOf(call).user.id, record);
  return { status: 200, body: key, text: true, headers: { 'Cache-Control': 'no-store' } };
}

async function renew(call: RouteCall): Promise<Answer> {
  const id = await account(call);
  const record = recordAccountChange(call, id, { key: '<hidden>' });
  const key = await call.services.access.keys.renew(id, actorOf(call).login, record);
  return { status: 200, body: key, text: true, headers: { 'Cache-Control': 'no-store' } };
}

async function remove(call: RouteCall): Promise<Answer> {
  const id = await account(call);
  await call.services.access.keys.remove(id, recordAccountChange(call, id, { key: null }));
  return { status: 204 };
}

async function list(call: RouteCall): Promise<Answer> {
  const keys = await call.services.access.keys.list(await account(call));
  return { status: 200, body: keys.map(renderKey) };
}

function renderKey(key: KeyDescription): Readonly<Record<string, unknown>> {
  const { id, createdAt, createdBy, ...rest } = key;
  return { _id: idToWire(id), _createdAt: createdAt, _createdBy: createdBy, ...rest };
}

async function create(call: RouteCall): Promise<Answer> {
  const id = await account(call);
  const body = bodyOf(call);
  const faults: FieldFault[] = [];
  const name = typeof body.name === 'string' ? body.name : '';
  const { permissions, organisation, expiresAt } = body;
  if (permissions !== undefined && !isTexts(permissions))
    faults.push({ kind: 'invalid', name: 'permissions', accepted: 'list of permissions' });
  if (organisation !== undefined && typeof organisation !== 'string')
    faults.push({ kind: 'invalid', name: 'organisation', accepted: 'name of an organisation' });
  if (expiresAt !== undefined && typeof expiresAt !== 'number')
    faults.push({ kind: 'invalid', name: 'expiresAt', accepted: 'date in milliseconds since the epoch' });
  if (faults.length > 0) throw invalidFields(faults);
  const made = await call.services.access.keys.create(
    {
      userId: id,
      createdBy: actorOf(call).login,
      name,
      permissions: isTexts(permissions) ? permissions : undefined,
      organisation: typeof organisation === 'string' ? organisation : undefined,
      expiresAt: typeof expiresAt === 'number' ? expiresAt : undefined,
    },
    recordAccountChange(call, id, { keyCreated: name }),
  );
  const headers = { 'Cache-Control': 'no-store' };
  return { status: 201, body: { _id: idToWire(made.id), name, key: made.key }, headers };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

async function removeNamed(call: RouteCall): Promise<Answer> {
  const id = await account(call);
  const keyId = idDigits(parameter(call, 'keyId')) ?? '';
  await call.services.access.keys.removeNamed(
    id,
    keyId,
    recordAccountChange(call, id, { keyRemoved: `~${keyId}` }),
  );
  return { status: 204 };
}

const key = { sentence: 'The key', contentType: 'text/plain' } as const;

/** The routes. */
export const apiKeyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user/{userId}/key',
    permission: 'authenticated',
    summary: 'The unnamed API key, for its owner only',
    status: 200,
    answer: key,
    handle: read,
  },
  {
    method: 'POST',
    path: '/user/{userId}/key/renew',
    permission: 'authenticated',
    summary: 'Make or replace the unnamed API key',
    status: 200,
    answer: key,
    handle: renew,
  },
  {
    method: 'DELETE',
    path: '/user/{userId}/key',
    permission: 'authenticated',
    summary: 'Remove the unnamed API key',
    status: 204,
    answer: {},
    handle: remove,
  },
  {
    method: 'GET',
    path: '/user/{userId}/keys',
    permission: 'authenticated',
    summary: 'All API keys of a user, without the keys themselves',
    status: 200,
    answer: {
      sentence:
        'List of {_id, name, permissions, organisation, expiresAt, lastUsedAt, _createdAt, _createdBy}',
    },
    handle: list,
  },
  {
    method: 'POST',
    path: '/user/{userId}/keys',
    permission: 'authenticated',
    summary: 'Make a named API key, which is shown this once',
    status: 201,
    body: {
      also: {
        name: 'text of 1 to 64 characters',
        permissions: 'permissions it is limited to',
        organisation: 'name of the one organisation it works in',
        expiresAt: 'when it ends, in milliseconds since the epoch',
      },
    },
    answer: { sentence: '{_id, name, key}' },
    handle: create,
  },
  {
    method: 'DELETE',
    path: '/user/{userId}/keys/{keyId}',
    permission: 'authenticated',
    summary: 'Remove a named API key',
    status: 204,
    answer: {},
    handle: removeNamed,
  },
];
