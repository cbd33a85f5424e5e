/** What analyzers said, as people read it: drawn by a template, as fields to search, compared with an earlier run, and very large. */
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { neuronPrelude, writeNeuron } from '../../server/src/engine/testing.ts';
import { type ApiClient, basic, createApiClient } from '../journeys/api-client.ts';
import { openScene, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';
import { openCase } from './case-scene.ts';
import { takeShots } from './shots.ts';

const value = 'evil-1.example';
const shown = 'evil-1[.]example';
/** As public ones are written; with what a page of ours must never run or fetch. */
const template = `<div class="panel panel-info" ng-if="success">
  <div class="panel-heading">Addresses of <strong>{{ artifact.data | fang }}</strong></div>
  <div class="panel-body">
    <p><span class="label" ng-class="{'label-info': content.records.length &lt; 9, 'label-danger': content.records.length &gt;= 9}">{{ content.records.length }} records</span></p>
    <table class="table table-hover"><thead><tr><th>Type</th><th>Address</th></tr></thead><tbody>
      <tr ng-repeat="record in content.records | orderBy:'address' | limitTo: 2"><td>{{ record.type }}</td><td>{{ record.address | fang }}</td></tr>
    </tbody></table>
  </div></div>
  <form action="/api/v1/case"><button type="submit" onclick="parent.taken = true">Delete it all</button></form>
  <script>parent.document.title = 'taken over'</script><img src="https://pictures.example/x.png" onerror="alert(1)">`;

/** As large as reports have to be shown: 20 MB in 80 000 findings. */
const largeScript = `${neuronPrelude}
const findings = Array.from({ length: 80_000 }, (_, place) => ({ place, host: 'host-' + place + '.example', note: 'n'.repeat(190) }));
succeed({ findings });`;

let scene: Scene;
let platform: ApiClient;
let number: number;

beforeAll(async () => {
  scene = await openScene();
  const { url, administrator, folder } = scene.server;
  platform = createApiClient(url, basic(administrator.login, administrator.password), 'admin');
  await writeNeuron(join(folder, 'data', 'neurons'), largeScript, {
    name: 'Large',
    command: 'Large/large.mjs',
    dataTypeList: ['domain'],
  });
  await vi.waitFor(
    async () => expect(JSON.stringify(await scene.source.call('GET', '/neuron'))).toContain('Large_1_0'),
    { timeout: 30_000, interval: 100 },
  );
  for (const neuron of [
    { definitionId: 'Demo_DNS_1_0', configuration: { delay_ms: 0 }, rate: 4, rateUnit: 'Day' },
    { definitionId: 'Large_1_0', configuration: {}, rate: 1, rateUnit: 'Day' },
  ])
    await scene.source.call('POST', '/neuron', neuron);
  const earlier = await scene.source.call('POST', '/case', {
    title: 'The same name before',
    description: '',
  });
  await scene.source.list('POST', `/case/${String(earlier._id)}/observable`, {
    dataType: 'domain',
    data: value,
    ioc: true,
  });
  const made = await scene.source.call('POST', '/case', { title: 'A name to look up', description: '' });
  number = Number(made.number);
  const [added] = await scene.source.list('POST', `/case/${String(made._id)}/observable`, {
    dataType: 'domain',
    data: value,
  });
  const artifactId = String(added?._id);
  await platform.call('POST', '/connector/cortex/analyzer/template', {
    analyzerId: 'Demo_DNS_1_0',
    content: template,
  });
  for (const analyzerId of ['Large_1_0', 'Demo_DNS_1_0', 'Demo_DNS_1_0'])
    await reportOf(analyzerId, artifactId);
});

afterAll(() => scene?.close());

/** Runs an analyzer anew and waits for what it says. */
async function reportOf(analyzerId: string, artifactId: string): Promise<void> {
  const jobs = [{ analyzerId, artifactId, force: true }];
  const [job] = await scene.source.list('POST', '/connector/cortex/job/_bulk', { jobs });
  const query = [
    { _name: 'listJob' },
    { _name: 'filter', _eq: { _field: '_id', _value: job?._id } },
    { _name: 'page', from: 0, to: 1 },
  ];
  await vi.waitFor(
    async () => {
      const [found] = await scene.source.list('POST', '/query', { query });
      expect(found?.status).toBe('Success');
    },
    { timeout: 60_000, interval: 100 },
  );
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const drawer = (page: Page) => page.getByTestId('preview-drawer');
const card = (page: Page, analyzer: string) =>
  drawer(page).getByRole('article').filter({ hasText: analyzer }).first();

/** Opens the observable beside its list. */
async function openReports(page: Page): Promise<void> {
  page.setDefaultTimeout(40_000);
  await openCase(scene, page, number, 'observables');
  await page.locator('[role="row"][data-kind]').filter({ hasText: shown }).click();
  await drawer(page).getByRole('heading', { level: 2, name: shown }).waitFor();
}

async function open(found: Locator, analyzer: RegExp): Promise<void> {
  const head = button(found, analyzer).first();
  await head.waitFor();
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
}

it('draws a report by the template of its analyzer, in a frame that does nothing', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openReports(page);
    const drawn = card(page, 'Demo DNS');
    await open(drawn, /Demo DNS/);
    const frame = drawn.frameLocator('iframe');
    await frame.getByText(shown, { exact: true }).waitFor();
    await frame.getByText('5 records', { exact: true }).waitFor();
    expect(await frame.getByRole('cell').count()).toBe(4);
    expect(await frame.locator('script, form, button, [onclick], [onerror], [src], [action]').count()).toBe(
      0,
    );
    expect(await page.title()).not.toBe('taken over');
    await expectAccessible(page);
    await takeShots(page, 'report-by-template', true);
  });
});

it('shows the same report as fields to search, and says why a template cannot be drawn', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openReports(page);
    const drawn = card(page, 'Demo DNS');
    await open(drawn, /Demo DNS/);
    await drawn.getByText('Fields', { exact: true }).click();
    await button(drawn, 'All fields').click();
    await drawn.getByLabel('Search the report').fill('AAAA');
    await expect.poll(() => drawn.getByRole('listitem').count()).toBe(5);
    await expectAccessible(page);
    await takeShots(page, 'report-search', true);
    const made = await platform.call('POST', '/connector/cortex/analyzer/template', {
      analyzerId: 'Large_1_0',
      content: '{{ content | nothing }}',
    });
    const failed = card(page, 'Large');
    await open(failed, /Large/);
    await failed.getByText('this filter does not exist').waitFor();
    await failed.getByText('nothing', { exact: true }).waitFor();
    await platform.call('DELETE', `/connector/cortex/analyzer/template/${String(made._id)}`);
  });
});

it('compares two reports of an analyzer, and keeps that in the address', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openReports(page);
    // What stands below moves down when it is drawn.
    await card(page, 'Demo DNS').frameLocator('iframe').getByText(shown, { exact: true }).waitFor();
    await button(drawer(page), '1 earlier run').click();
    await button(drawer(page), 'Compare').click();
    const changes = page.getByRole('region', { name: 'What changed' });
    await changes.getByText('Both reports say the same').waitFor();
    await page.reload();
    await changes.getByText('Both reports say the same').waitFor();
    await expectAccessible(page);
    await takeShots(page, 'report-compared');
    await page.keyboard.press('Shift+D');
    await changes.waitFor({ state: 'detached' });
  });
});

it('says before an analysis what is left of a rate, and where the value lies already', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openReports(page);
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Analyse 1 observable' });
    await dialog.getByText('4 per day, up to 2 left').waitFor();
    await dialog.getByRole('rowheader').getByText('in 1 other place, marked as IOC there').waitFor();
    const large = dialog.getByRole('columnheader').filter({ hasText: 'Large' });
    await large.getByText('1 per day, up to 0 left').waitFor();
    await dialog.getByText('Ignore cache').click();
    await large.getByText('1 run waits for its turn').waitFor();
    await expectAccessible(page);
    await takeShots(page, 'analysis', true);
  });
});

it('opens a report of 20 MB as fields, and finds the last of them', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openReports(page);
    const large = card(page, 'Large');
    await open(large, /Large/);
    await large.getByText('host-0[.]example', { exact: true }).waitFor();
    await button(large, 'All fields').click();
    await large.getByLabel('Search the report').fill('host-79999.');
    await large.getByText('host-79999[.]example').waitFor();
    await takeShots(page, 'report-large');
  });
});
