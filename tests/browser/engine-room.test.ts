/** The engine room: the catalogue and what is wrong in it, settings and their faults, trials, runs while they go on, and readers. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ApiClient, basic, createApiClient } from '../journeys/api-client.ts';
import { lines, loginOf, openScene, organisation, password, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible, type WatchedPage } from './browser.ts';

const reputation = 'Demo_Reputation';
const sandbox = 'Demo_Sandbox';
/** A key that has to stay where it is stored. */
const secret = 'key-of-the-meadow-4711';
/** Asks for a key; never run. */
const vault = {
  name: 'Vault',
  version: '1.0',
  author: 'The journey',
  url: 'https://vault.example',
  license: 'Apache-2.0',
  description: 'Looks a host name up in the vault.',
  dataTypeList: ['fqdn'],
  command: 'Vault/vault.mjs',
  baseConfig: 'Vault',
  configurationItems: [
    { name: 'key', description: 'Key of the vault', type: 'string', multi: false, required: true },
  ],
};

let scene: Scene;
let analyst: ApiClient;
let observableId: string;

beforeAll(async () => {
  scene = await openScene();
  for (const [name, profile] of [
    ['ruth', 'org-admin'],
    ['rosa', 'read-only'],
  ] as const)
    await scene.source.call('POST', '/user', {
      login: loginOf(name),
      name: name === 'ruth' ? 'Ruth Adler' : 'Rosa Kern',
      profile,
      organisation,
      password,
    });
  const folder = join(scene.server.folder, 'data', 'neurons');
  await writeNeuron(folder, 'Vault', JSON.stringify(vault));
  await writeNeuron(folder, 'Torn', '{ "name": "Torn",');
  // Folders are taken once nothing is written in them any more.
  await vi.waitFor(
    async () => expect(JSON.stringify(await scene.source.call('GET', '/neuron'))).toContain('Torn.json'),
    { timeout: 15_000, interval: 100 },
  );
  analyst = createApiClient(scene.server.url, basic(loginOf('lea'), password), organisation);
  const made = await analyst.call('POST', '/case', { title: 'A file from the web', description: '', tlp: 1 });
  const [added] = await analyst.list('POST', `/case/${String(made._id)}/observable`, {
    dataType: 'url',
    data: 'https://get.evil.example/tool',
    tlp: 1,
    pap: 1,
  });
  observableId = String(added?._id);
});

afterAll(() => scene?.close());

async function writeNeuron(folder: string, name: string, definition: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, `${name}.json`), definition);
  await writeFile(join(folder, name, `${name.toLowerCase()}.mjs`), '');
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: button(page, name) });
const panelOf = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true });
const trialOf = (panel: Locator) => panel.getByRole('region', { name: 'Test before saving' });
const logIn = (within: Locator) => within.getByRole('log', { name: 'Log' });

async function openRoom(page: Page, path: string): Promise<void> {
  await page.goto(`${scene.server.url}/o/${organisation}/engine/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Opens the panel of a neuron. */
async function openNeuron(page: Page, id: string): Promise<Locator> {
  await openRoom(page, `neurons/${id}`);
  const panel = panelOf(page, id.replace(/_\d+_\d+$/, ''));
  await panel.getByRole('heading', { level: 2 }).waitFor();
  return panel;
}

/** Forgets what the browser says of answers that are refusals. */
function forgetRefusals({ takeComplaints }: WatchedPage, status: number): void {
  expect(takeComplaints().filter((complaint) => !complaint.includes(`status of ${status} `))).toEqual([]);
}

it('lists the catalogue with the state of each neuron, and says why a definition is left out', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    await openRoom(page, 'neurons');
    await rowOf(page, reputation).getByText('needs settings').waitFor();
    await rowOf(page, sandbox).getByText('not enabled').waitFor();
    await rowOf(page, sandbox).getByText('stays here').waitFor();
    const torn = page.getByRole('alert').filter({ hasText: 'Torn.json cannot be used: ' });
    await torn.waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Name, type of data, destination' }).fill('sandbox url');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('textbox', { name: 'Name, type of data, destination' }).fill('no such thing');
    await page.getByText('Nothing fits').waitFor();
    await button(page, 'Clear all filters').click();
    await page.getByRole('main').getByText('Leaves', { exact: true }).click();
    await rowOf(page, 'RdapLookup').waitFor();
    expect(await rowOf(page, sandbox).count()).toBe(0);
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'needs settings' }).click();
    await page.reload();
    await rowOf(page, 'AbuseIPDB').waitFor();
    expect(await rowOf(page, 'RdapLookup').count()).toBe(0);
    await expectAccessible(page);
    await openRoom(page, 'neurons?q=anatomy');
    await button(page, 'Enable 1 that needs no settings').click();
    const dialog = page.getByRole('dialog', { name: 'Enable 1 that needs no settings' });
    await dialog.getByText('Data stays here: UrlAnatomy').waitFor();
    await expectAccessible(page);
    await button(dialog, /^Enable/).click();
    await rowOf(page, 'UrlAnatomy').getByText('enabled', { exact: true }).waitFor();
    await page.getByRole('link', { name: /^Responders/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Responders' }).waitFor();
    await rowOf(page, 'Mailer').getByText('needs settings').waitFor();
    await expectAccessible(page);
  });
});

it('enables a neuron only with the key that it needs, and never shows the key again', async () => {
  await signedIn(scene, 'ruth', async (page, watched) => {
    await openRoom(page, 'neurons');
    await button(rowOf(page, 'Vault'), 'Vault').click();
    const panel = panelOf(page, 'Vault');
    const key = panel.getByRole('textbox', { name: /^key/ });
    await expectAccessible(page);
    await button(panel, /^Enable/).click();
    await panel.getByText('Needed', { exact: true }).waitFor();
    forgetRefusals(watched, 400);
    await key.fill(secret);
    await button(panel, /^Enable/).click();
    await rowOf(page, 'Vault').getByText('enabled', { exact: true }).waitFor();
    await expect.poll(() => panel.getByPlaceholder('Set; write to replace').inputValue()).toBe('');
    const answers: string[] = [];
    page.on(
      'response',
      (response) =>
        void response.text().then(
          (text) => answers.push(text),
          () => undefined,
        ),
    );
    await page.reload();
    await panel.getByPlaceholder('Set; write to replace').waitFor();
    await page.waitForLoadState('networkidle');
    expect(answers.filter((text) => text.includes(secret))).toEqual([]);
    expect(answers.some((text) => text.includes('secretsSet'))).toBe(true);
    expect(await page.content()).not.toContain(secret);
    await expectAccessible(page);
  });
});

it('shows another version as an update, moves to it, and goes back', async () => {
  const folder = join(scene.server.folder, 'data', 'neurons');
  await writeNeuron(
    folder,
    'Vault2',
    JSON.stringify({ ...vault, version: '2.0', command: 'Vault2/vault2.mjs' }),
  );
  await vi.waitFor(
    async () => expect(JSON.stringify(await scene.source.call('GET', '/neuron'))).toContain('Vault_2_0'),
    { timeout: 15_000, interval: 100 },
  );
  await signedIn(scene, 'ruth', async (page) => {
    await openRoom(page, 'neurons?state=update');
    await rowOf(page, 'Vault').getByText('update 2.0').waitFor();
    for (const [from, to] of [
      ['1.0', '2.0'],
      ['2.0', '1.0'],
    ] as const) {
      const panel = await openNeuron(page, `Vault_${from.replace('.', '_')}`);
      await panel.getByRole('combobox', { name: 'Another version' }).click();
      await page.getByRole('option', { name: to }).click();
      await panel.getByText('All settings are kept.').waitFor();
      await button(panel, `Move to ${to}`).click();
      await page.waitForURL(new RegExp(`Vault_${to.replace('.', '_')}$`));
      await panel.getByPlaceholder('Set; write to replace').waitFor();
    }
  });
});

it('keeps a limit, throws a change away, and turns a neuron off again', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    const panel = await openNeuron(page, 'Vault_1_0');
    const rate = panel.getByRole('textbox', { name: 'Runs at most' });
    await rate.fill('5');
    await panel.getByText('Changes are not saved').waitFor();
    await button(panel, 'Discard').click();
    await expect.poll(() => rate.inputValue()).toBe('');
    await rate.fill('7');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Vault is set').first().waitFor();
    await panel.getByText('On fqdn, at most 7 runs in each minute').waitFor();
    await page.reload();
    await expect.poll(() => rate.inputValue()).toBe('7');
    // That it is gone is told before the list of what is enabled arrives: nothing may ask for what belonged to it meanwhile.
    const gate = Promise.withResolvers<void>();
    await page.route('**/api/v1/neuron/enabled', async (route) => {
      await gate.promise;
      await route.continue();
    });
    const told = page.waitForRequest(/query\?name=rules-of-neuron/);
    await panel.locator('label').filter({ hasText: 'Enabled' }).click();
    await told;
    gate.resolve();
    await rowOf(page, 'Vault').getByText('needs settings').waitFor();
  });
});

it('tells the markings that a definition allows where no limit is set, and refuses one above them', async () => {
  await scene.source.call('POST', '/neuron', { definitionId: 'Demo_BlockDomain_1_0', configuration: {} });
  await signedIn(scene, 'ruth', async (page) => {
    const panel = await openNeuron(page, 'Demo_BlockDomain_1_0');
    const [tlp, pap] = ['Maximum TLP', 'Maximum PAP'].map((name) => panel.getByRole('combobox', { name }));
    if (tlp === undefined || pap === undefined) throw new Error('There are two fields');
    const choose = async (field: Locator, level: string): Promise<void> => {
      await field.click();
      await page.getByRole('option', { name: level, exact: true }).click();
    };
    // No limit of one's own: what counts all the same is told, and is no value of the field.
    await expect.poll(() => pap.getAttribute('placeholder')).toBe('GREEN, by its definition');
    expect(await pap.inputValue()).toBe('');
    expect(await tlp.getAttribute('placeholder')).toBe('no limit');
    await choose(pap, 'AMBER');
    const refusal = 'Its definition allows GREEN at most';
    await panel.getByText(refusal).waitFor();
    expect(await pap.getAttribute('aria-invalid')).toBe('true');
    const described = (await pap.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described.split(' ')[0]}"]`).textContent()).toBe(refusal);
    expect(await button(panel, /^Save/).isDisabled()).toBe(true);
    await expectAccessible(page);
    await choose(pap, 'CLEAR');
    await panel.getByText(refusal).waitFor({ state: 'detached' });
    await choose(tlp, 'AMBER');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Demo_BlockDomain is set').first().waitFor();
    await page.reload();
    await expect.poll(() => pap.inputValue()).toBe('CLEAR');
    await expect.poll(() => tlp.inputValue()).toBe('AMBER');
  });
  const [stored] = await scene.source.list('POST', '/query?name=stored', {
    query: [
      { _name: 'listEnabledNeuron' },
      { _name: 'filter', _field: 'definitionId', _value: 'Demo_BlockDomain_1_0' },
    ],
  });
  expect(stored).toMatchObject({ maxTlp: 2, maxPap: 0 });
});

it('tries a neuron with settings that are not kept, shows what it prints meanwhile, and stops it', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    const panel = await openNeuron(page, 'Demo_Sandbox_1_0');
    const delay = panel.getByRole('textbox', { name: 'delay_ms' });
    await delay.fill('60000');
    const trial = trialOf(panel);
    await trial.getByRole('textbox', { name: 'Value' }).fill('https://get.evil.example/tool');
    await button(trial, 'Run').click();
    await logIn(trial).getByText('Virtual machine started').waitFor();
    await trial.getByText('Running').waitFor();
    await expectAccessible(page);
    await button(trial, 'Cancel').click();
    await trial.getByText('Running').waitFor({ state: 'detached' });
    await delay.fill('100');
    await button(trial, 'Run').click();
    await logIn(trial).getByText('Virtual machine discarded').waitFor();
    const result = trial.getByRole('status');
    await result.getByText('Success').waitFor();
    await trial.getByText('7/10', { exact: false }).first().waitFor();
    await expectAccessible(page);
    const broken = trialOf(await openNeuron(page, 'Demo_Broken_1_0'));
    await broken.getByRole('textbox', { name: 'Value' }).fill('198.51.100.9');
    await button(broken, 'Run').click();
    await broken.getByRole('status').getByText('Failed').waitFor();
    await broken.getByText('Demo Broken: upstream said no').waitFor();
    await openRoom(page, 'jobs');
    await page.getByText('No runs yet').waitFor();
    await expectAccessible(page);
  });
});

it('lists runs, follows one while it prints, cancels it, and runs it again', async () => {
  await scene.source.call('POST', '/neuron', {
    definitionId: 'Demo_Sandbox_1_0',
    configuration: { delay_ms: 60_000 },
  });
  await signedIn(scene, 'lea', async (page) => {
    await openRoom(page, 'jobs');
    await page.getByText('No runs yet').waitFor();
    await analyst.call('POST', '/connector/cortex/job', {
      analyzerId: 'Demo_Sandbox_1_0',
      cortexId: 'local',
      artifactId: observableId,
    });
    // Where nothing stands, nothing can be moved: the first row comes by itself.
    const run = lines(page).filter({ hasText: 'Demo Sandbox' });
    await run.getByText('Running').waitFor();
    await run.click();
    const panel = page.getByTestId('preview-drawer');
    await logIn(panel).getByText('Virtual machine started').waitFor();
    await logIn(panel).getByText('Sample opened').waitFor();
    await expectAccessible(page);
    await button(panel, 'Cancel').click();
    await run.getByText('Running').waitFor({ state: 'detached' });
    await panel.getByText('Cancelled', { exact: true }).waitFor();
    await expectAccessible(page);
    await button(panel, 'Run again').click();
    await page.waitForURL(/\/engine\/jobs\/[^?]+/);
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
    const main = page.getByRole('main');
    await logIn(main).getByText('Virtual machine started').waitFor();
    await expectAccessible(page);
    await button(main, 'Cancel').click();
    await button(main, 'Run again').waitFor();
  });
});

it('finds what was called off today for a person, runs it again together, and calls it off together', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openRoom(page, 'jobs?view=cancelled');
    for (const name of ['Mine', 'Today']) await button(page, name).click();
    await page.waitForURL(/createdBy%3Ame.*startDate%3Atoday/);
    await page.reload();
    await expect.poll(() => lines(page).count()).toBe(2);
    const filter = page.getByRole('textbox', { name: 'Filter' });
    await filter.fill('analyzerName:sandb');
    await page.getByRole('option', { name: 'analyzerName:Demo_Sandbox' }).click();
    await filter.fill(`createdBy:${loginOf('omar')}`);
    await filter.press('Enter');
    await page.getByText('Nothing matches').waitFor();
    await button(page, `Remove filter Created by ${loginOf('omar')}`).click();
    await expect.poll(() => lines(page).count()).toBe(2);
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
    await expectAccessible(page);
    await button(page.getByRole('toolbar'), 'Run again').click();
    await page.getByText('2 done', { exact: false }).first().waitFor();
    await openRoom(page, 'jobs');
    await expect.poll(() => lines(page).count()).toBe(4);
    const running = lines(page).filter({ hasText: 'Running' });
    await expect.poll(() => running.count()).toBe(2);
    for (const place of [0, 1]) await running.nth(place).getByRole('checkbox').click();
    await button(page.getByRole('toolbar'), 'Cancel').click();
    await expect.poll(() => running.count()).toBe(0);
  });
});

it('lets a reader see the runs, and says why the catalogue stays closed', async () => {
  await signedIn(scene, 'rosa', async (page, watched) => {
    await openRoom(page, 'neurons');
    await page.getByText('Your profile does not configure analyzers').waitFor();
    await expectAccessible(page);
    forgetRefusals(watched, 403);
    await openRoom(page, 'jobs');
    await expect.poll(() => lines(page).count()).toBe(4);
    await lines(page).first().click();
    const panel = page.getByTestId('preview-drawer');
    await logIn(panel).getByText('Virtual machine started').waitFor();
    expect(await button(panel, /Cancel|Run again/).count()).toBe(0);
    await expectAccessible(page);
  });
});

it('attaches a Cortex server, says why it cannot be used, and shows its key nowhere', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    await openRoom(page, 'neurons');
    await page.getByRole('link', { name: 'Servers' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cortex servers' }).waitFor();
    await button(page, /^New server/)
      .first()
      .click();
    await page.getByRole('textbox', { name: /^Name/ }).fill('Lab');
    await page.getByRole('textbox', { name: /^Address/ }).fill('http://127.0.0.1:1');
    await page.getByRole('textbox', { name: /^API key/ }).fill(secret);
    await expectAccessible(page);
    await button(page, /^Create/).click();
    const panel = panelOf(page, 'Lab');
    await panel.getByText(/^cannot be used: 127\.0\.0\.1 is no public address/).waitFor();
    expect(await panel.getByRole('textbox', { name: /^API key/ }).inputValue()).toBe('');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(secret);
    await expectAccessible(page);
    await button(panel, 'Delete').click();
    await button(page.getByRole('dialog'), 'Delete').click();
    await expect.poll(() => page.getByText('127.0.0.1:1').count()).toBe(0);
  });
});
