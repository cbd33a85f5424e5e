/**
 * One case from end to end in the hands of three: a source and a script written with the client library of TheHive 3 and 4,
 * unchanged from its registry, and an analyst in a browser. A receiver of webhooks in the form of version 0 is told of all of it.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildClient } from '../../web/build.ts';
import { lines, openQueue, openScene, type Scene, signedIn } from '../browser/alert-scene.ts';
import { expectAccessible } from '../browser/browser.ts';
import { takeShots } from '../browser/shots.ts';
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts';
import { keyFor } from './scene.ts';
import { makeVirtualEnvironment } from './virtual-environment.ts';

/** Longest time until everything that was changed has arrived at the receiver, in milliseconds. */
const longestWay = 60_000;
/** Title of the alert, and of the case that it becomes. */
const title = 'Invoice with a form';
const analyzer = 'UrlAnatomy_1_0';

let folder: string;
let python: string;
let scene: Scene;
let receiver: Receiver;

beforeAll(async () => {
  await buildClient((line) => console.log(line));
  folder = await mkdtemp(join(tmpdir(), 'skep-shift-'));
  receiver = await startReceiver();
  python = await makeVirtualEnvironment(join(folder, 'environment'), ['thehive4py==1.8.1']);
  scene = await openScene({ SKEP_ALLOWED_INTERNAL_NETWORKS: '127.0.0.1' });
  await scene.source.call('POST', '/neuron', { definitionId: analyzer });
}, 240_000);

afterAll(async () => {
  await scene?.close();
  await receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

type Ids = Readonly<Record<string, string>>;

/** Runs one of the scripts, with the address of the server first; gives the ids that it printed. */
async function run(script: string, ...words: readonly string[]): Promise<Ids> {
  const path = join(import.meta.dirname, 'shift', script);
  const options = { timeout: 100_000 };
  const { stdout } = await promisify(execFile)(python, ['-B', path, scene.server.url, ...words], options);
  return JSON.parse(stdout);
}

/** Promotes the alert of the source; gives the number of the case. */
async function promote(page: Page): Promise<string> {
  await openQueue(scene, page);
  await lines(page).filter({ hasText: title }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('p');
  await page.getByRole('dialog', { name: 'Promote to case' }).getByText('2 of 2 observables').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/cases\/\d+/);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('main').getByText('hxxp://pay[.]evil[.]example/in?to=carol').first().waitFor();
  await takeShots(page, 'shift-promoted', true);
  await expectAccessible(page);
  return String(/cases\/(\d+)/.exec(page.url())?.[1]);
}

/** What the receiver was told of a case or an alert, in the order of arrival, with the names that the scripts gave the objects. */
function toldOf(root: string | undefined, ids: Ids): readonly string[] {
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return receiver.received.flatMap(({ body: { rootId, operation, objectType, objectId, details } }) => {
    if (rootId !== root) return [];
    const { data, name, status } = Object(details);
    const object = names.get(String(objectId)) ?? data ?? name;
    return [`${operation} ${objectType} ${object}${operation === 'update' && status ? ` ${status}` : ''}`];
  });
}

/** The last body about an object. */
function bodyAbout(objectId: string | undefined): Received['body'] | undefined {
  return receiver.received.findLast(({ body }) => body.objectId === objectId)?.body;
}

it('is told to a receiver step by step, each once, and seen by the analyst', {
  timeout: 180_000,
}, async () => {
  await scene.source.call('POST', '/webhook', { name: 'Receiver', url: receiver.url, bodyVersion: 0 });
  const [feeder, script] = [
    await keyFor(scene.source, 'feeder@python.test'),
    await keyFor(scene.source, 'script@python.test'),
  ];
  const fed = await run('feed.py', feeder);
  const worked: { ids: Ids } = { ids: {} };
  await signedIn(scene, 'omar', async (page) => {
    worked.ids = await run('work.py', script, await promote(page), analyzer);
    await page.getByRole('region', { name: 'This case is closed' }).getByText('Blocked').waitFor();
    await takeShots(page, 'shift-closed');
  });
  const ids = { ...fed, ...worked.ids };
  await expect
    .poll(() => toldOf(ids.case, ids), { timeout: longestWay })
    .toEqual([
      'create case case',
      ...['create case_artifact file', 'create case_artifact url'],
      ...['create case_artifact_job job', 'update case_artifact_job job InProgress'],
      'update case_artifact url',
      ...['create case_artifact pay.evil.example', 'create case_artifact evil.example'],
      'update case_artifact_job job Success',
      ...['create case_task task', 'create case_task_log log', 'update case_task task InProgress'],
      ...[
        'create case_task_log filed',
        'create attachment recipients.txt',
        'update case_task task Completed',
      ],
      ...['create case_artifact domain', 'create case_artifact sample'],
      'update case case Resolved',
    ]);
  await expect
    .poll(() => toldOf(ids.alert, ids), { timeout: longestWay })
    .toEqual([
      'create alert alert',
      ...['create case_artifact sent file', 'create case_artifact sent url'],
      'update alert alert Imported',
    ]);
  const deliveries = receiver.received.map(({ headers }) => headers['x-skep-delivery']);
  expect(new Set(deliveries).size).toBe(deliveries.length);
  expect(bodyAbout(ids.case)).toMatchObject({
    details: {
      status: 'Resolved',
      resolutionStatus: 'TruePositive',
      impactStatus: 'NoImpact',
      summary: 'Blocked',
    },
    object: { _type: 'case', id: ids.case, caseId: 1, status: 'Resolved', owner: 'omar@alerts.test' },
  });
  expect(bodyAbout(ids.filed)).toMatchObject({
    object: {
      message: 'Who they are',
      attachment: { name: 'recipients.txt', size: 8 },
      case_task: { id: ids.task, case: { id: ids.case, caseId: 1 } },
    },
  });
  expect(bodyAbout(ids.url)).toMatchObject({
    object: {
      data: 'http://pay.evil.example/in?to=carol',
      reports: { [analyzer]: { taxonomies: [{ namespace: 'UrlAnatomy' }] } },
      case: { id: ids.case },
    },
  });
  expect(bodyAbout(ids['sent url'])).toMatchObject({ object: { ioc: true, alert: { id: ids.alert } } });
});
