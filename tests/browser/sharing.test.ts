/** A case is shared with another organisation, which sees only its part, works on a task, and loses the case again. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiClient, basic, createApiClient } from '../journeys/api-client.ts';
import { lines, loginOf, openScene, organisation, password, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible, type WatchedPage } from './browser.ts';
import { openCase } from './case-scene.ts';

/** The organisation that the case is shared with. */
const partner = 'beta';
const task = 'Check the proxy';
const title = 'Beacons through the proxy';
const owned = `owned by ${organisation}`;

let scene: Scene;
let bea: ApiClient;
let caseId: string;
let number: number;

beforeAll(async () => {
  scene = await openScene();
  const { url, administrator } = scene.server;
  const platform = createApiClient(url, basic(administrator.login, administrator.password), 'admin');
  await platform.call('POST', '/organisation', { name: partner, description: 'The partner' });
  await platform.call('PUT', `/organisation/${organisation}/link/${partner}`, {
    linkType: 'default',
    otherLinkType: 'default',
  });
  const login = loginOf('bea');
  await platform.call('POST', '/user', {
    login,
    name: 'Bea Lindt',
    profile: 'analyst',
    organisation: partner,
    password,
  });
  bea = createApiClient(url, basic(login, password), partner);
  const made = await scene.source.call('POST', '/case', {
    title,
    description: 'One host calls out every minute.',
    tlp: 2,
    tasks: [{ title: task }, { title: 'Ask the owner of the host' }],
  });
  caseId = String(made._id);
  number = Number(made.number);
  for (const data of ['beacon.example', 'own-name.example']) await addObservable(data);
});

afterAll(() => scene?.close());

async function addObservable(data: string): Promise<void> {
  await scene.source.list('POST', `/case/${caseId}/observable`, { dataType: 'domain', data });
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const sharedSwitch = (page: Page) => page.getByRole('switch', { name: `Shared with ${partner}` });

/** Chooses in a list that opens at a field. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Opens an address of the partner. */
async function openThere(page: Page, path: string): Promise<void> {
  await page.goto(`${scene.server.url}/o/${partner}/${path}`);
  await page.getByRole('main').waitFor();
}

it('shares a case for reading, observables one by one and new ones by themselves', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, number, 'sharing');
    await page.getByText('linked as default').waitFor();
    expect(await sharedSwitch(page).isChecked()).toBe(false);
    await page.getByText('This case is not shared.', { exact: false }).waitFor();
    await expectAccessible(page);
    await page
      .locator('label')
      .filter({ has: sharedSwitch(page) })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: `Share this case with ${partner}` });
    await choose(page, 'Profile there', 'read-only');
    await dialog.getByText(`${partner} would receive AMBER data.`, { exact: false }).waitFor();
    await expectAccessible(page);
    await button(dialog, /^Share/).click();
    await dialog.waitFor({ state: 'hidden' });
    await choose(page, `Observables for ${partner}`, 'new ones too');
    await button(page, `See as ${partner}`).click();
    const items = page.getByRole('region', { name: 'One by one' });
    await button(items.getByRole('listitem').filter({ hasText: 'beacon[.]example' }), 'Share').click();
    const seen = page.getByRole('region', { name: `What ${partner} sees` });
    await seen.getByText('0 tasks, 1 observable', { exact: true }).waitFor();
    await seen.getByText('2 tasks, 1 observable', { exact: true }).waitFor();
    await addObservable('later.example');
    await seen.getByText('0 tasks, 2 observables', { exact: true }).waitFor();
    await expectAccessible(page);
  });
});

it('shows the partner the case without what was not shared, and without acts', async () => {
  await signedIn(scene, 'bea', async (page) => {
    await openThere(page, `cases/${number}`);
    const main = page.getByRole('main');
    await main.getByRole('heading', { level: 1, name: title }).waitFor();
    await main.getByText(owned).first().waitFor();
    await main.getByText('read-only for you').waitFor();
    for (const name of ['Close case', 'Edit', 'Add']) expect(await button(main, name).count()).toBe(0);
    await expectAccessible(page);
    await openThere(page, `cases/${number}/observables`);
    await expect.poll(() => lines(page).count()).toBe(2);
    for (const value of ['beacon[.]example', 'later[.]example'])
      await lines(page).filter({ hasText: value }).waitFor();
    await expectAccessible(page);
    await openThere(page, `cases/${number}/tasks`);
    await page.getByRole('navigation', { name: 'Sections of the case' }).waitFor();
    expect(await page.getByText(task).count()).toBe(0);
    await expectAccessible(page);
  });
});

it('asks the partner for action, whose log appears by itself', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await askForAction(page);
    await signedIn(scene, 'bea', act);
    const log = page.getByRole('article').filter({ hasText: 'The proxy knows the host.' });
    await log.waitFor();
    await expectAccessible(page);
  });
});

/** Gives the partner a task, with rights to work on it. */
async function askForAction(page: Page): Promise<void> {
  await openCase(scene, page, number, `sharing?as=${partner}`);
  await choose(page, `Profile of ${partner}`, 'analyst');
  const items = page.getByRole('region', { name: 'One by one' });
  const item = items.getByRole('listitem').filter({ hasText: task });
  await button(item, 'Share').click();
  await item.getByText('shared', { exact: true }).waitFor();
  await openCase(scene, page, number, 'tasks');
  await page.getByRole('link', { name: task }).first().click();
  await button(page, 'Ask for action').click();
  await page.getByText('action needed', { exact: true }).waitFor();
}

/** Finds the task, writes a log and says that it is done. */
async function act(page: Page): Promise<void> {
  await openThere(page, 'tasks?view=action');
  await expect.poll(() => lines(page).count()).toBe(1);
  await expectAccessible(page);
  await lines(page).getByRole('link', { name: task }).first().click();
  const editor = page.getByRole('textbox', { name: 'Log', exact: true });
  await editor.fill('The proxy knows the host.');
  await button(page, /^Add log/).click();
  await page.getByRole('article').filter({ hasText: 'The proxy knows the host.' }).waitFor();
  await button(page, 'Action done').click();
  await page.getByText('action needed', { exact: true }).waitFor({ state: 'detached' });
  await openThere(page, 'tasks?view=action');
  await expect.poll(() => lines(page).count()).toBe(0);
}

it('takes the case back, also from a page that is open', async () => {
  await signedIn(scene, 'bea', async (theirs, watched) => {
    await openThere(theirs, `cases/${number}`);
    await theirs.getByRole('heading', { level: 1, name: title }).waitFor();
    await theirs.getByTestId('live-state').getByText('Live').waitFor();
    await signedIn(scene, 'lea', withdraw);
    await theirs.getByRole('heading', { name: 'Not found, or not shared with you' }).waitFor();
    await expectAccessible(theirs);
    await openThere(theirs, `search?q=${encodeURIComponent('beacon')}`);
    await theirs.getByText('Nothing holds all of these words').waitFor();
    expect(await theirs.getByRole('main').getByText(title).count()).toBe(0);
    forgetNotFound(watched);
  });
  const found = await bea.list('POST', '/query?name=cases', {
    query: [{ _name: 'listCase' }, { _name: 'page', from: 0, to: 10 }],
  });
  expect(found).toEqual([]);
});

async function withdraw(page: Page): Promise<void> {
  await openCase(scene, page, number, 'sharing');
  await page
    .locator('label')
    .filter({ has: sharedSwitch(page) })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: `Take this case back from ${partner}?` });
  await dialog.waitFor();
  await expectAccessible(page);
  await button(dialog, 'Take back').click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => sharedSwitch(page).isChecked()).toBe(false);
}

/** Forgets what the browser says of answers for what is no longer there. */
function forgetNotFound({ takeComplaints }: WatchedPage): void {
  expect(takeComplaints().filter((complaint) => !complaint.includes('status of 404'))).toEqual([]);
}
