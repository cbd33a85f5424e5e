/** Techniques are noted by keyboard and exported; the timeline takes events of people and files, and shows what was known when. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Wire } from '../journeys/api-client.ts';
import { makeAlert, openScene, organisation, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';
import { takeShots } from './shots.ts';

let scene: Scene;
let caseNumber: string;

const started = Date.UTC(2026, 0, 15, 9);

beforeAll(async () => {
  scene = await openScene();
  const made = await scene.source.call('POST', '/case', {
    title: 'Mail with an archive',
    description: 'An archive was opened.',
    startDate: started,
  });
  caseNumber = String(made.number);
  await scene.source.call('POST', `/case/${caseNumber}/observable`, {
    dataType: 'domain',
    data: 'archive.sender.example',
  });
});

afterAll(() => scene?.close());

/** A catalogue of our own: three tactics, one technique with parts. */
const catalogue = {
  type: 'bundle',
  objects: [
    technique('T9001', 'Opened archive', 'initial-access'),
    technique('T9002', 'Started script', 'execution'),
    technique('T9002.001', 'Shell of the system', 'execution'),
    technique('T9003', 'Borrowed account', 'persistence', 'initial-access'),
  ],
};

function technique(number: string, name: string, ...tactics: readonly string[]): Wire {
  return {
    type: 'attack-pattern',
    id: `attack-pattern--${number}`,
    name,
    description: `What **${name}** means.`,
    external_references: [
      { source_name: 'mitre-attack', external_id: number, url: `https://attack.example/${number}` },
    ],
    kill_chain_phases: tactics.map((phase) => ({ kill_chain_name: 'mitre-attack', phase_name: phase })),
  };
}

async function importCatalogue({ server }: Scene): Promise<void> {
  const { login, password } = server.administrator;
  const form = new FormData();
  form.set('file', new Blob([JSON.stringify(catalogue)], { type: 'application/json' }), 'catalogue.json');
  form.set('catalog', 'Enterprise of ours');
  const answer = await fetch(`${server.url}/api/v1/pattern/import/attack`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
      'X-Organisation': 'admin',
    },
    body: form,
  });
  expect(answer.status).toBe(201);
}

async function openSection(page: Page, section: string, number = caseNumber): Promise<Locator> {
  await page.goto(`${scene.server.url}/o/${organisation}/cases/${number}/${section}`);
  const name = section === 'ttps' ? 'Techniques' : 'Timeline';
  const region = page.getByRole('region', { name, exact: true });
  await region.getByRole('heading', { level: 2, name }).waitFor();
  return region;
}

/** Chooses techniques in the open dialog by keyboard. */
async function chooseTechniques(page: Page, ...names: readonly string[]): Promise<void> {
  const find = page.getByRole('dialog').getByRole('combobox', { name: 'Number, name or tactic' });
  await page.locator('[role="combobox"]:focus').waitFor();
  for (const name of names) {
    await find.fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).waitFor();
    await page.keyboard.press('Enter');
  }
}

it('says who can import a catalogue, and notes techniques by keyboard once there is one', async () => {
  await signedIn(scene, 'lea', async (page) => {
    const section = await openSection(page, 'ttps');
    await section.getByText('No catalogue of techniques yet').waitFor();
    await importCatalogue(scene);
    await openSection(page, 'ttps');
    await section.getByText('No technique noted yet').waitFor();

    await page.keyboard.press('Shift+A');
    await chooseTechniques(page, 'Opened archive', 'Shell of the system');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('undo-strip').getByText('2 techniques added').waitFor();
    await section.getByRole('region', { name: 'Initial access' }).getByText('T9001').waitFor();
    await section.getByRole('region', { name: 'Execution' }).getByText('T9002.001').waitFor();
    await expectAccessible(page);

    await page.keyboard.press('Shift+M');
    await useMatrix(page, section);
    await downloadsLayer(page, section);
  });
});

/** Arrows lead through the matrix, Space unfolds, Enter opens, plus notes. */
async function useMatrix(page: Page, section: Locator): Promise<void> {
  const matrix = section.getByRole('grid', { name: 'Matrix of techniques' });
  await matrix.getByRole('columnheader', { name: /Execution/ }).waitFor();
  await matrix
    .getByRole('button', { name: /^Borrowed account/ })
    .first()
    .focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  expect(await focusedText(page)).toMatch(/^Started scriptT9002/);
  await page.keyboard.press('Space');
  await matrix.getByRole('button', { name: /^Shell of the system T9002\.001 seen once/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = section.getByRole('complementary', { name: 'Technique' });
  await panel.getByText('Seen in this case').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect.poll(() => panel.count()).toBe(0);
  await expect.poll(() => focusedText(page)).toMatch(/^Shell of the system/);
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement?.textContent ?? ''");
}

async function downloadsLayer(page: Page, section: Locator): Promise<void> {
  const coming = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Navigator layer' }).click();
  const layer: unknown = JSON.parse(await readFile(await (await coming).path(), 'utf8'));
  expect(layer).toMatchObject({
    domain: 'enterprise-attack',
    techniques: expect.arrayContaining([
      expect.objectContaining({ techniqueID: 'T9001' }),
      expect.objectContaining({ techniqueID: 'T9002.001' }),
    ]),
  });
}

const file = [
  'Start;End;Event;Details;Evidence',
  '2024-12-01 10:00;;First mail of the sender;A year before;archive.sender.example',
  ...Array.from({ length: 10 }, (_, place) => `2026-01-15 09:${10 + place};;Connection ${place};`),
  '2026-01-15 10:00;2026-01-15 12:00;Outage of the proxy;',
  'some day;;Unknown;',
  '2026-01-15 12:00;;Sent again;;nowhere.example',
].join('\n');

it('takes events from people and files, and shows them at their time without one lying on another', async () => {
  await signedIn(scene, 'lea', async (page) => {
    const section = await openSection(page, 'timeline');
    await page.keyboard.press('Shift+A');
    const dialog = page.getByRole('dialog', { name: 'Add event' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Mail delivered');
    await dialog.getByLabel('Happened').fill('2026-01-15T09:12');
    await dialog.getByRole('combobox', { name: 'Based on' }).fill('sender');
    await page.getByRole('option', { name: 'archive[.]sender[.]example' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await takeShots(page, 'event-dialog', true);
    await dialog.getByRole('textbox', { name: 'Title' }).focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('undo-strip').getByText('1 event added').waitFor();

    await importFile(page, section);
    const chart = page.getByTestId('timeline-chart');
    await chart.getByText('Nothing for 13 months').waitFor({ state: 'attached' });
    await expectNoOverlap(page);
    await expectAccessible(page);

    await chart.getByRole('button', { name: /First mail of the sender/ }).click();
    const basis = section.getByRole('complementary').getByRole('region', { name: 'Based on' });
    await basis.getByRole('link', { name: /archive\[\.\]sender/ }).waitFor();
    await chart.getByRole('button', { name: /Mail delivered/ }).click();
    const panel = section.getByRole('complementary', { name: 'Event' });
    await panel.getByText('Noticed after').waitFor();
    await panel
      .getByRole('region', { name: 'Based on' })
      .getByRole('link', { name: /archive\[\.\]sender/ })
      .waitFor();
    await expectAccessible(page);
    await takeShots(page, 'event-panel');
    await panel.getByRole('button', { name: 'Delete' }).click();
    await page.getByTestId('undo-strip').getByText('Mail delivered deleted').waitFor();
    await expect.poll(() => chart.getByRole('button', { name: /Mail delivered/ }).count()).toBe(0);
    await page.keyboard.press('z');
    await chart.getByRole('button', { name: /Mail delivered/ }).waitFor();
  });
});

async function importFile(page: Page, section: Locator): Promise<void> {
  await section.getByRole('button', { name: 'CSV' }).click();
  await page.getByRole('menuitem', { name: 'Import events from CSV' }).click();
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'events.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  const dialog = page.getByRole('dialog', { name: 'Import events from CSV' });
  await dialog.getByText('12 of 14 rows can be imported').waitFor();
  await dialog.getByText('No readable date').waitFor();
  await dialog.getByText('Nothing in the case is called nowhere.example.', { exact: false }).waitFor();
  await dialog.getByRole('cell', { name: 'archive[.]sender[.]example' }).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Import 12 events' }).click();
  await page.getByTestId('undo-strip').getByText('12 events added').waitFor();
}

/** Looks at where labels are drawn, not at where they were meant to be. */
async function expectNoOverlap(page: Page): Promise<void> {
  const overlaps = await page.evaluate<number>(`(() => {
    const boxes = [...document.querySelectorAll('[data-testid="timeline-chart"] [data-key]')]
      .map((label) => label.getBoundingClientRect());
    let count = 0;
    for (const [place, one] of boxes.entries())
      for (const other of boxes.slice(place + 1))
        if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
          count += 1;
    return count;
  })()`);
  expect(overlaps).toBe(0);
}

it('puts a log in the timeline while it is written, and no other', async () => {
  const made = await scene.source.call('POST', '/case', { title: 'Full proxy', description: '' });
  const number = String(made.number);
  const task = await scene.source.call('POST', `/case/${number}/task`, { title: 'Ask the proxy team' });
  await signedIn(scene, 'lea', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/cases/${number}/tasks/${String(task._id)}`);
    const room = page.getByRole('region', { name: 'Task Ask the proxy team' });
    const choice = room.getByRole('checkbox', { name: 'in timeline' });
    const write = async (text: string): Promise<Locator> => {
      await room.getByRole('textbox', { name: 'Log', exact: true }).fill(text);
      await page.keyboard.press('Control+Enter');
      const log = room.getByRole('article').filter({ hasText: text });
      await log.waitFor();
      return log;
    };
    const plain = await write('Nobody answers yet.');
    expect(await plain.getByText('in timeline').count()).toBe(0);
    await choice.check();
    await expectAccessible(page);
    const noted = await write('The proxy was emptied.');
    await noted.getByText('in timeline').waitFor();
    // The next log is one of many again.
    expect(await choice.isChecked()).toBe(false);

    const section = await openSection(page, 'timeline', number);
    const chart = page.getByTestId('timeline-chart');
    await chart.getByRole('button', { name: /The proxy was emptied/ }).click();
    const panel = section.getByRole('complementary', { name: 'Event' });
    await panel.getByRole('paragraph').getByText('The proxy was emptied.').waitFor();
    expect(await page.getByText('Nobody answers yet').count()).toBe(0);
  });
});

it('does not overwrite what somebody else saved in an event meanwhile', async () => {
  const title = 'Call of the bank';
  const made = await scene.source.call('POST', `/case/${caseNumber}/customEvent`, {
    title,
    date: started + 7_000,
  });
  const path = `/customEvent/${String(made._id)}`;
  await signedIn(scene, 'lea', async (page, watched) => {
    const section = await openSection(page, 'timeline');
    await page
      .getByTestId('timeline-chart')
      .getByRole('button', { name: new RegExp(title) })
      .click();
    const panel = section.getByRole('complementary', { name: 'Event' });
    await panel.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit event' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Call of the bank about it');
    await scene.source.call('PATCH', path, { title: 'Call of another bank', description: 'Noted by hand.' });
    await page.keyboard.press('Control+Enter');
    const clash = dialog.getByTestId('form-clash');
    await clash.getByText('Call of another bank').waitFor();
    await expectAccessible(page);
    await clash.getByRole('button', { name: /^Take that of/ }).click();
    await clash.waitFor({ state: 'detached' });
    await dialog.getByLabel('Until').fill('2026-01-15T11:00');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await panel.getByText('Noted by hand.').waitFor();
    await panel.getByRole('heading', { name: 'Call of another bank' }).waitFor();
    const refused = watched.takeComplaints().filter((complaint) => !complaint.includes('status of 409'));
    expect(refused).toEqual([]);
  });
  await scene.source.call('DELETE', path);
});

it('tells in the activity what an event stood on before and after, and what of it is gone', async () => {
  const log = await addFile('proxy.log');
  const stays = await addDomain('stays.sender.example');
  const goes = await addDomain('goes.sender.example');
  const made = await scene.source.call('POST', `/case/${caseNumber}/customEvent`, {
    title: 'Download',
    date: started,
    evidence: [goes],
  });
  await scene.source.call('PATCH', `/customEvent/${String(made._id)}`, { evidence: [stays, log] });
  await scene.source.call('DELETE', `/observable/${goes}`);
  await signedIn(scene, 'omar', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/cases/${caseNumber}/activity`);
    const line = page
      .getByRole('region', { name: 'Activity' })
      .getByRole('listitem')
      .filter({ hasText: 'Based on' });
    await line.getByRole('link', { name: /stays\[\.\]sender/ }).waitFor();
    await line.getByRole('link', { name: 'Fetch proxy.log as a protected archive' }).waitFor();
    await line.getByText('1 deleted or not shared').waitFor();
    expect(await line.textContent()).not.toContain('~');
    await expectAccessible(page);
    await line.getByRole('link', { name: /stays/ }).click();
    await page.waitForURL(`**/observables/${stays}`);
  });
});

async function addDomain(data: string): Promise<string> {
  const path = `/case/${caseNumber}/observable`;
  const [made] = await scene.source.list('POST', path, { dataType: 'domain', data });
  return String(made?._id);
}

async function addFile(name: string): Promise<string> {
  const file = { name, type: 'text/plain', bytes: Buffer.from('GET /archive') };
  const { attachments } = await scene.source.upload(`/case/${caseNumber}/attachments`, 'attachments', [file]);
  const [made] = Array.isArray(attachments) ? attachments : [];
  return String(made?._id);
}

it('shows what was known at a moment, and the same events as a table', async () => {
  await signedIn(scene, 'omar', async (page) => {
    const section = await openSection(page, 'timeline');
    const chart = page.getByTestId('timeline-chart');
    await chart.getByRole('button', { name: /Outage of the proxy/ }).waitFor();
    await page.keyboard.press('Shift+K');
    await page.keyboard.press('Shift+M');
    const table = section.getByRole('table', { name: 'Timeline' });
    await table.getByRole('button', { name: 'Mail delivered' }).waitFor();
    await expectAccessible(page);

    await section.getByRole('slider', { name: 'As of' }).focus();
    await page.keyboard.press('Home');
    const banner = page.getByTestId('replay-banner');
    await banner.getByText(/later events are not shown/).waitFor();
    await table.getByRole('button', { name: 'Case opened' }).waitFor();
    expect(await table.getByRole('button', { name: 'Mail delivered' }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('asof')).not.toBeNull();
    await expectAccessible(page);
    await page.reload();
    await banner.getByRole('button', { name: 'Back to now' }).click();
    await table.getByRole('button', { name: 'Mail delivered' }).waitFor();
  });
});

it('shows the techniques of an alert beside the queue, and notes another', async () => {
  const { _id } = await makeAlert(scene, 'with-technique');
  await scene.source.call('POST', `/alert/${_id}/procedure`, { patternId: 'T9001', occurDate: started });
  await signedIn(scene, 'omar', async (page) => {
    await page.goto(`${scene.server.url}/o/${organisation}/alerts?preview=${_id}`);
    const block = page.getByTestId('preview-drawer').getByRole('region', { name: 'Techniques' });
    await block.getByText('Opened archive').waitFor();
    await block.getByRole('button', { name: 'Add techniques' }).click();
    await chooseTechniques(page, 'Started script');
    await page.getByRole('dialog').getByRole('button', { name: 'Add 1 technique' }).click();
    await block.getByRole('region', { name: 'Execution' }).getByText('T9002').waitFor();
    await expectAccessible(page);
  });
});
