/** A dashboard made by keys alone, opened down to its alerts, shared and taken along; and the metrics of the same days. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { basic, createApiClient } from '../journeys/api-client.ts';
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

let scene: Scene;
/** Address of the dashboard, once it is there. */
const made = { path: '' };

beforeAll(async () => {
  scene = await openScene();
  const { url, administrator } = scene.server;
  const api = createApiClient(url, basic(administrator.login, administrator.password), 'admin');
  await api.call('POST', '/user', {
    login: loginOf('vic'),
    name: 'Vic Wahl',
    profile: 'read-only',
    organisation,
    password,
  });
  for (const [name, source] of [
    ['a', 'EDR'],
    ['b', 'EDR'],
    ['c', 'SIEM'],
  ] as const)
    await makeAlert(scene, name, { source });
});

afterAll(() => scene?.close());

const at = (path: string): string => `${scene.server.url}/o/${organisation}${path}`;
const widget = (page: Page, title: string) => page.getByRole('group', { name: `Widget ${title}` });
const block = (page: Page, title: string) => page.getByRole('region', { name: title });

/** Adds a widget from its form; every step is a key. */
async function addWidget(page: Page, title: string, kind: string): Promise<void> {
  await page.keyboard.press('n');
  const form = page.getByRole('dialog');
  await form.getByLabel('Title').waitFor();
  await page.keyboard.type(title);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const option = page.getByRole('option', { name: kind, exact: true });
  for (
    let presses = 0;
    presses < 10 && (await option.getAttribute('data-combobox-selected')) === null;
    presses += 1
  )
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await form.getByTestId('widget-preview').getByRole('heading', { name: title }).waitFor();
  await form.getByLabel('Title').press('Enter');
  await form.waitFor({ state: 'hidden' });
}

it('a dashboard is made by keys, each widget seen before it is added, and widgets move by arrows', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await page.goto(at('/dashboards'));
    await page.getByRole('link', { name: 'Alerts', exact: true }).last().waitFor();
    await expectAccessible(page);
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByLabel('Title').waitFor();
    await page.keyboard.type('Night shift');
    await page.keyboard.press('Enter');
    await page.getByText('This dashboard has no widgets yet.').waitFor();
    await addWidget(page, 'All alerts', 'Number');
    await addWidget(page, 'By source', 'Bars');
    await addWidget(page, 'Week', 'Weekday and hour');
    await widget(page, 'Week').focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => sameLine(page, 'Week', 'By source')).toBe(true);
    await expect.poll(() => widget(page, 'Week').evaluate((tile) => tile.matches(':focus'))).toBe(true);
    const width = await widthOf(page, 'Week');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => widthOf(page, 'Week')).toBeGreaterThan(width);
    // Dropped at the right edge of another one, a widget stands beside it.
    const { width: room, height } = await boxOf(page, 'All alerts');
    const rightEdge = { x: room - 8, y: height / 2 };
    await widget(page, 'By source').dragTo(widget(page, 'All alerts'), { targetPosition: rightEdge });
    await expect.poll(() => sameLine(page, 'By source', 'All alerts')).toBe(true);
    await page.keyboard.press('z');
    await expect.poll(() => sameLine(page, 'By source', 'Week')).toBe(true);
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('switch', { name: 'compare with the period before' }).waitFor();
    made.path = new URL(page.url()).pathname.replace(`/o/${organisation}`, '');
  });
});

const boxOf = async (page: Page, title: string) =>
  (await widget(page, title).boundingBox()) ?? { y: -1, width: -1, height: -1 };
const widthOf = async (page: Page, title: string): Promise<number> => (await boxOf(page, title)).width;
const sameLine = async (page: Page, one: string, other: string): Promise<boolean> =>
  (await boxOf(page, one)).y === (await boxOf(page, other)).y;

it('a number opens its rows with filter and period, trends are told, and files have the numbers', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await page.goto(at(`${made.path}?period=last7Days&compare=previous`));
    await block(page, 'All alerts').getByTestId('trend').waitFor();
    await expectAccessible(page);
    const picture = await downloaded(page, 'Picture (PNG)');
    expect(picture.suggestedFilename()).toBe('Night-shift.png');
    const numbers = await readFile(await (await downloaded(page, 'Figures as CSV')).path(), 'utf8');
    expect(numbers).toMatch(/By source\r\nSource,Number\r\nEDR,2\r\nSIEM,1\r\n/);
    await page.getByRole('button', { name: 'Show as table: By source' }).click();
    await block(page, 'By source').getByRole('row', { name: 'EDR' }).getByRole('link', { name: '2' }).click();
    await page.waitForURL(/\/alerts\?/);
    expect(new URL(page.url()).searchParams.get('q')).toMatch(/^created:\S+\.\.\S+ source:EDR$/);
    await expect.poll(() => page.getByRole('grid').getByRole('row').count()).toBe(3);
  });
});

async function downloaded(page: Page, act: string): Promise<Download> {
  await page.getByRole('button', { name: 'Export' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: act }).click();
  return waiting;
}

it('a shared dashboard is seen and not edited, and a broken widget fails alone', async () => {
  const id = made.path.split('/').at(-1) ?? '';
  const { url } = scene.server;
  const api = createApiClient(url, basic(loginOf('omar'), password), organisation);
  const { definition } = (await api.call('GET', `/dashboard/${id}`)) as {
    definition: { items: { items: { series: object[] }[] }[] };
  };
  const [first] = definition.items.flatMap(({ items }) => items);
  if (first !== undefined)
    first.series = first.series.map((series) => ({ ...series, query: 'nothing:such' }));
  await api.call('PATCH', `/dashboard/${id}`, { definition, status: 'Shared' });
  await signedIn(scene, 'vic', async (page) => {
    await page.goto(at(made.path));
    await block(page, 'All alerts').getByRole('alert').getByText('The filter cannot be read').waitFor();
    await block(page, 'By source').locator('[data-chart="bar"] canvas').waitFor();
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    await page.goto(at(`${made.path}/edit`));
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Add a widget' }).count()).toBe(0);
  });
});

it('metrics tell median and ninth decile, each opening its rows, and what was closed by itself is left out', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await page.goto(at('/metrics?period=last7Days'));
    const detect = page.getByTestId('time-detect');
    await detect.getByText('median').waitFor();
    await block(page, 'Backlog').locator('canvas').waitFor();
    await expectAccessible(page);
    await block(page, 'From alert to closed case').getByRole('link', { name: '3' }).click();
    await page.waitForURL(/\/alerts\?/);
    await expect.poll(() => page.getByRole('grid').getByRole('row').count()).toBe(4);
  });
});
