/** Whatever is typed anywhere is there again after its tab was closed. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  loginOf,
  makeAlert,
  openScene,
  organisation,
  password,
  type Scene,
  signedIn,
} from './alert-scene.ts';

/** Somewhere to type. */
interface Place {
  /** Address below the organisation. */
  readonly address: string;
  /** Opens the field once the page is there. */
  readonly open: (page: Page) => Promise<void>;
  readonly field: (page: Page) => Locator;
  /** What is typed; a sentence when missing. */
  readonly text?: string;
}

const sentence = 'What somebody had begun to write';

let scene: Scene;
const numbers = { open: 0, closed: 0 };
let alertId = '';
let taskId = '';
const caseTitle = 'A case to write in';
const taskTitle = 'A task to write in';

beforeAll(async () => {
  scene = await openScene();
  await scene.source.call('POST', '/user', {
    login: loginOf('ruth'),
    name: 'Ruth Adler',
    profile: 'org-admin',
    organisation,
    password,
  });
  await scene.source.call('POST', '/neuron', { definitionId: 'Demo_BlockDomain_1_0', configuration: {} });
  const open = await scene.source.call('POST', '/case', { title: caseTitle, description: '' });
  const task = await scene.source.call('POST', `/case/${String(open._id)}/task`, { title: taskTitle });
  taskId = String(task._id);
  await scene.source.list('POST', `/case/${String(open._id)}/observable`, {
    dataType: 'domain',
    data: 'evil.example',
    pap: 1,
  });
  const closed = await scene.source.call('POST', '/case', { title: 'A case that ended', description: '' });
  await scene.source.call('PATCH', `/case/${String(closed._id)}`, {
    status: 'FalsePositive',
    summary: 'Nothing.',
    impactStatus: 'NotApplicable',
  });
  numbers.open = Number(open.number);
  numbers.closed = Number(closed.number);
  alertId = String((await makeAlert(scene, 'a-draft'))._id);
});

afterAll(() => scene?.close());

const dialog = (page: Page) => page.getByRole('dialog');
const inDialog = (label: string | RegExp) => (page: Page) =>
  dialog(page).getByRole('textbox', { name: label });
const click = (name: string | RegExp) => (page: Page) =>
  page.getByRole('main').getByRole('button', { name }).first().click();

const ofCase = (section: string) => `cases/${numbers.open}/${section}`;

const places: Readonly<Record<string, () => Place>> = {
  'a new event of the timeline': () => ({
    address: ofCase('timeline'),
    open: click('Add event'),
    field: inDialog(/^Title/),
  }),
  'a new task': () => ({
    address: ofCase('tasks'),
    open: click(/^Task$/),
    field: (page) => page.getByRole('textbox', { name: 'Title of the new task' }),
  }),
  'a new page': () => ({ address: ofCase('pages'), open: click('New page'), field: inDialog(/^Title/) }),
  'a link to a page elsewhere': () => ({
    address: ofCase('related'),
    open: click('Add link'),
    field: (page) => page.getByRole('combobox', { name: 'Meaning' }),
  }),
  'a comment': () => ({
    address: ofCase('overview'),
    open: (page) => page.keyboard.press('Shift+C'),
    field: (page) => page.getByRole('textbox', { name: 'Comment' }),
  }),
  'values to add': () => ({
    address: ofCase('observables'),
    open: async (page) => {
      await click(/^Add$/)(page);
      await page.getByRole('menuitem', { name: 'Observables' }).click();
    },
    field: inDialog('Values, one a line'),
    text: 'other.example',
  }),
  'the reason for a responder': () => ({
    address: ofCase('observables'),
    open: async (page) => {
      await page.getByRole('main').getByRole('checkbox', { name: /evil/ }).click();
      await page.keyboard.press('f');
    },
    field: inDialog(/^Reason/),
  }),
  'the summary of a case that is closed': () => ({
    address: ofCase('overview'),
    open: click('Close case'),
    field: inDialog('Summary'),
  }),
  'why a case is reopened': () => ({
    address: `cases/${numbers.closed}/overview`,
    open: click('Reopen'),
    field: inDialog('Why is it reopened?'),
  }),
  'a new case': () => ({
    address: 'cases?new=case',
    open: async () => undefined,
    field: inDialog(/^Title/),
  }),
  'the title of a case made of an alert': () => ({
    address: `alerts/${alertId}`,
    open: click(/^Promote/),
    field: inDialog('Title'),
  }),
  'the summary of an alert that is closed': () => ({
    address: `alerts/${alertId}`,
    open: click(/^Close/),
    field: inDialog('Summary'),
  }),
  'the name of a view': () => ({
    address: 'alerts?q=severity%3Ahigh',
    open: async (page) => {
      await click('Save or remove views')(page);
      await page.getByRole('menuitem', { name: 'Save as view' }).click();
    },
    field: inDialog('Name of the view'),
  }),
  'the name of a dashboard': () => ({
    address: 'dashboards',
    open: click(/^New dashboard/),
    field: inDialog(/^Title/),
  }),
  'another title for a case': () => ({
    address: ofCase('overview'),
    open: click(caseTitle),
    field: (page) => page.getByRole('main').getByRole('textbox', { name: 'Title' }),
  }),
  'another title for a task': () => ({
    address: ofCase(`tasks/${taskId}`),
    open: click(taskTitle),
    field: (page) => page.getByRole('main').getByRole('textbox', { name: 'Title' }),
  }),
  'the limit of an analyzer': () => ({
    address: 'engine/neurons/Demo_DNS_1_0',
    open: async () => undefined,
    field: (page) => page.getByRole('textbox', { name: 'Runs at most' }),
    text: '17',
  }),
};

/** Opens a place as somebody who comes to it anew. */
async function openPlace(page: Page, { address, open, field }: Place): Promise<Locator> {
  await page.goto(`${scene.server.url}/o/${organisation}/${address}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await open(page);
  await field(page).waitFor();
  return field(page);
}

/** What a field holds: an input its value, an editor its text. */
function textOf(field: Locator): Promise<string> {
  return field.evaluate((found: { readonly value?: string; readonly textContent: string | null }) =>
    String(found.value ?? found.textContent),
  );
}

/** Places that are tried in one go, so that each go stays short. */
const atOnce = 5;
const goes = Array.from({ length: Math.ceil(Object.keys(places).length / atOnce) }, (_, go) => ({
  names: Object.keys(places).slice(go * atOnce, (go + 1) * atOnce),
}));

it.each(goes)('keeps whatever was typed: $names', async ({ names }) => {
  const typed = names.flatMap((name) => {
    const placeOf = places[name];
    return placeOf === undefined ? [] : [{ name, ...placeOf() }];
  });
  await signedIn(scene, 'ruth', async (page) => {
    for (const place of typed) {
      const field = await openPlace(page, place);
      await field.fill(place.text ?? sentence);
    }
    await page.goto('about:blank');
    for (const { name, text = sentence, ...place } of typed) {
      const field = await openPlace(page, place);
      await expect.poll(() => textOf(field), { message: name }).toBe(text);
    }
  });
  // Kept is not saved.
  expect(await scene.source.call('GET', `/task/${taskId}`)).toMatchObject({ title: taskTitle });
  expect(await scene.source.call('GET', `/case/${numbers.open}`)).toMatchObject({ title: caseTitle });
});

it('keeps the new title of a task until the server has it, and forgets what was thrown away', async () => {
  const place: Place = {
    address: ofCase(`tasks/${taskId}`),
    open: click(taskTitle),
    field: (page) => page.getByRole('main').getByRole('textbox', { name: 'Title' }),
  };
  await signedIn(scene, 'omar', async (page, { takeComplaints }) => {
    await (await openPlace(page, place)).fill('Thrown away');
    await page.keyboard.press('Escape');
    await click(taskTitle)(page);
    expect(await textOf(place.field(page))).toBe(taskTitle);
    await place.field(page).fill('A better title');
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByRole('main').getByRole('alert').first().waitFor();
    await page.context().setOffline(false);
    takeComplaints();
    await click(taskTitle)(page);
    expect(await textOf(place.field(page))).toBe('A better title');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'A better title' }).waitFor();
  });
  expect(await scene.source.call('GET', `/task/${taskId}`)).toMatchObject({ title: 'A better title' });
});
