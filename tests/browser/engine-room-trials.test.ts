/** Trials of an analyzer that is set up: what is wrong stands beside the setting it is about, and a secret tells since when it is set. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loginOf, openScene, organisation, password, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible, type WatchedPage } from './browser.ts';

const rightKey = 'key-of-the-orchard-0815';
const item = (name: string, required: boolean) => ({
  ...{ name, description: `The ${name} of the service.`, type: 'string', multi: false, required },
});
const definition = {
  ...{ name: 'Picky', version: '1.0', author: 'The journey', url: 'https://picky.example' },
  ...{ license: 'Apache-2.0', description: 'Wants to be asked well.', dataTypeList: ['domain'] },
  command: 'Picky/run.mjs',
  configurationItems: [item('key', true), item('region', false)],
};
const script = `import { readFileSync, writeFileSync } from 'node:fs';
const { config, data } = JSON.parse(readFileSync(process.argv[2] + '/input/input.json', 'utf8'));
const fail = (errorMessage) => ({ success: false, errorMessage });
const report =
  config.key !== '${rightKey}' ? fail('picky.example answered 401')
  : config.region === 'moon' ? fail('There is no service in the parameter region')
  : data === 'late.example' ? fail('picky.example is closed today')
  : { success: true, full: { data } };
writeFileSync(process.argv[2] + '/output/output.json', JSON.stringify(report));
`;

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await scene.source.call('POST', '/user', {
    ...{ login: loginOf('ruth'), name: 'Ruth Adler', profile: 'org-admin', organisation, password },
  });
  const folder = join(scene.server.folder, 'data', 'neurons', 'Picky');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'run.mjs'), script);
  await writeFile(join(folder, 'Picky.json'), JSON.stringify(definition));
  // Folders are taken once nothing is written in them any more.
  await vi.waitFor(
    async () => expect(JSON.stringify(await scene.source.call('GET', '/neuron'))).toContain('Picky_1_0'),
    { timeout: 15_000, interval: 100 },
  );
});

afterAll(() => scene?.close());

const button = (within: Locator, name: string | RegExp) => within.getByRole('button', { name });
const field = (within: Locator, name: string) =>
  within.getByRole('textbox', { name: new RegExp(`^${name}`) });

async function openPicky(page: Page): Promise<{ panel: Locator; trial: Locator }> {
  await page.goto(`${scene.server.url}/o/${organisation}/engine/neurons/Picky_1_0`);
  const panel = page.getByRole('complementary', { name: 'Picky', exact: true });
  await panel.getByRole('heading', { level: 2 }).waitFor();
  return { panel, trial: panel.getByRole('region', { name: 'Test before saving' }) };
}

/** What stands beside a field, as screen readers tell it. */
async function saidOf(input: Locator): Promise<string> {
  const ids = ((await input.getAttribute('aria-describedby')) ?? '').split(' ').filter((id) => id !== '');
  const page = input.page();
  return (await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()))).join(' ');
}

function forgetRefusals({ takeComplaints }: WatchedPage): void {
  expect(takeComplaints().filter((complaint) => !complaint.includes('status of 400 '))).toEqual([]);
}

it('tells what is wrong beside the setting that it is about, and otherwise beside the trial', async () => {
  await signedIn(scene, 'ruth', async (page, watched) => {
    const { panel, trial } = await openPicky(page);
    const [key, region] = [field(panel, 'key'), field(panel, 'region')];
    const run = async (value: string): Promise<void> => {
      await trial.getByRole('textbox', { name: 'Value' }).fill(value);
      await button(trial, 'Run').click();
    };
    await run('evil.example');
    await trial.getByRole('alert').getByText('See what stands at key.').waitFor();
    expect(await saidOf(key)).toContain('Needed');
    forgetRefusals(watched);
    await key.fill('wrong-key-of-somebody');
    await expect.poll(() => saidOf(key)).not.toContain('Needed');
    await run('evil.example');
    await trial.getByRole('status').getByText('See what stands at key.').waitFor();
    expect(await saidOf(key)).toContain('picky.example answered 401');
    expect(await key.getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page);
    await key.fill(rightKey);
    await region.fill('moon');
    await expect.poll(() => saidOf(key)).not.toContain('401');
    await run('evil.example');
    await trial.getByRole('status').getByText('See what stands at region.').waitFor();
    expect(await saidOf(region)).toContain('no service in the parameter region');
    await region.fill('');
    await run('late.example');
    await trial.getByRole('status').getByText('picky.example is closed today').waitFor();
    for (const one of [key, region]) expect(await one.getAttribute('aria-invalid')).not.toBe('true');
    await run('evil.example');
    await trial.getByRole('status').getByText('Success').waitFor();
  });
});

it('tells of a secret that was saved since when it is set and by whom', async () => {
  await signedIn(scene, 'ruth', async (page) => {
    const { panel } = await openPicky(page);
    await field(panel, 'key').fill(rightKey);
    await button(panel, /^Enable/).click();
    await panel.getByText('Set just now by Ruth Adler.').waitFor();
    expect(await saidOf(field(panel, 'key'))).toContain('Set just now by Ruth Adler.');
    expect(await field(panel, 'key').inputValue()).toBe('');
    await expectAccessible(page);
    await page.clock.setFixedTime(Date.now() + 3 * 86_400_000);
    await page.reload();
    await panel.getByText(/^Set 3 d.* ago by Ruth Adler\.$/).waitFor();
    expect(await page.content()).not.toContain(rightKey);
  });
});
