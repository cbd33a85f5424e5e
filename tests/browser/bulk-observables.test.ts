/** A block of values is pasted into a case, analysed together, and taken out again: copied, exported, filtered. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lines, openScene, organisation, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';
import { openCase } from './case-scene.ts';
import { takeShots } from './shots.ts';

const names = [1, 2, 3, 4].map((number) => `evil-${number}.example`);
const [first = ''] = names;
/** The first alone is one that could be an indicator; the others are set aside for examples. */
const addresses = ['198.100.7.1', ...Array.from({ length: 16 }, (_, place) => `203.0.113.${place + 1}`)];
const inside = ['10.0.0.7', '192.168.4.20'];
const pages = ['https://login.example/a', 'https://login.example/b'];
/** What the look-up of the first name will give as its first address: it is in the case before. */
const known = `192.0.2.${createHash('sha256').update(first).digest()[0]}`;
const formula = '=HYPERLINK("http://evil.example","click")';

let scene: Scene;
let caseId: string;
let number: number;
let taskId: string;

beforeAll(async () => {
  scene = await openScene();
  for (const neuron of [
    { definitionId: 'Demo_DNS_1_0', configuration: { delay_ms: 50 } },
    { definitionId: 'Demo_Reputation_1_0', configuration: { key: 'a-journey', delay_ms: 50 } },
    { definitionId: 'Demo_Sandbox_1_0', configuration: { delay_ms: 6_000 } },
    { definitionId: 'Demo_Broken_1_0', configuration: {} },
  ])
    await scene.source.call('POST', '/neuron', neuron);
  const made = await scene.source.call('POST', '/case', {
    title: 'Many values',
    description: 'Many.',
    tlp: 2,
  });
  caseId = String(made._id);
  number = Number(made.number);
  const task = await scene.source.call('POST', `/case/${caseId}/task`, { title: 'Ask around' });
  taskId = String(task._id);
  await scene.source.list('POST', `/case/${caseId}/observable`, {
    dataType: 'ip',
    data: known,
    message: formula,
    ioc: true,
  });
});

afterAll(() => scene?.close());

/** Thirty lines and one that is in the case: some fanged, some not, four that repeat others, one that is no value. */
function pasted(): string {
  const defanged = [...names.slice(2), ...pages, ...addresses.slice(0, 5)].map(defang);
  const fanged = [...names.slice(0, 2), ...addresses.slice(5), ...inside];
  const repeated = [...names.slice(2), ...pages];
  return [...defanged, ...fanged, ...repeated, 'what the user said', known].join('\n');
}

/** How many rows the list has, also those that are not drawn because they are out of sight. */
async function counted(page: Page): Promise<number> {
  const rows = await page.getByRole('grid').getAttribute('aria-rowcount');
  // The names of the columns are a row too.
  return Number(rows) - 1;
}

function defang(value: string): string {
  return value.replace(/^http/, 'hxxp').replaceAll('.', '[.]');
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const lineOf = (page: Page, value: string) => lines(page).filter({ hasText: value });
const drawer = (page: Page) => page.getByTestId('preview-drawer');
const card = (within: Page | Locator, analyzer: string) =>
  within.getByRole('article').filter({ hasText: analyzer }).first();

async function openList(page: Page, search = ''): Promise<void> {
  await openCase(scene, page, number, `observables${search}`);
  await lines(page).first().waitFor();
}

/** Pastes a text while nothing has the focus. */
const paste = (page: Page, text: string) =>
  page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);

/** What is said against values as indicators. */
const marked = (within: Locator) => within.getByTestId('ordinary-mark').allTextContents();

/** Opens the details of an observable beside the list. */
async function preview(page: Page, value: string): Promise<Locator> {
  await lineOf(page, value).click();
  await drawer(page).getByRole('heading', { level: 2, name: value }).waitFor();
  return drawer(page);
}

/** Opens the analysis of what is ticked and gives its dialog. */
async function analyse(page: Page): Promise<Locator> {
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: /^Analyse \d+ observable/ });
  await dialog.getByRole('table').waitFor();
  return dialog;
}

it('reads a pasted block, says what each line would become, and adds what is new', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openList(page);
    await paste(page, pasted());
    const dialog = page.getByRole('dialog', { name: 'Add observables' });
    expect(await dialog.getByLabel('Values, one a line').inputValue()).toBe(pasted());
    const read = dialog.getByRole('region', { name: 'What was recognised' });
    for (const text of [
      '25 to add',
      '4 duplicates',
      '1 already here',
      '1 not recognised',
      '24 unlikely indicators',
    ])
      await read.getByText(text, { exact: true }).waitFor();
    for (const [name, reason] of [
      ['evil-3[.]example domain new', 'example: Set aside for examples and tests'],
      ['10[.]0[.]0[.]7 ip new', 'private: Used inside networks only: nobody outside can know it'],
      ['198[.]100[.]7[.]1 ip new', undefined],
    ] as const) {
      const row = read.getByRole('row', { name });
      await row.waitFor();
      expect(await marked(row)).toEqual(reason === undefined ? [] : [reason]);
    }
    await read.getByRole('row', { name: 'what the user said no known type' }).waitFor();
    await expectAccessible(page);
    await read.getByRole('row', { name: '10[.]0[.]0[.]7' }).getByTestId('ordinary-mark').hover();
    await page.getByRole('tooltip', { name: 'Used inside networks only' }).waitFor();
    await takeShots(page, 'pasted-values', true);
    await dialog.getByLabel('TLP').selectOption({ label: 'AMBER' });
    await button(dialog, /^Add 25/).click();
    await dialog.getByText('2 lines were refused and stay in the box').waitFor();
    expect(await dialog.getByLabel('Values, one a line').inputValue()).toBe(`what the user said\n${known}`);
    await expectAccessible(page);
    await button(dialog, 'Cancel').click();
    await expect.poll(() => counted(page)).toBe(26);
  });
});

it('counts before it starts what would run, and goes on when the page is left', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openList(page);
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
    const dialog = await analyse(page);
    await dialog
      .getByText('TLP:AMBER is above the highest it may be given, GREEN')
      .first()
      .waitFor({ state: 'attached' });
    await dialog.getByRole('checkbox', { name: 'Demo Broken', exact: true }).click();
    await dialog.getByRole('checkbox', { name: `Analyse ${first} with Demo Broken` }).click();
    // Four names are looked up, all values are rated, one fails, and two pages are kept from the sandbox.
    await dialog.getByText('31 jobs', { exact: true }).waitFor();
    await dialog.getByText('2 blocked', { exact: true }).waitFor();
    await expectAccessible(page);
    await button(dialog, /^Run 31 jobs/).click();
    await dialog.waitFor({ state: 'hidden' });
    await page
      .getByTestId('running-jobs')
      .and(page.getByRole('button', { name: /jobs of yours are running$/ }))
      .waitFor();
    await page.goto(`${scene.server.url}/o/${organisation}/alerts`);
  });
  await signedIn(scene, 'lea', async (page) => {
    await openList(page);
    await page.getByRole('button', { name: '0 jobs of yours are running' }).waitFor({ timeout: 45_000 });
    await lineOf(page, defang(first)).getByTestId('mini-report').first().waitFor();
    await expectAccessible(page);
  });
});

it('shows what a failed analyzer said without a click, with the way to try again', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openList(page);
    const details = await preview(page, defang(first));
    const failed = card(details, 'Demo Broken');
    await failed.getByText('Demo Broken: upstream said no').waitFor();
    await button(failed, 'Try again').waitFor();
    await expectAccessible(page);
  });
});

it('imports what a report found, except what is there already', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openList(page);
    const details = await preview(page, defang(first));
    const found = details.getByRole('region', { name: 'Artifacts to import' });
    await button(found, 'Import 4').waitFor();
    const first2001 = found.getByRole('listitem').filter({ hasText: '2001[:]db8[:]1[:]' }).first();
    expect(await marked(first2001)).toEqual(['example: Set aside for examples and tests']);
    expect(await found.getByRole('checkbox', { name: known, exact: true }).isDisabled()).toBe(true);
    await found.getByRole('checkbox', { name: /^2001:db8:1::/ }).click();
    await button(found, 'Import 3').click();
    await expect.poll(() => counted(page)).toBe(29);
    const other = await preview(page, '198[.]51[.]100[.]');
    await other.getByText(`Address of ${first}`).waitFor();
    await takeShots(page, 'unlikely-indicators', true);
    for (const place of [other, lineOf(page, '198[.]51[.]100[.]')])
      expect(await marked(place)).toEqual(['example: Set aside for examples and tests']);
    await expectAccessible(page);
  });
});

it('shows how many each verdict has, and those alone on demand', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openList(page);
    const all = await counted(page);
    const numbers = page.getByRole('group', { name: 'Verdict' });
    const safe = numbers.getByRole('button', { name: /^Safe/ });
    const said = async (): Promise<number> => Number((await safe.textContent())?.replace(/\D/g, ''));
    await safe.click();
    // Runs may still end; the number and the rows follow.
    await expect.poll(async () => (await said()) - (await counted(page))).toBe(0);
    expect(await said()).toBeGreaterThan(0);
    expect(await said()).toBeLessThan(all);
    expect(await safe.getAttribute('aria-pressed')).toBe('true');
    // The pointer's hint floats outside of the page's regions.
    await page.mouse.move(0, 0);
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });
    await expectAccessible(page);
    await safe.click();
    await expect.poll(() => counted(page)).toBe(all);
  });
});

it('lets a page into the sandbox once its TLP allows it, follows the run, and cancels another', async () => {
  const [address = ''] = pages.map(defang);
  await signedIn(scene, 'lea', async (page) => {
    await openList(page, '?q=dataType%3Aurl');
    await lineOf(page, address).getByRole('checkbox').click();
    await button(page.getByRole('toolbar'), 'More').click();
    await page.getByRole('menuitem', { name: 'TLP', exact: true }).click();
    await page.getByRole('dialog', { name: 'TLP' }).getByRole('option', { name: 'GREEN' }).click();
    await page.getByTestId('undo-strip').waitFor();
    const details = await preview(page, address);
    const dialog = await analyse(page);
    await dialog.getByText('None', { exact: true }).click();
    await dialog.getByRole('checkbox', { name: 'Demo Sandbox', exact: true }).click();
    await button(dialog, /^Run 1 job/).click();
    await dialog.waitFor({ state: 'hidden' });
    const run = card(details, 'Demo Sandbox');
    await run.getByText('Virtual machine started').waitFor();
    await run.getByText(/for \d+ s/).waitFor();
    await expectAccessible(page);
    await page.getByText('1 job: 1 suspicious').waitFor();
    await run.getByText('Sandbox:score="7/10"').waitFor();
    await page.reload();
    await button(run, 'Run again').click();
    await run.getByText(/for \d+ s, usually \d+ s/).waitFor();
    await button(run, 'Cancel').click();
    await button(run, /^(Run|Try) again$/).waitFor();
    await button(details, '1 earlier run').waitFor();
  });
});

it('says of values in a text for a task which are unlikely indicators', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, number, `tasks/${taskId}`);
    await page.getByRole('textbox', { name: 'Log', exact: true }).fill('Asked 8.8.8.8 for really-evil.co');
    const add = button(page, '2 values not in this case: add');
    await add.waitFor();
    await page.getByText('really-evil[.]co', { exact: true }).waitFor();
    expect(await marked(page.getByRole('main'))).toEqual([
      'public resolver: A resolver that everybody may ask',
    ]);
    await expectAccessible(page);
  });
});

it.each([
  ['defanged', 'yd', '4 values copied, defanged', names.map(defang)],
  ['raw', 'yr', '4 raw values copied', names],
] as const)('copies values %s, and says so', async (_form, keys, said, copied) => {
  await signedIn(scene, 'lea', async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openList(page, '?q=dataType%3Adomain');
    await expect.poll(() => lines(page).count()).toBe(4);
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
    await page.keyboard.type(keys);
    await page.getByText(said).waitFor();
    expect(await clipboard(page)).toEqual(copied);
  });
});

async function clipboard(page: Page): Promise<readonly string[]> {
  const text = await page.evaluate<string>('navigator.clipboard.readText()');
  return text.split('\n').toSorted();
}

it('exports a table that no spreadsheet takes for formulas', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openList(page, '?q=is%3Aioc%20or%20dataType%3Aurl');
    await expect.poll(() => lines(page).count()).toBe(3);
    await page.reload();
    await expect.poll(() => lines(page).count()).toBe(3);
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
    await button(page.getByRole('toolbar'), 'More').click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    const [head, ...rows] = text.trimEnd().split('\r\n');
    expect(head).toBe('dataType,data,attachmentName,ioc,sighted,tlp,pap,tags,message,_createdAt,_createdBy');
    expect(rows).toHaveLength(3);
    expect(text).toContain(`"'${formula.replaceAll('"', '""')}"`);
    for (const row of rows) expect(row).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,/);
  });
});
