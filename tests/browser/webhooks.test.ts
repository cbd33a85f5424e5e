/** A webhook: made and tried out in the settings, told of what happens next, and sent again what could not be delivered. */
import { createHmac } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import {
  loginOf,
  makeAlert,
  openScene,
  organisation,
  password,
  type Scene,
  signedIn,
} from './alert-scene.ts';
import { expectAccessible } from './browser.ts';
import { takeShots } from './shots.ts';

const secret = 'a secret of more than sixteen';
/** Longest time until a change has arrived at the receiver, in milliseconds. */
const longestWay = 30_000;

let scene: Scene;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  scene = await openScene({ SKEP_ALLOWED_INTERNAL_NETWORKS: '127.0.0.1' });
  await scene.source.call('POST', '/user', {
    login: loginOf('ruth'),
    name: 'Ruth Adler',
    profile: 'org-admin',
    organisation,
    password,
  });
});

afterAll(async () => {
  await scene?.close();
  await receiver?.close();
});

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const section = () => `${scene.server.url}/o/${organisation}/settings/webhooks`;
const delivery = (page: Page, text: string) =>
  page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem').filter({ hasText: text });

/** Chooses an option of a list that opens below its field. */
async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
}

it('is made, tried out, told of an alert in a signed body, and sends again what was refused', async () => {
  await signedIn(scene, 'ruth', async (page, { takeComplaints }) => {
    await page.goto(section());
    await page.getByText('Nothing here yet').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Name' }).fill('Automation');
    await page.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
    await choose(page, 'Objects', 'Alert');
    await choose(page, 'Authentication', 'Bearer token');
    await page.getByRole('textbox', { name: 'Token' }).fill('abc');
    await page.getByRole('textbox', { name: 'Signing secret' }).fill('short');
    await button(page, /^Create/).click();
    await page.getByRole('alert').waitFor();
    expect(takeComplaints()).toEqual([expect.stringContaining('400 (Bad Request)')]);
    await page.getByRole('textbox', { name: 'Signing secret' }).fill(secret);
    await expectAccessible(page);
    await takeShots(page, 'webhook-new', true);
    await button(page, /^Create/).click();
    await page.getByRole('heading', { level: 2, name: 'Automation' }).waitFor();
    await button(page, 'Send a test').click();
    await page.getByText('Delivered: answered 204').waitFor();
    expect(receiver.received[0]?.headers.authorization).toBe('Bearer abc');

    receiver.answers.push({ status: 401, body: 'who are you?' });
    await makeAlert(scene, 'told', { title: 'A wave of mails' });
    await delivery(page, 'who are you?').waitFor({ timeout: longestWay });
    await page.getByText('Failed', { exact: true }).first().click();
    await expect.poll(() => page.url()).toContain('state=Failed');
    await delivery(page, 'who are you?').getByRole('link', { name: 'A wave of mails' }).waitFor();
    await expectAccessible(page);
    await takeShots(page, 'webhook-failed');
    await button(delivery(page, 'who are you?'), 'Send again').click();
    await page.getByText('0 deliveries').waitFor({ timeout: longestWay });
    await page.getByText('Delivered', { exact: true }).first().click();
    await delivery(page, 'Answered 204').waitFor({ timeout: longestWay });

    const { headers, raw, body } = receiver.received.at(-1) ?? { headers: {}, raw: '', body: {} };
    const sent = Object.fromEntries(Object.entries(headers));
    const digest = createHmac('sha256', secret).update(`${sent['x-skep-timestamp']}.${raw}`).digest('hex');
    expect(sent['x-skep-signature']).toBe(`sha256=${digest}`);
    expect(body).toMatchObject({
      action: 'create',
      objectType: 'Alert',
      object: { title: 'A wave of mails' },
    });

    await page.goto(section());
    await page.getByRole('row').filter({ hasText: 'Automation' }).getByText('Up to date').waitFor();
    await takeShots(page, 'webhooks');
  });
});

it('is no section for people who may not configure the organisation', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await page.goto(section());
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('heading', { name: 'Webhooks' }).count()).toBe(0);
  });
});
