/** An automation rule: previewed while it is written, switched on, and met by the next alert. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Wire } from '../journeys/api-client.ts';
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

const analyzer = 'UrlAnatomy';
/** Longest time until a rule has met an alert and its run has ended, in milliseconds. */
const longestRun = 30_000;

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await scene.source.call('POST', '/user', {
    login: loginOf('ruth'),
    name: 'Ruth Adler',
    profile: 'org-admin',
    organisation,
    password,
  });
  await scene.source.call('POST', '/neuron', { definitionId: 'UrlAnatomy_1_0', name: analyzer });
  await makeAlert(scene, 'severe', { severity: 3, observables: [url('severe')] });
  await makeAlert(scene, 'mild', { severity: 2, observables: [url('mild')] });
  await makeAlert(scene, 'guarded', { severity: 4, observables: [{ ...url('guarded'), tlp: 4 }] });
});

afterAll(() => scene?.close());

const url = (name: string): Wire => ({ dataType: 'url', data: `https://${name}.evil.example/` });
const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const preview = (page: Page) => page.getByRole('complementary', { name: 'In the last 7 days' });

async function openRules(page: Page): Promise<void> {
  await page.goto(`${scene.server.url}/o/${organisation}/settings/automation`);
  await page.getByRole('heading', { level: 1, name: 'Automation' }).waitFor();
}

/** Chooses an option of a list that opens below its field. */
async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
}

/** Runs that the rule has asked for, with their observables. */
const runsOf = (rule: string): Promise<readonly Wire[]> =>
  scene.source.list('POST', '/query', {
    query: [{ _name: 'listJob' }, { _name: 'filter', _field: 'ruleName', _value: rule }],
  });

it('shows what it would have done, works from the moment it is switched on, and says what it has used', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    await openRules(page);
    await page.getByText('Nothing here yet').waitFor();
    await expectAccessible(page);
    await button(page.getByRole('main'), /^New rule/)
      .first()
      .click();
    await preview(page).getByText('Choose an analyzer').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Severe alerts');
    await choose(page, /^Analyzers to run/, analyzer);
    await preview(page)
      .getByText('It would have met 3 observables. It would have asked for 2 runs.')
      .waitFor();
    await choose(page, 'From severity', 'High');
    await preview(page)
      .getByText('It would have met 2 observables. It would have asked for 1 run.')
      .waitFor();
    await preview(page).getByText('Held back: above its TLP or PAP').waitFor();
    await page.getByRole('switch', { name: 'Runs analyzers' }).click({ force: true });
    await expectAccessible(page);
    await button(page, /^Create/).click();
    await page.getByRole('heading', { level: 2, name: 'Severe alerts' }).waitFor();

    await makeAlert(scene, 'next', { severity: 4, observables: [url('next')] });
    await makeAlert(scene, 'next-mild', { severity: 1, observables: [url('next-mild')] });
    await expect
      .poll(async () => (await runsOf('Severe alerts')).map(({ status }) => status), { timeout: longestRun })
      .toEqual(['Success']);

    await openRules(page);
    await page
      .getByRole('row')
      .filter({ hasText: 'Severe alerts' })
      .getByText('1 of 200 runs today')
      .waitFor();
  });
});

it('is no section for people who may not configure the organisation', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/settings/automation`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('heading', { name: 'Automation' }).count()).toBe(0);
  });
});
