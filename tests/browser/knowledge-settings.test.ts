/** The knowledge that the platform gives to all organisations: taxonomies, techniques, and templates of reports. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { basic, createApiClient } from '../journeys/api-client.ts';
import { zipOfTexts } from '../support/zip.ts';
import {
  lines,
  loginOf,
  makeAlert,
  openQueue,
  openScene,
  password,
  type Scene,
  signedIn,
} from './alert-scene.ts';
import { expectAccessible } from './browser.ts';

/** Organisation of the administrators of the platform. */
const platform = 'admin';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  const { url, administrator } = scene.server;
  const api = createApiClient(url, basic(administrator.login, administrator.password), platform);
  const petra = { login: loginOf('petra'), name: 'Petra Novak', profile: 'admin', organisation: platform };
  await api.call('POST', '/user', { ...petra, password });
  await makeAlert(scene, 'first');
});

afterAll(() => scene?.close());

const taxonomy = {
  namespace: 'weather',
  description: 'What it is like outside',
  version: 3,
  predicates: [{ value: 'sky', expanded: 'The sky' }],
  values: [
    {
      predicate: 'sky',
      entry: [
        { value: 'clear', expanded: 'No cloud at all', colour: '#0b6285' },
        { value: 'overcast', expanded: 'Nothing but clouds', colour: '#7b8794' },
        { value: 'odd', expanded: 'Of a colour that is none', colour: 'red' },
      ],
    },
  ],
};

const technique = (id: string, name: string, phase: string) => ({
  type: 'attack-pattern',
  id: `attack-pattern--${id}`,
  name,
  description: `How ${name} is done`,
  kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: phase }],
  external_references: [
    { source_name: 'mitre-attack', external_id: id, url: `https://attack.example/${id}` },
  ],
});
const bundle = {
  type: 'bundle',
  id: 'bundle--1',
  objects: [
    technique('T9001', 'Whispering', 'initial-access'),
    technique('T9002', 'Shouting', 'impact'),
    { type: 'attack-pattern', id: 'attack-pattern--nameless' },
  ],
};

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const panel = (page: Page) => page.getByTestId('preview-drawer');
const rowOf = (page: Page, text: string) => page.getByRole('main').getByRole('row').filter({ hasText: text });

async function openSettings(page: Page, section: string): Promise<void> {
  await page.goto(`${scene.server.url}/o/${platform}/settings/${section}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Chooses a file in the open import and sends it. */
async function importFile(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await button(panel(page), 'Choose file').click();
  await (await asked).setFiles({ name, mimeType, buffer });
  await panel(page).getByText(name).waitFor();
  await button(panel(page), /^Import/).click();
}

it('imports taxonomies, says what was taken of each file, and offers them', async () => {
  await signedIn(scene, 'petra', async (page) => {
    await openSettings(page, 'taxonomies');
    await page.getByText('Nothing here yet').waitFor();
    await expectAccessible(page);
    await button(page.getByRole('main'), /^Import taxonomies/)
      .first()
      .click();
    const archive = await zipOfTexts({
      'weather/machinetag.json': JSON.stringify(taxonomy),
      'broken/machinetag.json': '[]',
    });
    await importFile(page, 'taxonomies.zip', 'application/zip', archive);
    await panel(page).getByText('1 taxonomy imported').waitFor();
    await panel(page).getByRole('listitem').filter({ hasText: 'broken/machinetag.json' }).first().waitFor();
    await panel(page)
      .getByText(/colour: Must be #RRGGBB/)
      .waitFor();
    await expectAccessible(page);
    await button(panel(page), 'Offer it to all organisations').click();
    await rowOf(page, 'weather').getByText('Offered', { exact: true }).waitFor();
    await rowOf(page, 'weather').getByRole('link').click();
    await panel(page).getByText('Nothing but clouds').waitFor();
    expect(await panel(page).getByRole('switch').isChecked()).toBe(true);
    await expectAccessible(page);
  });
});

it('proposes the tags of taxonomies with their meaning, and shows their colour on what carries them', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await openQueue(scene, page);
    await lines(page).first().getByRole('checkbox').check();
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Add', { exact: true }).fill('no cloud');
    const proposed = page.getByRole('option', { name: /weather:sky="clear"/ });
    await proposed.getByText('No cloud at all').waitFor();
    await proposed.click();
    await proposed.waitFor({ state: 'detached' });
    await expectAccessible(page);
    await button(dialog, /^Save/).click();
    await dialog.waitFor({ state: 'detached' });
    await lines(page).first().click();
    await panel(page).getByRole('link', { name: /^Open/ }).click();
    await page
      .getByRole('main')
      .getByTitle(/^weather:sky="clear"\nNo cloud at all$/)
      .first()
      .waitFor();
  });
});

it('imports techniques with what was refused, and shows them by tactic', async () => {
  await signedIn(scene, 'petra', async (page) => {
    await openSettings(page, 'attack/new');
    await panel(page).getByLabel('Into the catalogue').fill('Sounds');
    await importFile(page, 'sounds.json', 'application/json', Buffer.from(JSON.stringify(bundle)));
    await panel(page).getByText('2 techniques in the file').waitFor();
    await panel(page).getByText('attack-pattern--nameless').waitFor();
    await expectAccessible(page);
    await rowOf(page, 'Sounds').getByRole('cell', { name: '2', exact: true }).waitFor();
    await rowOf(page, 'Sounds').getByRole('link').click();
    await button(panel(page), /^Initial access/).click();
    await expectAccessible(page);
    await panel(page)
      .getByRole('link', { name: /Whispering/ })
      .click();
    await panel(page).getByText('How Whispering is done').waitFor();
    await expectAccessible(page);
    await button(panel(page), 'All techniques').click();
    await button(panel(page), 'Delete').click();
    await button(page.getByRole('dialog'), 'Delete').click();
    await page.getByText('Nothing here yet').waitFor();
  });
});

it('imports a template of reports, whose scripts never run, and changes its source', async () => {
  await signedIn(scene, 'petra', async (page, { takeComplaints }) => {
    await openSettings(page, 'analyzerTemplates/import');
    const html = '<h1>Report {{name}}</h1><script>document.body.textContent = "it ran"</script>';
    await importFile(page, 'Lookup_1_0.html', 'text/html', Buffer.from(html));
    await panel(page).getByRole('listitem').filter({ hasText: 'Lookup_1_0' }).waitFor();
    await rowOf(page, 'Lookup_1_0').getByRole('link').click();
    const frame = page.frameLocator('iframe[title="Preview"]');
    await frame.getByRole('heading', { name: 'Report {{name}}' }).waitFor();
    expect(await frame.getByText('it ran').count()).toBe(0);
    takeComplaints();
    await panel(page).getByText('Source', { exact: true }).click();
    await panel(page).getByLabel('HTML with placeholders').fill('<p>Shorter</p>');
    await expectAccessible(page);
    await button(page.getByTestId('unsaved-bar'), /^Save/).click();
    await page.getByTestId('unsaved-bar').waitFor({ state: 'detached' });
    await panel(page).getByText('Preview', { exact: true }).click();
    await frame.getByText('Shorter').waitFor();
  });
});
