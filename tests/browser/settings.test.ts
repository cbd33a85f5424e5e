/** The settings of an organisation and of the platform: accounts, keys, templates, tags, records of changes, and what all share. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { basic, createApiClient } from '../journeys/api-client.ts';
import {
  lines,
  loginOf,
  makeAlert,
  openScene,
  organisation,
  password,
  type Scene,
  signedIn,
} from './alert-scene.ts';
import { expectAccessible, type WatchedPage } from './browser.ts';

/** Organisation of the administrators of the platform. */
const platform = 'admin';
const partner = 'gamma';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await addPerson('ruth', 'Ruth Adler', 'org-admin', organisation);
  await addPerson('petra', 'Petra Novak', 'admin', platform);
  await makeAlert(scene, 'tagged', { tags: ['logon', 'night'] });
});

afterAll(() => scene?.close());

async function addPerson(first: string, name: string, profile: string, where: string): Promise<void> {
  const { url, administrator } = scene.server;
  const api = createApiClient(url, basic(administrator.login, administrator.password), platform);
  await api.call('POST', '/user', { login: loginOf(first), name, profile, organisation: where, password });
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const field = (within: Page | Locator, name: string) => within.getByLabel(name, { exact: true });
const panel = (page: Page) => page.getByTestId('preview-drawer');
const unsaved = (page: Page) => page.getByTestId('unsaved-bar');
/** A row of a table of settings. */
const rowOf = (page: Page, text: string) => page.getByRole('main').getByRole('row').filter({ hasText: text });

async function openSettings(page: Page, section: string, where = organisation): Promise<void> {
  await page.goto(`${scene.server.url}/o/${where}/settings/${section}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Chooses in a list that opens at a field. */
async function choose(within: Locator, label: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: label, exact: true }).click();
  await within.page().getByRole('option', { name: option, exact: true }).click();
}

/** Status of a question about oneself that is asked with a key. */
async function statusWith(key: string): Promise<number> {
  const { url } = scene.server;
  const headers = { authorization: `Bearer ${key}` };
  return (await fetch(`${url}/api/v1/user/current`, { headers })).status;
}

/** Makes a key in the open panel of an account and gives it. */
async function makeKey(page: Page, name: string): Promise<string> {
  await field(panel(page), 'Name of a new key').fill(name);
  await button(panel(page), 'Make key').click();
  await panel(page).getByText(`Key ${name}: shown this once only.`, { exact: false }).waitFor();
  return (await panel(page).locator('code').textContent()) ?? '';
}

/** Forgets what the browser says of answers that are refusals. */
function forgetRefusals({ takeComplaints }: WatchedPage): void {
  expect(takeComplaints().filter((complaint) => !complaint.includes('status of 400 '))).toEqual([]);
}

it('makes an account whose key is shown once, locks it, and takes the lock back', async () => {
  await signedIn(scene, 'ruth', async (page, watched) => {
    await openSettings(page, 'users');
    await rowOf(page, 'Omar Haddad').getByText('analyst').waitFor();
    await expectAccessible(page);
    await button(page, 'New user').click();
    await field(panel(page), 'Login').fill(loginOf('nia'));
    await field(panel(page), 'Name').fill('Nia Okafor');
    await field(panel(page), 'Password').fill('short');
    await button(panel(page), /^Create/).click();
    await panel(page)
      .getByText(/^At least 12 characters\./)
      .waitFor();
    forgetRefusals(watched);
    await expectAccessible(page);
    await field(panel(page), 'Password').fill(password);
    await button(panel(page), /^Create/).click();
    await panel(page).getByRole('heading', { name: 'API keys' }).waitFor();
    const key = await makeKey(page, 'Nightly script');
    await expectAccessible(page);
    expect(await statusWith(key)).toBe(200);
    await page.reload();
    await panel(page).getByText('Nightly script').waitFor();
    expect(await page.content()).not.toContain(key);
    await button(panel(page), 'Lock').click();
    await rowOf(page, 'Nia Okafor').getByText('Locked').waitFor();
    expect(await statusWith(key)).toBe(401);
    await expectAccessible(page);
    await button(page.getByTestId('undo-strip'), /^Undo/).click();
    await rowOf(page, 'Nia Okafor')
      .getByText(/^Password/)
      .waitFor();
    expect(await statusWith(key)).toBe(200);
  });
});

it('makes a service account that has keys and no password', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    await openSettings(page, 'services');
    await page.getByText('Nothing here yet').waitFor();
    await expectAccessible(page);
    await button(page.getByRole('main'), /New service account/)
      .first()
      .click();
    await field(panel(page), 'Login').fill(loginOf('feed'));
    await field(panel(page), 'Name').fill('Feed of the proxy');
    expect(await field(panel(page), 'Password').count()).toBe(0);
    await button(panel(page), /^Create/).click();
    await rowOf(page, 'Feed of the proxy').getByText('Not set up yet').waitFor();
    expect(await statusWith(await makeKey(page, 'Proxy'))).toBe(200);
    await rowOf(page, 'Feed of the proxy').getByText('API key').waitFor();
    expect(await button(panel(page), 'Set password').count()).toBe(0);
    await expectAccessible(page);
  });
});

it('keeps a case template that is begun over a reload, shows the case that it gives, and stores it', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    await openSettings(page, 'templates/new');
    const main = page.getByRole('main');
    await field(main, 'Name shown to people').fill('Intrusion');
    await field(main, 'Technical name').fill('intrusion');
    await field(main, 'Prefix of the title').fill('[INT]');
    await choose(main, 'Severity', 'High');
    await button(main, 'Add task').click();
    await field(main, 'What is to be done').fill('Isolate the host');
    await page.keyboard.press('Enter');
    await field(main, 'What is to be done').nth(1).fill('Read its memory');
    await main.getByRole('checkbox', { name: 'required' }).first().check();
    const preview = page.getByRole('complementary', { name: 'The case it gives' });
    await preview.getByText('[INT] Title of the case').waitFor();
    expect(await preview.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('Isolate the host'),
      expect.stringContaining('Read its memory'),
    ]);
    await page.reload();
    await unsaved(page)
      .getByText(/changes from earlier, not saved/)
      .waitFor();
    expect(await field(main, 'Technical name').inputValue()).toBe('intrusion');
    await preview.getByText('Read its memory').waitFor();
    await expectAccessible(page);
    await button(unsaved(page), /^Create/).click();
    await main.getByRole('heading', { level: 2, name: 'Intrusion' }).waitFor();
    await unsaved(page).waitFor({ state: 'detached' });
    await button(main, 'Duplicate').click();
    await expect.poll(() => field(main, 'Technical name').inputValue()).toBe('intrusion-2');
    await preview.getByText('Read its memory').waitFor();
    await field(main, 'Name shown to people').fill('Copied');
    await button(unsaved(page), /^Create/).click();
    await main.getByRole('heading', { level: 2, name: 'Copied' }).waitFor();
    await unsaved(page).waitFor({ state: 'detached' });
    await button(main, 'All templates').click();
    await rowOf(page, 'Copied').getByRole('cell', { name: '2', exact: true }).waitFor();
    await rowOf(page, 'Intrusion').getByRole('cell', { name: '2', exact: true }).waitFor();
    await expectAccessible(page);
  });
});

it('renames a tag on everything that carries it', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    await openSettings(page, 'tags');
    await lines(page).filter({ hasText: 'logon' }).click();
    await panel(page).getByText('1 alert').waitFor();
    await field(panel(page), 'Text').fill('sign-in');
    await expectAccessible(page);
    await button(unsaved(page), /^Save/).click();
    await lines(page).filter({ hasText: 'sign-in' }).waitFor();
    await unsaved(page).waitFor({ state: 'detached' });
  });
  const [alert] = await scene.source.list('POST', '/query?name=tagged', {
    query: [{ _name: 'listAlert' }, { _name: 'page', from: 0, to: 1 }],
  });
  expect(alert?.tags).toEqual(expect.arrayContaining(['night', 'sign-in']));
});

it('records who changed what, and shows what it was before', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    await openSettings(page, 'audit');
    const renamed = lines(page).filter({ hasText: 'Tag changed' });
    await renamed.first().waitFor();
    await expectAccessible(page);
    await renamed.first().click();
    const changes = panel(page).getByRole('region', { name: 'Changes' });
    await changes.getByRole('deletion').getByText('logon').waitFor();
    await changes.getByRole('insertion').getByText('sign-in').waitFor();
    await expectAccessible(page);
    await button(page.getByRole('main'), /^Users/).click();
    await lines(page).filter({ hasText: 'Nia Okafor' }).first().waitFor();
    await expect.poll(() => renamed.count()).toBe(0);
  });
});

it('makes an organisation and links it with another', async () => {
  await signedIn(scene, 'petra', async (page) => {
    await openSettings(page, 'organisations', platform);
    await page.getByText('Affects every organisation').waitFor();
    await expectAccessible(page);
    await button(page, /^New organisation/).click();
    await field(panel(page), 'Name').fill(partner);
    await field(panel(page), 'Description').fill('The partner');
    await button(panel(page), /^Create/).click();
    await choose(panel(page), 'Organisation to link', organisation);
    await button(panel(page), 'Link').click();
    await choose(panel(page), `Cases of ${partner} for ${organisation}`, 'Every case is shared');
    await expect
      .poll(() => rowOf(page, 'The partner').getByRole('cell', { name: organisation, exact: true }).count())
      .toBe(1);
    await expectAccessible(page);
  });
});

it('makes a profile from another one in the grid, and shows how the two differ', async () => {
  await signedIn(scene, 'petra', async (page) => {
    await openSettings(page, 'profiles', platform);
    await page
      .getByRole('columnheader', { name: /analyst/ })
      .getByRole('link')
      .click();
    await panel(page).getByText('Held by 4 people.', { exact: false }).waitFor();
    await expectAccessible(page);
    await button(page, 'New from analyst').click();
    await field(panel(page), 'Name').fill('first-line');
    await page.getByRole('checkbox', { name: 'Promote and merge: New profile' }).uncheck();
    await panel(page).getByText('0 rights more · 1 right fewer').waitFor();
    await expectAccessible(page);
    await button(unsaved(page), /^Create/).click();
    const head = page.getByRole('columnheader', { name: /first-line/ });
    await head.getByText('0 people').waitFor();
    await expect
      .poll(() => page.getByRole('checkbox', { name: 'Promote and merge: first-line' }).isChecked())
      .toBe(false);
  });
});

/** Kinds of small objects: section, the label of the button, what is filled in, and the name that the list then shows. */
const kinds = [
  [
    'fields',
    'New field',
    { 'Name shown to people': 'Business unit', 'Technical name': 'business-unit', Group: 'Business' },
    'Business unit',
  ],
  [
    'caseStatuses',
    'New case status',
    { Name: 'WaitingForLegal', 'What it means': 'Counsel reads it' },
    'WaitingForLegal',
  ],
  ['alertStatuses', 'New alert status', { Name: 'Parked', 'What it means': 'Nobody works on it' }, 'Parked'],
  ['types', 'New type', { Name: 'iban' }, 'iban'],
] as const;

it.each(kinds)('adds to the section %s: %s', async (section, act, values, name) => {
  await signedIn(scene, 'petra', async (page) => {
    await openSettings(page, section, platform);
    await page
      .getByRole('main')
      .getByText(/^\d+ entr(y|ies)$/)
      .waitFor();
    await expectAccessible(page);
    await button(page, new RegExp(`^${act}`))
      .first()
      .click();
    for (const [label, value] of Object.entries(values)) await field(panel(page), label).fill(value);
    await expectAccessible(page);
    await button(unsaved(page), /^Create/).click();
    await panel(page).getByRole('heading', { level: 2, name }).waitFor();
    await unsaved(page).waitFor({ state: 'detached' });
    await rowOf(page, name).waitFor();
    await button(panel(page), 'Delete').waitFor();
  });
});
