/** Knowledge is written down, taken into a case and changed there by two; then a report is made that leaves out what is above its TLP. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Wire } from '../journeys/api-client.ts';
import { loginOf, openScene, organisation, password, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible, type WatchedPage } from './browser.ts';
import { openCase } from './case-scene.ts';

let scene: Scene;
let caseId: string;
let number: number;

beforeAll(async () => {
  scene = await openScene();
  const { source } = scene;
  await source.call('POST', '/user', {
    login: loginOf('olga'),
    name: 'Olga Lind',
    profile: 'org-admin',
    organisation,
    password,
  });
  const made = await source.call('POST', '/case', {
    title: 'Forged invoice',
    description: 'By mail.',
    tlp: 1,
  });
  caseId = String(made._id);
  number = Number(made.number);
  for (const [data, tlp] of [
    ['open.example', 1],
    ['secret.example', 3],
    ['hidden.example', 4],
  ] as const)
    await source.list('POST', `/case/${caseId}/observable`, { dataType: 'domain', data, tlp });
  await source.call('POST', '/pageTemplate', {
    title: 'Minutes',
    category: 'Meetings',
    content: '## Who was there',
  });
});

afterAll(() => scene?.close());

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });

/** Opens an address of the organisation. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${scene.server.url}/o/${organisation}/${path}`);
  await page.getByRole('main').waitFor();
}

/** Chooses in a list that opens at a field. */
async function choose(page: Page | Locator, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.click();
  await field.page().getByRole('option', { name: option, exact: true }).click();
}

async function rewrite(page: Page, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Text', exact: true });
  await editor.waitFor();
  await editor.fill(text);
}

it('keeps knowledge in pages that are found by their words, and moved by keys', async () => {
  await signedIn(scene, 'olga', async (page) => {
    await open(page, 'alerts');
    await page.getByTestId('live-state').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByText('No page yet').waitFor();
    await expectAccessible(page);
    await makePage(page, 'Stop a payment', 'Money');
    await button(page, /^Edit/).click();
    await rewrite(page, 'Call the **fraud desk** before noon.');
    await button(page, /^Save/).click();
    await page.getByText('fraud desk').waitFor();
    await makePage(page, 'Whom to tell', 'Money');
    const tree = page.getByRole('navigation', { name: 'Pages by heading' });
    await tree.getByRole('link', { name: 'Whom to tell' }).waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await expect
      .poll(() => tree.getByRole('link').allInnerTexts())
      .toEqual(['Whom to tell', 'Stop a payment']);
    await page.getByRole('textbox', { name: 'Search pages' }).fill('fraud');
    const found = page.getByRole('navigation', { name: '1 page found' });
    await found.locator('mark', { hasText: 'fraud' }).waitFor();
    await found.getByRole('link').click();
    await page.getByRole('heading', { name: 'Stop a payment' }).waitFor();
    await expectAccessible(page);
  });
});

async function makePage(page: Page, title: string, heading: string): Promise<void> {
  await button(page, /^New page/)
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'New page' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('combobox', { name: 'Heading' }).fill(heading);
  await page.keyboard.press('Escape');
  await button(dialog, /^Create/).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
}

it('takes a page of the knowledge base into a case, where two change it, and an earlier version comes back', async () => {
  await signedIn(scene, 'lea', async (page, watched) => {
    await openCase(scene, page, number, 'pages');
    await button(page, 'From the knowledge base').click();
    const dialog = page.getByRole('dialog', { name: 'Take a page from the knowledge base' });
    await button(dialog, /^Stop a payment/).click();
    await dialog.getByText('Call the fraud desk').waitFor();
    await expectAccessible(page);
    await button(dialog, /^Add to the case/).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 2, name: 'Stop a payment' }).waitFor();
    await button(page, /^Edit/).click();
    await rewrite(page, 'Call the fraud desk at ten.');
    await changeElsewhere('Call the fraud desk at eleven.');
    await button(page, /^Save/).click();
    const conflict = page.getByTestId('conflict-view');
    await conflict.waitFor();
    await expectAccessible(page);
    await conflict.getByRole('textbox').fill('Call the fraud desk at eleven sharp.');
    await button(conflict, /^Save/).click();
    await page.getByText('at eleven sharp.').waitFor();
    await restoreFirst(page);
    forgetStatus(watched, 409);
  });
});

/** Changes the page of the case as somebody else does. */
async function changeElsewhere(content: string): Promise<void> {
  const [found] = await scene.source.list('POST', '/query?name=pages', {
    query: [{ _name: 'getCase', idOrName: caseId }, { _name: 'pages' }],
  });
  await scene.source.call('PATCH', `/case/${caseId}/page/${String(found?._id)}`, { content });
}

async function restoreFirst(page: Page): Promise<void> {
  await button(page, /^History/).click();
  const versions = page.getByRole('list', { name: 'Versions, newest first' });
  await expect.poll(() => versions.getByRole('button').count()).toBe(3);
  await page.locator('ins', { hasText: 'sharp' }).waitFor();
  await versions.getByRole('button').last().click();
  await page.getByText('The first version').waitFor();
  await expectAccessible(page);
  await button(page, 'Restore this version').click();
  await expect.poll(() => versions.getByRole('button').count()).toBe(4);
  await button(page, /^Show the text/).click();
  await page.getByText('before noon').waitFor();
}

/** Forgets what the browser says of answers that refuse, as they were meant to. */
function forgetStatus({ takeComplaints }: WatchedPage, status: number): void {
  expect(takeComplaints().filter((complaint) => !complaint.includes(`status of ${status}`))).toEqual([]);
}

it('starts a page from a template of the settings', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, number, 'pages?new=page');
    const dialog = page.getByRole('dialog', { name: 'New page' });
    await choose(dialog, 'Start from a template', 'Meetings / Minutes');
    await expectAccessible(page);
    await button(dialog, /^Create/).click();
    await page.getByRole('heading', { name: 'Who was there' }).waitFor();
  });
});

it('has a template of reports made part by part, with its preview', async () => {
  await signedIn(scene, 'olga', async (page) => {
    await open(page, 'settings/reportTemplates');
    await button(page, /^New report template/)
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Incident');
    const preview = page.getByTestId('report-preview').contentFrame();
    await preview.getByText('Phishing against the finance department').first().waitFor();
    await button(page, 'Add part').click();
    await page.getByRole('menuitem', { name: 'Pages', exact: true }).click();
    const part = page
      .getByRole('listitem')
      .filter({ hasText: 'Pages' })
      .getByRole('button', { expanded: true });
    await part.press('Alt+ArrowUp');
    await expect
      .poll(() => partsOf(page))
      .toEqual(['Text', 'Observables, table', 'Timeline', 'Pages', 'Tasks, one by one']);
    await expectAccessible(page);
    await button(page, /^Create/).click();
    await page.getByRole('heading', { level: 2, name: 'Incident' }).waitFor();
    await page.getByRole('textbox', { name: 'Preview with case' }).fill(`#${number}`);
    await preview.getByText('Forged invoice').first().waitFor();
  });
});

async function partsOf(page: Page): Promise<readonly string[]> {
  const texts = await page.locator('[data-fold]').allInnerTexts();
  return texts.map((text) => text.trim());
}

it('makes a report that says what it leaves out, keeps it and gives it in every format', async () => {
  await signedIn(scene, 'lea', async (page, watched) => {
    await openCase(scene, page, number, 'report');
    await choose(page, 'Nothing above', 'TLP:GREEN');
    await choose(page, 'Language', 'Français');
    await page.getByText('2 items withheld: 2 observables').waitFor();
    const preview = page.getByTestId('report-preview').contentFrame();
    await preview.getByText('Objets omis en raison de leur TLP : 2.').waitFor();
    await preview.getByText('open[.]example').first().waitFor();
    expect(await preview.getByText('secret').count()).toBe(0);
    await expectAccessible(page);
    await choose(page, 'Format', 'Word (DOCX)');
    expect((await fetched(page)).subarray(0, 2).toString()).toBe('PK');
    await choose(page, 'Format', 'PDF');
    expect((await fetched(page)).subarray(0, 5).toString()).toBe('%PDF-');
    await keep(page);
    await choose(page, 'Nothing above', 'TLP:CLEAR');
    await page.getByText('The case is TLP:GREEN', { exact: false }).waitFor();
    forgetStatus(watched, 400);
  });
});

/** The bytes of the report as it is downloaded. */
async function fetched(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, /^Download/).click()]);
  return readFile(await download.path());
}

async function keep(page: Page): Promise<void> {
  await button(page, /^Keep with the case/).click();
  const kept = page.getByRole('region', { name: 'Kept reports' }).getByRole('listitem');
  await kept.getByText(`case-${number}-Incident.pdf`).waitFor();
  await kept.getByText('2 withheld').waitFor();
  const [report] = await scene.source.list('POST', '/query?name=reports', {
    query: [{ _name: 'getCase', idOrName: caseId }, { _name: 'caseReports' }],
  });
  expect(report).toMatchObject({ highestTlp: 1, withheld: 2 } satisfies Wire);
  await button(kept, /^Delete/).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this report?' });
  await button(dialog, 'Delete').click();
  await expect.poll(() => kept.count()).toBe(0);
}
