/** Webhooks over a real database and a receiver on this machine; the queue between has a test of its own. */
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../../../../tests/support/receiver.ts';
import { someAlert } from '../../../../tests/support/triage.ts';
import { share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import { webhookBody as v0WebhookBody } from '../../api/v0/webhook-body.ts';
import { webhookBody } from '../../api/v1/render/webhook-body.ts';
import { updateAlerts } from '../../commands/alert/update-alerts.ts';
import { setCaseAccess } from '../../commands/case/case-access.ts';
import { removeShares } from '../../commands/case/share-commands.ts';
import { updateCases } from '../../commands/case/update-cases.ts';
import { deleteCase } from '../../commands/frame/delete-objects.ts';
import { deleteWebhook, replayDeliveries } from '../../commands/settings/webhook-commands.ts';
import { createLog } from '../../commands/task/log-commands.ts';
import { updateTasks } from '../../commands/task/update-tasks.ts';
import { createPost } from '../../lib/post.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { type DeliverDependencies, deliver, giveUp, pruneDeliveries } from './deliver.ts';
import { createFollower, mostReady, mostWaiting } from './follow.ts';
import type { LaneDelivery } from './queue.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

let world: World;
let lead: Actor;
let partner: Actor;
let stranger: Actor;
let receiver: Receiver;
let webhooks: Webhooks;
let dependencies: DeliverDependencies;
let follow: () => Promise<boolean>;
const queued: LaneDelivery[] = [];
const takenOut: LaneDelivery[] = [];
const seal = { seal: (clear: string) => `~${clear}~`, open: (sealed: string) => sealed.slice(1, -1) };
const networks = ['127.0.0.1'];
const bodies = { 0: v0WebhookBody, 1: webhookBody } as const;
/** Who made which webhook. */
const made = new Map<string, Actor>();
const count = { webhooks: 0, lost: 0 };

const webhook = async (raw: RawObject = {}, as = lead): Promise<string> => {
  count.webhooks += 1;
  const given = { name: `Hook ${count.webhooks}`, url: receiver.url, ...raw };
  const { id } = await webhooks.create({ actor: as, requestId: 'r' }, given);
  made.set(`~${id}`, as);
  return `~${id}`;
};
const change = (as: Actor, raw: RawObject) => webhooks.update({ actor: as, requestId: 'r' }, raw);
const remove = async (id: string): Promise<void> => {
  await world.run(made.get(id) ?? lead, deleteWebhook, { id });
  made.delete(id);
};
/** Records wait for older transactions, those of the databases of other tests too. */
const followAll = async (): Promise<void> => {
  const unsettled =
    'select count(*) from skep.audit where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())';
  await expect
    .poll(async () => Number((await world.stored(unsettled))[0]?.count), { timeout: 30_000 })
    .toBe(0);
  while (await follow());
};
/** Sends what was queued, in order, once each. */
const sendQueued = async (isLast = false): Promise<boolean[]> => {
  const ended: boolean[] = [];
  for (const { id } of queued.splice(0)) ended.push(await deliver(dependencies, id, isLast));
  return ended;
};
const tell = async (): Promise<readonly RawObject[]> => {
  await followAll();
  await sendQueued();
  return receiver.received.map(({ body }) => body);
};
const deliveries = (id: string) =>
  world.stored('select * from skep.webhook_delivery where webhook_id = $1 order by id', [id.slice(1)]);
beforeAll(async () => {
  receiver = await startReceiver();
  world = await buildWorld();
  const { first } = world.organisations;
  lead = await world.person(first, 'org-admin', 'lead@main.test');
  partner = await world.person(await world.organisation('partner', first), 'org-admin', 'pia@partner.test');
  stranger = await world.person(await world.organisation('strangers'), 'org-admin', 'sam@strangers.test');
  const { database, ids, clock } = world.dependencies;
  webhooks = createWebhooks({ commands: world.dependencies, seal, bodies, networks });
  dependencies = { database, clock, bodies, open: seal.open, post: createPost({ networks }) };
  const send = async (_: unknown, some: readonly LaneDelivery[]): Promise<void> => {
    if (count.lost > 0) {
      count.lost -= 1;
      throw new Error('The connection is lost');
    }
    queued.push(...some);
  };
  const takeOut = async (_: unknown, some: readonly LaneDelivery[]) => void takenOut.push(...some);
  follow = createFollower({ database, clock, takeIds: ids.take, send, takeOut, wake: () => undefined });
});
afterAll(async () => {
  await world.release();
  await receiver.close();
});
afterEach(async () => {
  for (const id of [...made.keys()]) await remove(id);
  queued.length = 0;
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

describe('a webhook', () => {
  it('is told of each change once, in the order in which they happened, and of none from before it', async () => {
    await someCase(world, lead);
    const id = await webhook();
    const caseId = await someCase(world, lead, { title: 'First' });
    await world.run(lead, updateCases, { id: caseId, title: 'Second' });
    await world.run(lead, updateCases, { id: caseId, title: 'Third' });
    const bodies = await tell();
    expect(bodies.map(({ action, objectId, details }) => [action, objectId, details])).toMatchObject([
      ['create', caseId, { title: 'First' }],
      ['update', caseId, { title: 'Second' }],
      ['update', caseId, { title: 'Third' }],
    ]);
    await followAll();
    expect(queued).toEqual([]);
    expect(await deliveries(id)).toMatchObject(
      [1, 2, 3].map(() => ({ state: 'Delivered', attempts: 1, status_code: 204 })),
    );
  });

  it('loses nothing and is told nothing twice when taking up is cut off, or begun by two processes at once', async () => {
    const id = await webhook({ objectTypes: ['Case'] });
    await someCase(world, lead, { title: 'One' });
    count.lost = 1;
    await expect(followAll()).rejects.toThrow('The connection is lost');
    expect(await deliveries(id)).toEqual([]);
    await Promise.all([follow(), follow(), follow()]);
    await followAll();
    expect(queued).toHaveLength(1);
    expect(await deliveries(id)).toMatchObject([{ state: 'Waiting', queued: true }]);
  });

  it('is told only of the types and actions that it was made for', async () => {
    await webhook({ objectTypes: ['Case', 'Task'], actions: ['create'] });
    const caseId = await someCase(world, lead);
    await someTask(world, lead, caseId);
    await someObservable(world, lead, caseId);
    await world.run(lead, updateCases, { id: caseId, title: 'Other' });
    expect((await tell()).map(({ objectType, action }) => `${objectType} ${action}`)).toEqual([
      'Case create',
      'Task create',
    ]);
  });

  it('is told of nothing while it is switched off, nor later of what happened meanwhile', async () => {
    const id = await webhook({ active: false });
    await someCase(world, lead, { title: 'Unheard' });
    await followAll();
    await change(lead, { id, active: true });
    await someCase(world, lead, { title: 'Heard' });
    expect((await tell()).map(({ details }) => details)).toMatchObject([{ title: 'Heard' }]);
  });

  it('takes up no more than may be on their way; the rest stays in the record until there is room', async () => {
    const id = await webhook({ objectTypes: ['Task'] });
    const caseId = await someCase(world, lead);
    await world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
      await transaction.run({
        sql: `insert into skep.webhook_delivery (organisation_id, id, webhook_id, record_id, lane_id, action, object_type, object_id, happened_at, created_at, queued)
          select $1, -n, $2, 0, 0, 'create', 'Case', 0, now(), now(), true from generate_series(1, ${mostWaiting - 1}) n`,
        parameters: [lead.organisation.id, id.slice(1)],
      });
    });
    for (const title of ['One', 'Two', 'Three']) await someTask(world, lead, caseId, { title });
    await followAll();
    expect(queued.splice(0)).toHaveLength(1);
    await world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
      await transaction.run({ sql: 'delete from skep.webhook_delivery where id < 0', parameters: [] });
    });
    await followAll();
    expect(queued.splice(0)).toHaveLength(2);
  });

  it('shares what may be ready with all others, and goes on as it is told; what is tried again holds up nothing else', async () => {
    const share = 20;
    const hooks = await Promise.all(
      Array.from({ length: mostReady / share }, () =>
        webhook({ objectTypes: ['Case'], actions: ['update'] }),
      ),
    );
    const [caseId, other] = [await someCase(world, lead), await someCase(world, lead)];
    for (let number = 1; number <= share + 2; number += 1)
      await world.run(lead, updateCases, { id: caseId, title: `Title ${number}` });
    await followAll();
    expect(queued).toHaveLength(hooks.length * share);
    const [first, ...later] = queued.splice(0).filter(({ webhookId }) => `~${webhookId}` === hooks[0]);
    receiver.answers.push({ status: 503 });
    expect(await deliver(dependencies, String(first?.id), false)).toBe(false);
    await world.run(lead, updateCases, { id: other, title: 'Beside' });
    await followAll();
    expect(queued.splice(0).map(({ laneId }) => `~${laneId}`)).toEqual([caseId, caseId, other]);
    for (const { id } of later) await giveUp(dependencies, id);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('the body', () => {
  it('of version 1 is the audit record with object, context and organisation, and with the keys of earlier versions', async () => {
    await webhook({ objectTypes: ['Task'] });
    const caseId = await someCase(world, lead, { title: 'Wave' });
    const taskId = await someTask(world, lead, caseId, { title: 'Contain' });
    const [body] = await tell();
    const { id: organisationId, name } = lead.organisation;
    expect(body).toMatchObject({
      _type: 'Audit',
      action: 'create',
      operation: 'create',
      objectType: 'Task',
      objectId: taskId,
      rootId: caseId,
      mainAction: true,
      base: true,
      _createdBy: lead.login,
      details: { title: 'Contain' },
      object: { _type: 'Task', _id: taskId, title: 'Contain', status: 'Waiting' },
      context: { _type: 'Case', _id: caseId, title: 'Wave', userPermissions: [], customFieldValues: {} },
      organisation: { organisationId: `~${organisationId}`, organisation: name },
    });
    expect(body?.startDate).toBe(body?._createdAt);
  });

  it('of version 0 has the object in its old form with what it stands in, and changes under old words', async () => {
    await webhook({ bodyVersion: 0 });
    const caseId = await someCase(world, lead, { title: 'Wave', tlp: 4 });
    const taskId = await someTask(world, lead, caseId, { title: 'Contain' });
    await world.run(lead, updateTasks, { id: taskId, title: 'Contain it', assignee: lead.login });
    const log = await world.run(lead, createLog, { taskId, message: 'Done' });
    const observableId = await someObservable(world, lead, caseId);
    await world.run(lead, updateCases, {
      id: caseId,
      status: 'TruePositive',
      summary: 'Over',
    });
    const alertId = await someAlert(world, lead, { sourceRef: 'v0' });
    await world.run(lead, updateAlerts, { id: alertId, status: 'Ignored' });
    const all = await tell();
    const of = (objectId: string, operation: string, changed = '') =>
      all.findLast(
        (body) =>
          body.objectId === objectId &&
          body.operation === operation &&
          JSON.stringify(body.details).includes(changed),
      );
    expect(of(taskId, 'update', 'owner')).toMatchObject({
      objectType: 'case_task',
      rootId: caseId,
      details: { title: 'Contain it', owner: lead.login },
      object: {
        _type: 'case_task',
        id: taskId,
        case: { _type: 'case', id: caseId, tlp: 3 },
      },
      organisationId: `~${lead.organisation.id}`,
      organisation: lead.organisation.name,
    });
    expect(of(`~${log.id}`, 'create')).toMatchObject({
      objectType: 'case_task_log',
      details: { message: 'Done', _type: 'Log' },
      object: { message: 'Done', case_task: { id: taskId, case: { id: caseId } } },
    });
    expect(of(observableId, 'create')).toMatchObject({
      objectType: 'case_artifact',
      object: { _type: 'case_artifact', data: '192.0.2.1', case: { id: caseId } },
    });
    expect(of(caseId, 'create')).toMatchObject({ details: { _type: 'Case', title: 'Wave', tlp: 3 } });
    expect(of(caseId, 'update')).toMatchObject({
      details: { status: 'Resolved', resolutionStatus: 'TruePositive', summary: 'Over' },
      object: { status: 'Resolved', permissions: [] },
    });
    expect(of(alertId, 'update')).toMatchObject({
      objectType: 'alert',
      details: { status: 'Ignored', read: true },
      object: { sourceRef: 'v0', artifacts: [] },
    });
    // The trigger of n8n names its events by these two words, and passes over names that it does not know.
    const events = all.map(({ objectType, operation }) => `${objectType}_${operation}`.toLowerCase());
    expect([...new Set(events)].sort()).toEqual([
      ...['alert_create', 'alert_update', 'case_artifact_create', 'case_create', 'case_task_create'],
      ...['case_task_log_create', 'case_task_update', 'case_update'],
    ]);
  });

  it('is signed together with the time, and carries what the other side asks for', async () => {
    const secret = 'a secret of sixteen or more';
    const proof = { authentication: 'header', authenticationName: 'X-Token', authenticationSecret: 'abc' };
    const id = await webhook({ signingSecret: secret, ...proof });
    await someCase(world, lead);
    await tell();
    const [first] = receiver.received;
    const { headers = {}, raw = '' } = first ?? {};
    const [row] = await deliveries(id);
    const time = String(first?.headers['x-skep-timestamp']);
    const digest = createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex');
    expect(headers).toMatchObject({
      'x-token': 'abc',
      'x-skep-event': 'case_create',
      'x-skep-delivery': row?.id,
      'x-skep-signature': `sha256=${digest}`,
    });
    await change(lead, { id, authentication: 'basic', authenticationName: 'ann' });
    expect(await webhooks.test({ actor: lead, requestId: 'r' }, id)).toMatchObject({
      delivered: true,
      statusCode: 204,
    });
    expect(receiver.received[1]?.headers.authorization).toBe(`Basic ${btoa('ann:abc')}`);
    expect(receiver.received[1]?.body).toMatchObject({ objectType: 'Organisation', details: {} });
    await change(lead, { id, authentication: 'bearer', signingSecret: null });
    await webhooks.test({ actor: lead, requestId: 'r' }, id);
    expect(receiver.received[2]?.headers).toMatchObject({ authorization: 'Bearer abc' });
    expect(receiver.received[2]?.headers).not.toHaveProperty('x-skep-signature');
  });
});

describe('an organisation', () => {
  it('is told of nothing that it does not see, and of what is shared with it as long as it is', async () => {
    const [own, theirs, strange] = [await webhook(), await webhook({}, partner), await webhook({}, stranger)];
    const hidden = await someCase(world, lead, { title: 'zqhidden' });
    await someObservable(world, lead, hidden, { message: 'zqhidden' });
    const lent = await someCase(world, lead, { title: 'Lent' });
    await share(world, lead, lent, partner.organisation);
    await world.run(lead, updateCases, { id: lent, title: 'Lent again' });
    await followAll();
    const of = (id: string) => queued.filter(({ webhookId }) => `~${webhookId}` === id);
    expect(of(strange)).toEqual([]);
    expect(of(own).length).toBeGreaterThan(of(theirs).length);
    const forPartner = of(theirs);
    queued.length = 0;
    expect(forPartner.length).toBeGreaterThan(0);
    for (const { id } of forPartner) await deliver(dependencies, id, false);
    const told = JSON.stringify(receiver.received.map(({ body }) => body));
    expect(told).toContain('Lent again');
    expect(told).not.toContain('zqhidden');
  });

  it('is not sent what it sees no more when its turn comes: a share that was taken back, a case that was closed to others', async () => {
    const id = await webhook({ objectTypes: ['Case'] }, partner);
    const own = await webhook({ objectTypes: ['Case'], actions: ['create'], url: `${receiver.url}/own` });
    const lent = await someCase(world, lead);
    await share(world, lead, lent, partner.organisation);
    await world.run(lead, updateCases, { id: lent, title: 'zqlater' });
    const kept = await someCase(world, lead, { title: 'zqkept' });
    await followAll();
    const [shared] = await world.stored(
      'select id from skep.share where entity_id = $1 and organisation_id = $2',
      [lent.slice(1), partner.organisation.id],
    );
    await world.run(lead, removeShares, { ids: [`~${shared?.id}`] });
    await world.run(lead, setCaseAccess, {
      id: kept,
      access: { _kind: 'UserAccessKind', users: [lead.login] },
    });
    await sendQueued();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in/own']);
    expect(JSON.stringify(receiver.received)).not.toContain('zqkept');
    expect((await deliveries(id)).map(({ state }) => state)).not.toContain('Delivered');
    expect((await deliveries(own)).map(({ state, fault }) => [state, fault])).toContainEqual([
      'Withheld',
      'notVisible',
    ]);
  });

  it('is told of what was deleted when it saw it before, without the object', async () => {
    const caseId = await someCase(world, lead, { title: 'Gone soon' });
    await share(world, lead, caseId, partner.organisation);
    await webhook({ actions: ['delete'], bodyVersion: 0 }, partner);
    await world.run(lead, deleteCase, { id: caseId });
    const bodies = await tell();
    expect(bodies).toMatchObject([{ operation: 'delete', objectType: 'case', objectId: caseId, object: {} }]);
  });

  it('of the platform is told of accounts and organisations, and of no case', async () => {
    const { admin } = world.organisations;
    const keeper = await world.person(admin, 'admin', 'keeper@platform.test');
    await webhook({}, keeper);
    await someCase(world, lead, { title: 'zqcase' });
    await world.organisation('newcomers');
    const told = JSON.stringify(await tell());
    expect(told).toContain('newcomers');
    expect(told).not.toContain('zqcase');
  });
});

describe('a delivery', () => {
  it('is tried again after failures that may pass, and not after a refusal', async () => {
    const id = await webhook({ objectTypes: ['Case'] });
    await someCase(world, lead);
    await followAll();
    const [first] = [...queued];
    receiver.answers.push(
      { status: 503, body: 'busy' },
      { status: 429 },
      { status: 401, body: 'no\u0000token' },
    );
    expect(await deliver(dependencies, String(first?.id), false)).toBe(false);
    expect(await deliveries(id)).toMatchObject([
      { state: 'Waiting', attempts: 1, status_code: 503, answer: 'busy' },
    ]);
    expect(await deliver(dependencies, String(first?.id), false)).toBe(false);
    expect(await sendQueued()).toEqual([true]);
    expect(await deliveries(id)).toMatchObject([
      { state: 'Failed', fault: 'answered', attempts: 3, status_code: 401, answer: 'notoken' },
    ]);
  });

  it('ends with its last attempt, and is sent again when somebody asks for it', async () => {
    const id = await webhook({ objectTypes: ['Case'] });
    const caseId = await someCase(world, lead, { title: 'Again' });
    await followAll();
    receiver.answers.push({ status: 500 });
    expect(await sendQueued(true)).toEqual([true]);
    const [failed] = await deliveries(id);
    const ask = { id, deliveries: [`~${failed?.id}`] };
    await expect(world.run(partner, replayDeliveries, ask)).rejects.toMatchObject({ code: 'notFound' });
    expect(await world.run(lead, replayDeliveries, ask)).toEqual({ replayed: 1 });
    expect(await world.run(lead, replayDeliveries, { id })).toEqual({ replayed: 0 });
    await followAll();
    expect(queued).toMatchObject([{ id: failed?.id, round: 2 }]);
    await sendQueued();
    expect(receiver.received.at(-1)?.body).toMatchObject({ objectId: caseId });
    expect(await deliveries(id)).toMatchObject([{ state: 'Delivered', attempts: 2 }]);
  });

  it('reaches no internal address that is not allowed, and follows no redirect', async () => {
    const inside = receiver.url.replace('127.0.0.1', '127.0.0.2');
    const id = await webhook({ objectTypes: ['Case'], url: inside });
    await someCase(world, lead);
    await followAll();
    await sendQueued();
    expect(await deliveries(id)).toMatchObject([{ state: 'Failed', fault: 'notPublic', status_code: null }]);
    receiver.answers.push({ status: 307, headers: { location: inside } });
    await change(lead, { id, url: receiver.url });
    expect(await webhooks.test({ actor: lead, requestId: 'r' }, id)).toMatchObject({
      delivered: false,
      statusCode: 307,
      fault: 'answered',
    });
  });

  it('is given up when its webhook is switched off or its process was lost each time, and forgotten with the webhook', async () => {
    const id = await webhook({ objectTypes: ['Case'] });
    await someCase(world, lead);
    await someCase(world, lead);
    await followAll();
    await giveUp(dependencies, String(queued.shift()?.id));
    await change(lead, { id, active: false });
    await sendQueued();
    expect((await deliveries(id)).map(({ state, fault }) => [state, fault])).toEqual([
      ['Failed', 'gaveUp'],
      ['Failed', 'inactive'],
    ]);
    await pruneDeliveries(dependencies);
    expect(await deliveries(id)).toHaveLength(2);
    world.clock.now += 31 * 86_400_000;
    await pruneDeliveries(dependencies);
    expect(await deliveries(id)).toEqual([]);
    await remove(id);
    expect(await deliver(dependencies, '1', false)).toBe(true);
  });

  it('takes what waits for it out of the queue when it is removed, and nothing else', async () => {
    const [id, other] = [await webhook({ objectTypes: ['Case'] }), await webhook({ objectTypes: ['Case'] })];
    for (let left = 3; left > 0; left -= 1) await someCase(world, lead);
    await followAll();
    const own = queued.filter(({ webhookId }) => `~${webhookId}` === id);
    expect(own).toHaveLength(3);
    expect(await deliver(dependencies, String(own[0]?.id), false)).toBe(true);
    takenOut.length = 0;
    await remove(id);
    await followAll();
    expect(takenOut.toSorted((one, two) => Number(one.id) - Number(two.id))).toEqual(own.slice(1));
    expect(await deliveries(id)).toEqual([]);
    expect(await deliveries(other)).toHaveLength(3);
  });
});
