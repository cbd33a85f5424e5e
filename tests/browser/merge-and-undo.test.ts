/** An alert is merged into a case, something is found out, and the merging is taken back; then two cases become one. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { basic, createApiClient, type Wire } from '../journeys/api-client.ts';
import { lines, makeAlert, openQueue, organisation, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';
import { type CaseScene, openCase, openCaseScene, tasks } from './case-scene.ts';

const beacon = 'Beacon from WS-118';
const shared = ['198.51.100.7', 'update.example'] as const;
const brought = [1, 2, 3, 4, 5, 6].map((number) => `node-${number}.example`);

let scene: CaseScene;
let held: { readonly id: string; readonly number: number };
let alertId: string;

beforeAll(async () => {
  scene = await openCaseScene();
  const { url, administrator } = scene.server;
  const platform = createApiClient(url, basic(administrator.login, administrator.password), 'admin');
  await platform.call('POST', '/customField', {
    name: 'site',
    displayName: 'Site',
    group: 'place',
    description: 'Where it happened',
    type: 'string',
  });
  held = await makeCase('Beacons to update.example', shared, { customFields: { site: 'Lyon' } });
  const alert = await makeAlert(scene, 'beacon', {
    title: beacon,
    severity: 3,
    observables: [...shared, ...brought].map(observable),
    customFields: { site: 'Paris' },
  });
  alertId = String(alert._id);
});

afterAll(() => scene?.close());

function observable(data: string): Wire {
  return { dataType: /^\d/.test(data) ? 'ip' : 'domain', data };
}

async function makeCase(
  title: string,
  values: readonly string[],
  more: Wire = {},
): Promise<{ readonly id: string; readonly number: number }> {
  const made = await scene.source.call('POST', '/case', {
    title,
    description: 'Written before.',
    severity: 3,
    ...more,
  });
  for (const value of values)
    await scene.source.list('POST', `/case/${String(made._id)}/observable`, observable(value));
  return { id: String(made._id), number: Number(made.number) };
}

async function valuesIn(caseId: string): Promise<readonly string[]> {
  const found = await scene.source.list('POST', '/query?name=values', {
    query: [
      { _name: 'getCase', idOrName: caseId },
      { _name: 'observables' },
      { _name: 'page', from: 0, to: 100 },
    ],
  });
  return found.map(({ data }) => String(data)).sort();
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });

it('gives a field of a case another value, and takes it back with all that stood there', async () => {
  const sites = async (): Promise<readonly unknown[]> => {
    const { customFields } = await scene.source.call('GET', `/case/${held.id}`);
    return Array.isArray(customFields) ? customFields.map(({ value }: Wire) => value) : [];
  };
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, held.id);
    const fields = page.getByRole('region', { name: 'Fields' });
    await fields.getByText('Lyon').hover();
    await button(fields, 'Add another value of Site').click();
    await fields.getByRole('textbox', { name: 'Site' }).fill('Nantes');
    await page.keyboard.press('Enter');
    await expect.poll(sites).toEqual(['Lyon', 'Nantes']);
    await button(fields, 'Remove this value of Site').first().waitFor({ state: 'attached' });
    await button(page, /^Undo/).click();
    await expect.poll(sites).toEqual(['Lyon']);
  });
});

it('says which case an alert is like, and why', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/alerts/${alertId}`);
    await page.getByRole('heading', { level: 1, name: beacon }).waitFor();
    const related = page.getByRole('region', { name: /^Related/ });
    await related.getByRole('link', { name: `#${held.number} Beacons to update.example` }).waitFor();
    await related.getByText('Shares 2 values:').waitFor();
    for (const value of ['198[.]51[.]100[.]7', 'update[.]example'])
      await expect.poll(() => related.textContent()).toContain(`${value} seen in 1 of 1 case`);
    await expectAccessible(page);
  });
});

it('takes back what was done to alerts: updates that were ignored, and several that were merged at once', async () => {
  const others = ['second', 'third'] as const;
  const made: Wire[] = [];
  for (const name of others) {
    const observables = ['update.example', `${name}.example`].map(observable);
    made.push(await makeAlert(scene, name, { title: `Call of ${name}`, observables }));
  }
  const follows = async () => (await scene.source.call('GET', `/alert/${alertId}`)).follow;
  await signedIn(scene, 'lea', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/alerts/${alertId}`);
    await page.getByRole('heading', { level: 1, name: beacon }).waitFor();
    await button(page.getByRole('main'), 'More').click();
    await page.getByRole('menuitem', { name: 'Ignore later updates' }).click();
    await page.getByTestId('undo-strip').getByText('No longer follows updates').waitFor();
    expect(await follows()).toBe(false);
    await page.keyboard.press('z');
    await expect.poll(follows).toBe(true);
    await page.keyboard.press('p');
    const promotion = page.getByRole('dialog', { name: 'Promote to case' });
    await promotion.getByText(`Makes the case “${beacon}” with 8 observables, 1 field.`).waitFor();
    await page.keyboard.press('Escape');
    await openQueue(scene, page);
    for (const name of others)
      await lines(page)
        .filter({ hasText: `Call of ${name}` })
        .getByRole('checkbox')
        .click();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: /^Merge 2 alerts/ });
    await dialog.getByRole('radio', { name: /Beacons to update\.example/ }).check();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => valuesIn(held.id)).toEqual([...shared, 'second.example', 'third.example'].sort());
    await page.keyboard.press('z');
    await expect.poll(() => valuesIn(held.id)).toEqual([...shared].sort());
  });
  for (const alert of made) await scene.source.call('DELETE', `/alert/${String(alert._id)}`);
});

it('shows what a merge changes, merges, and stays in the queue', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openQueue(scene, page);
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    const drawer = page.getByTestId('preview-drawer');
    await button(drawer, `Merge into ${held.number}`).waitFor();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Merge into a case' });
    expect(await dialog.getByRole('radio', { name: /Beacons to update\.example/ }).isChecked()).toBe(true);
    const reasons = dialog.getByRole('region', { name: `What speaks for #${held.number}` });
    expect(await reasons.getByRole('listitem').count()).toBe(2);
    const effect = dialog.getByRole('region', { name: `What changes in #${held.number}` });
    await effect.getByText('6 new').first().waitFor();
    await effect.getByText('2 already there').first().waitFor();
    await effect.getByText('1 to decide').waitFor();
    await expectAccessible(page);
    const conflict = effect.getByRole('group', { name: 'Field “site” has two values' });
    await conflict.getByRole('radio', { name: 'Paris' }).check();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(page.url()).toContain(`/o/${organisation}/alerts`);
    await expect.poll(() => lines(page).count()).toBe(0);
  });
  expect(await valuesIn(held.id)).toEqual([...shared, ...brought].sort());
});

it('lists the alert in the case, whose description stays, and what it brought', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, held.number);
    await page.getByText('Written before.', { exact: true }).waitFor();
    await page.getByText('Paris').waitFor();
    await expectAccessible(page);
    await openCase(scene, page, held.number, 'alerts');
    const row = page.getByRole('row', { name: new RegExp(beacon) });
    await row.getByText('8 observables').waitFor();
    await row.getByText('Imported').waitFor();
    await expectAccessible(page);
    await openCase(scene, page, held.number, 'observables');
    await expect.poll(() => lines(page).count()).toBe(8);
    await expectAccessible(page);
  });
});

it('takes the merge back, and keeps what somebody marked since', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, held.number, 'observables');
    await lines(page).filter({ hasText: 'node-3[.]example' }).getByRole('checkbox').click();
    await page.keyboard.press('Shift+I');
    await page.getByTestId('undo-strip').waitFor();
    await openCase(scene, page, held.number, 'alerts');
    await button(page, `Un-merge ${beacon}`).click();
    const dialog = page.getByRole('dialog', { name: 'Un-merge alert' });
    await dialog.getByText('5 removed, 1 kept because annotated', { exact: true }).waitFor();
    await expectAccessible(page);
    await button(dialog, 'Un-merge').click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('No alert in this case').waitFor();
    const sections = page.getByRole('navigation', { name: 'Sections of the case' });
    await sections.getByRole('link', { name: /^Observables\s*3$/ }).waitFor();
    await openQueue(scene, page);
    await lines(page).filter({ hasText: beacon }).getByText('New', { exact: true }).waitFor();
    await page.goto(`${scene.server.url}/o/${organisation}/alerts/${alertId}?tab=history`);
    const history = page.getByRole('main');
    await history.getByText('Imported', { exact: true }).first().waitFor();
    await expectAccessible(page);
  });
  expect(await valuesIn(held.id)).toEqual([...shared, 'node-3.example'].sort());
});

it('makes one case of two that share a value, with everything of both', async () => {
  const other = await makeCase('Names of node 3', ['node-3.example', 'node-9.example']);
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, held.number, 'related');
    await button(page, `Merge with case ${other.number}`).click();
    const dialog = page.getByRole('dialog', { name: `Merge case ${held.number} with case ${other.number}` });
    await dialog.getByText('3 observables').waitFor();
    await dialog.getByText('2 observables').waitFor();
    await expectAccessible(page);
    await dialog.getByText(`#${other.number} comes first`).click();
    await button(dialog, 'Merge').click();
    await dialog.waitFor({ state: 'hidden' });
    const name = page.getByRole('heading', { level: 1, name: /Names of node 3/ });
    await name.waitFor();
    const number = Number(/cases\/(\d+)/.exec(page.url())?.[1]);
    expect(number).toBeGreaterThan(other.number);
    await expectAccessible(page);
    const merged = await scene.source.call('GET', `/case/${number}`);
    expect(await valuesIn(String(merged._id))).toEqual(
      [...shared, 'node-3.example', 'node-9.example'].sort(),
    );
  });
});

it('applies a template to a case that was begun without one, and leaves what describes it', async () => {
  const bare = await makeCase('Salary agreement', ['pay.example']);
  const plan = { title: 'Plan of the answer', content: 'First of all.', category: 'Plans', order: 0 };
  await scene.source.call('PATCH', '/caseTemplate/Phishing', { pageTemplates: [plan] });
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, bare.number, 'tasks');
    await button(page, 'Apply a template').click();
    const dialog = page.getByRole('dialog', { name: `Apply a template to case #${bare.number}` });
    await dialog.getByRole('radio', { name: /^Phishing/ }).check();
    await expectAccessible(page);
    await button(dialog, /^Apply/).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 1, name: '[PHI] Salary agreement' }).waitFor();
    for (const title of tasks) await page.getByText(title, { exact: true }).first().waitFor();
    const sections = page.getByRole('navigation', { name: 'Sections of the case' });
    await sections.getByRole('link', { name: /^Pages/ }).click();
    await page.getByText(plan.title, { exact: true }).first().waitFor();
  });
  // The template asks for PAP:GREEN; the case keeps its own.
  expect(await scene.source.call('GET', `/case/${bare.id}`)).toMatchObject({
    pap: 2,
    tags: expect.arrayContaining(['phishing']),
  });
});

it('begins a case with several values of one field, and keeps them while they are chosen', async () => {
  const customFields = [{ name: 'site', value: 'Lyon' }];
  await scene.source.call('POST', '/caseTemplate', { name: 'Sites', displayName: 'Sites', customFields });
  await signedIn(scene, 'lea', async (page) => {
    const openForm = async (): Promise<Locator> => {
      await page.goto(`${scene.server.url}/o/${organisation}/cases?new=case`);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /^Sites/ }).check();
      return dialog;
    };
    const first = await openForm();
    await first.getByRole('textbox', { name: /^Title/ }).fill('At two places');
    await button(first, 'Add another value of Site').click();
    await first.getByRole('textbox', { name: 'Site' }).last().fill('Nantes');
    await page.keyboard.press('Tab');
    await expectAccessible(page);
    const again = await openForm();
    await expect.poll(() => again.getByRole('textbox', { name: 'Site' }).count()).toBe(2);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'At two places' }).waitFor();
    const made = await scene.source.call('GET', `/case/${/cases\/(\d+)/.exec(page.url())?.[1]}`);
    expect(made.customFields).toMatchObject([
      { name: 'site', value: 'Lyon' },
      { name: 'site', value: 'Nantes' },
    ]);
  });
});

it('takes a template back with what it added, except what somebody has touched since', async () => {
  const bare = await makeCase('Salary slips', ['slips.example']);
  await scene.source.call('POST', `/case/${bare.id}/task`, { title: 'Own task' });
  const find = (kind: string) =>
    scene.source.list('POST', '/query', {
      query: [{ _name: 'getCase', idOrName: bare.id }, { _name: kind }, { _name: 'page', from: 0, to: 50 }],
    });
  const titlesOf = async (kind: string) => (await find(kind)).map(({ title }) => String(title)).sort();
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, bare.number);
    await button(page, 'More').first().click();
    await page.getByRole('menuitem', { name: 'Apply a template' }).click();
    const dialog = page.getByRole('dialog', { name: `Apply a template to case #${bare.number}` });
    await dialog.getByRole('radio', { name: /^Phishing.*1 page/ }).check();
    await button(dialog, /^Apply/).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 1, name: '[PHI] Salary slips' }).waitFor();
    expect(await titlesOf('tasks')).toEqual([...tasks, 'Own task'].sort());
    expect(await titlesOf('pages')).toEqual(['Plan of the answer']);
    const [begun] = tasks;
    const id = String((await find('tasks')).find(({ title }) => title === begun)?._id);
    await scene.source.call('PATCH', `/task/${id}`, { status: 'InProgress' });
    await page.getByTestId('undo-strip').getByText('Phishing was applied').waitFor();
    await page.keyboard.press('z');
    await page.getByRole('heading', { level: 1, name: 'Salary slips', exact: true }).waitFor();
    expect(await titlesOf('tasks')).toEqual([begun, 'Own task'].sort());
    expect(await titlesOf('pages')).toEqual([]);
  });
  expect(await scene.source.call('GET', `/case/${bare.id}`)).toMatchObject({ tags: [] });
});

it('promotes by key also when the dialog has nothing in it yet, once it has', async () => {
  await makeAlert(scene, 'early', { title: 'Promoted at once' });
  const gate = Promise.withResolvers<void>();
  await signedIn(scene, 'lea', async (page) => {
    await openQueue(scene, page);
    await lines(page).filter({ hasText: 'Promoted at once' }).getByRole('checkbox').click();
    // The answers are on their way for as long as it takes to press the keys.
    await page.route('**/api/v1/query**', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await page.keyboard.press('p');
    const promotion = page.getByRole('dialog', { name: 'Promote to case' });
    await promotion.waitFor();
    await page.keyboard.press('Control+Enter');
    await promotion.getByText('The case is made as soon as everything is here.').waitFor();
    await expectAccessible(page);
    gate.resolve();
    await page.getByRole('heading', { level: 1, name: 'Promoted at once' }).waitFor();
    expect(page.url()).toContain(`/o/${organisation}/cases/`);
  });
});
