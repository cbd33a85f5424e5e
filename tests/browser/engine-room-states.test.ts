/** How runs end that bring nothing: found nothing, no short result, kept from running by a rule, called off, failed. Each is told apart wherever runs are shown. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ApiClient, basic, createApiClient } from '../journeys/api-client.ts';
import { lines, loginOf, openScene, organisation, password, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';

const values = {
  Silent: 'silent.example',
  Shy: 'shy.example',
  Slow: 'slow.example',
  Sour: 'sour.example',
  Terse: 'terse.example',
} as const;
/** What each of the analyzers does; the shy one is never given anything. */
const scripts = {
  Silent: `write({ success: true, full: { hits: [] } });`,
  Shy: `write({ success: true, full: { never: true } });`,
  Slow: `setTimeout(() => write({ success: true, full: {} }), 60_000);`,
  Sour: `write({ success: false, errorMessage: 'Sour: the grapes are too high' });`,
  Terse: `write({ success: true, full: { seen: 'once' } });`,
} as const;
type Name = keyof typeof values;
const names = Object.keys(values) as Name[];

let scene: Scene;
let caseId: string;

beforeAll(async () => {
  scene = await openScene();
  const folder = join(scene.server.folder, 'data', 'neurons');
  for (const name of names) await writeAnalyzer(folder, name);
  // Folders are taken once nothing is written in them any more.
  await vi.waitFor(
    async () => {
      const catalogue = JSON.stringify(await scene.source.call('GET', '/neuron'));
      for (const name of names) expect(catalogue).toContain(`${name}_1_0`);
    },
    { timeout: 15_000, interval: 100 },
  );
  for (const name of names)
    await scene.source.call('POST', '/neuron', {
      definitionId: `${name}_1_0`,
      ...(name === 'Shy' ? { maxTlp: 0 } : {}),
    });
  const analyst = createApiClient(scene.server.url, basic(loginOf('lea'), password), organisation);
  const made = await analyst.call('POST', '/case', { title: 'Quiet hosts', description: '', tlp: 2 });
  caseId = String(made._id);
  await runAll(analyst);
});

afterAll(() => scene?.close());

async function writeAnalyzer(root: string, name: Name): Promise<void> {
  const folder = join(root, name);
  await mkdir(folder, { recursive: true });
  const definition = {
    ...{ name, version: '1.0', author: 'The journey', url: 'https://quiet.example', license: 'Apache-2.0' },
    description: 'Ends in a way of its own.',
    ...{ dataTypeList: ['domain'], command: `${name}/run.mjs` },
  };
  const prelude = `import { writeFileSync } from 'node:fs';
const write = (report) => writeFileSync(process.argv[2] + '/output/output.json', JSON.stringify(report));\n`;
  await writeFile(join(folder, 'run.mjs'), prelude + scripts[name]);
  await writeFile(join(folder, `${name}.json`), JSON.stringify(definition));
}

/** Each analyzer on a value of its own; the slow one is called off. */
async function runAll(analyst: ApiClient): Promise<void> {
  const ids = new Map<Name, string>();
  for (const name of names) {
    const [added] = await analyst.list('POST', `/case/${caseId}/observable`, {
      ...{ dataType: 'domain', data: values[name], tlp: 2 },
    });
    const job = await analyst.call('POST', '/connector/cortex/job', {
      ...{ analyzerId: `${name}_1_0`, cortexId: 'local', artifactId: String(added?._id) },
    });
    ids.set(name, String(job._id));
  }
  await analyst.call('POST', `/connector/cortex/job/${ids.get('Slow')}/cancel`);
  await vi.waitFor(
    async () => {
      for (const id of ids.values())
        expect((await analyst.call('GET', `/connector/cortex/job/${id}`)).status).toMatch(/Success|Failure/);
    },
    { timeout: 60_000, interval: 200 },
  );
}

const lineOf = (page: Page, text: string) => lines(page).filter({ hasText: text });
const drawer = (page: Page) => page.getByTestId('preview-drawer');
const defanged = (name: Name) => values[name].replace('.', '[.]');

it('tells in the list of jobs how each run ended, and finds runs by it', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/engine/jobs`);
    for (const [name, state] of [
      ['Silent', 'No result'],
      ['Shy', 'Blocked'],
      ['Slow', 'Cancelled'],
      ['Sour', 'Failed'],
    ] as const)
      await lineOf(page, defanged(name)).getByText(state, { exact: true }).waitFor();
    await lineOf(page, defanged('Shy')).getByText('TLP is higher than allowed.').waitFor();
    await expectAccessible(page);
    for (const [view, name] of [
      ['No result', 'Silent'],
      ['Blocked', 'Shy'],
      ['Cancelled', 'Slow'],
      ['Failed', 'Sour'],
    ] as const) {
      await page.getByRole('button', { name: `${view} 1`, exact: true }).click();
      await expect.poll(() => lines(page).count()).toBe(1);
      await lineOf(page, defanged(name)).waitFor();
    }
    await lineOf(page, defanged('Sour')).click();
    await drawer(page).getByRole('alert').getByText('the grapes are too high').waitFor();
    await page.goto(`${scene.server.url}/o/${organisation}/engine/jobs?view=noResult`);
    await lineOf(page, defanged('Silent')).click();
    await drawer(page).getByText('It answered, but its report holds nothing.').waitFor();
    await drawer(page).getByText('No result', { exact: true }).waitFor();
    await expectAccessible(page);
  });
});

it('tells it beside the observables and on the reports', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/cases/${caseId}/observables`);
    for (const [name, mark, said] of [
      ['Silent', 'no result', 'Silent: no result'],
      ['Shy', 'blocked', 'Shy: TLP is higher than allowed.'],
      ['Sour', 'failed', 'Sour: the grapes are too high'],
    ] as const) {
      await lineOf(page, defanged(name)).getByText(mark, { exact: true }).waitFor();
      await lineOf(page, defanged(name)).getByText(said, { exact: true }).waitFor();
    }
    await lineOf(page, defanged('Slow')).getByText('not analysed').waitFor();
    const terse = lineOf(page, defanged('Terse'));
    await terse.getByText('no finding', { exact: true }).waitFor();
    expect(await terse.getByText('not analysed').count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Never analysed' }).click();
    await expect.poll(() => lines(page).count()).toBe(3);
    for (const name of ['Shy', 'Slow', 'Sour'] as const) await lineOf(page, defanged(name)).waitFor();
    await page.getByRole('button', { name: /^All/ }).click();
    await terse.waitFor();
    for (const [name, state] of [
      ['Silent', 'No result'],
      ['Shy', 'Blocked'],
      ['Slow', 'Cancelled'],
    ] as const) {
      await lineOf(page, defanged(name)).click();
      const card = drawer(page).getByRole('article').filter({ hasText: name });
      await card.getByText(state, { exact: false }).first().waitFor();
      await expectAccessible(page);
    }
  });
});

it('says so in the other languages', async () => {
  for (const [locale, words] of [
    ['fr-FR', ['Sans résultat', 'Bloqué', 'Annulé', 'Échoué']],
    ['zh-CN', ['无结果', '已阻止', '已取消', '失败']],
  ] as const)
    await signedIn(
      scene,
      'omar',
      async (page) => {
        await page.goto(`${scene.server.url}/o/${organisation}/engine/jobs`);
        for (const word of words) await lines(page).getByText(word, { exact: true }).first().waitFor();
      },
      { locale },
    );
});
