/** A case is kept to people, linked, taken back in part, given away, packed into an archive and made again from it. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiClient, basic, createApiClient } from '../journeys/api-client.ts';
import { lines, loginOf, openScene, organisation, password, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible, type WatchedPage } from './browser.ts';
import { openCase } from './case-scene.ts';

const partner = 'beta';
const secret = { title: 'Leak inside the company' };
const shared = { title: 'Beacons at a partner' };

let scene: Scene;
let bea: ApiClient;
/** Numbers of the two cases. */
let kept: number;
let given: number;
let givenId: string;

beforeAll(async () => {
  scene = await openScene();
  const { url, administrator } = scene.server;
  const platform = createApiClient(url, basic(administrator.login, administrator.password), 'admin');
  await platform.call('POST', '/organisation', { name: partner, description: 'The partner' });
  await platform.call('PUT', `/organisation/${organisation}/link/${partner}`, {
    linkType: 'default',
    otherLinkType: 'default',
  });
  const people = [
    { login: loginOf('ines'), name: 'Ines Duarte', profile: 'org-admin', organisation },
    { login: loginOf('bea'), name: 'Bea Lindt', profile: 'org-admin', organisation: partner },
  ];
  for (const person of people) await platform.call('POST', '/user', { ...person, password });
  // Omar works for both.
  await platform.call('POST', '/user', {
    login: loginOf('omar'),
    name: 'Omar Haddad',
    profile: 'analyst',
    organisation: partner,
  });
  bea = createApiClient(url, basic(loginOf('bea'), password), partner);
  kept = await addCase(secret.title);
  given = await addCase(shared.title);
  const made = await scene.source.call('GET', `/case/${given}`);
  givenId = String(made._id);
  for (const data of ['beacon.example', 'own-name.example'])
    await scene.source.list('POST', `/case/${givenId}/observable`, { dataType: 'domain', data, tlp: 1 });
  await scene.source.list('POST', `/case/${givenId}/shares`, {
    shares: [
      {
        organisation: partner,
        profile: 'analyst',
        share: true,
        taskRule: 'manual',
        observableRule: 'manual',
      },
    ],
  });
});

afterAll(() => scene?.close());

async function addCase(title: string): Promise<number> {
  const made = await scene.source.call('POST', '/case', {
    title,
    description: 'What is known so far.',
    tlp: 1,
  });
  return Number(made.number);
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });

/** Chooses in a list that opens at a field. */
async function choose(page: Page, within: Locator, label: string, option: string | RegExp): Promise<void> {
  await within.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Forgets what the browser says of answers that refuse, which is what was wanted. */
function forget({ takeComplaints }: WatchedPage, status: 400 | 404): void {
  expect(takeComplaints().filter((complaint) => !complaint.includes(`status of ${status}`))).toEqual([]);
}

it('keeps a case to people: others lose it at once, also on pages they have open', async () => {
  await signedIn(scene, 'lea', async (theirs, watched) => {
    await openCase(scene, theirs, kept);
    await theirs.getByTestId('live-state').getByText('Live').waitFor();
    await signedIn(scene, 'ines', restrict);
    await theirs.getByRole('heading', { name: 'Not found, or not shared with you' }).waitFor();
    await theirs.goto(`${scene.server.url}/o/${organisation}/cases`);
    await lines(theirs).first().waitFor();
    expect(await lines(theirs).count()).toBe(1);
    forget(watched, 404);
  });
});

async function restrict(page: Page): Promise<void> {
  await openCase(scene, page, kept, 'sharing');
  await button(page.getByRole('main'), 'Restrict to people').click();
  const dialog = page.getByRole('dialog', { name: `Who sees case ${kept}` });
  const effect = dialog.getByRole('region', { name: 'Afterwards' });
  await effect.getByText('2 people lose it').waitFor();
  await choose(page, dialog, 'Add a person', /Omar Haddad/);
  await effect.getByText('1 person loses it').waitFor();
  await expectAccessible(page);
  await button(dialog, /^Restrict/).click();
  await dialog.waitFor({ state: 'hidden' });
  await button(page, 'only 3 people').waitFor();
  await page.goto(`${scene.server.url}/o/${organisation}/cases`);
  await lines(page)
    .filter({ hasText: secret.title })
    .getByTitle('Kept to some people', { exact: true })
    .waitFor();
  await restrictAll(page);
}

/** Keeps both cases to one person, takes that back, and finds the one that was kept to people before. */
async function restrictAll(page: Page): Promise<void> {
  const marks = page.getByTitle('Kept to some people', { exact: true });
  for (const title of [secret.title, shared.title])
    await lines(page).filter({ hasText: title }).getByRole('checkbox').check();
  await button(page.getByRole('toolbar'), 'More').click();
  await page.getByRole('menuitem', { name: 'Restrict to people' }).click();
  await page.getByRole('dialog', { name: 'Who sees 2 cases' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => marks.count()).toBe(2);
  await button(page.getByTestId('undo-strip'), /^Undo/).click();
  await expect.poll(() => marks.count()).toBe(1);
  await page.goto(`${scene.server.url}/o/${organisation}/cases?q=is:restricted`);
  await lines(page).filter({ hasText: secret.title }).waitFor();
  expect(await lines(page).count()).toBe(1);
}

it('links a case with another one and with a page elsewhere', async () => {
  await signedIn(scene, 'ines', async (page, watched) => {
    await openCase(scene, page, given, 'related');
    const links = page.getByRole('region', { name: 'Links', exact: true });
    await button(links, 'Add link').click();
    await links.getByRole('combobox', { name: 'Meaning' }).fill('Same actor');
    await links.getByRole('textbox', { name: 'Case to link' }).fill(`#${kept}`);
    await expectAccessible(page);
    await button(links, `Link with case ${kept}`).click();
    await links.getByRole('link', { name: secret.title }).waitFor();
    await button(links, 'Add link').click();
    await links.getByRole('combobox', { name: 'Meaning' }).fill('Ticket');
    await links.getByText('Page elsewhere').click();
    await links.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)');
    await button(links, /^Link$/).click();
    await links.getByText(/http/).first().waitFor();
    await links.getByRole('textbox', { name: 'Address' }).fill('https://tickets.example/7');
    await button(links, /^Link$/).click();
    await links.getByRole('link', { name: 'https://tickets.example/7' }).waitFor();
    forget(watched, 400);
    await button(links, /^Remove the link Ticket/).click();
    await links.getByRole('link', { name: 'https://tickets.example/7' }).waitFor({ state: 'detached' });
    await button(page.getByTestId('undo-strip'), /^Undo/).click();
    await links.getByRole('link', { name: 'https://tickets.example/7' }).waitFor();
  });
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, given, 'related');
    const links = page.getByRole('region', { name: 'Links', exact: true });
    await links.getByRole('link', { name: 'https://tickets.example/7' }).waitFor();
    expect(await links.getByText(secret.title).count()).toBe(0);
  });
});

it('asks what becomes of an observable that others have when its TLP is raised', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, given, 'observables');
    await lines(page).filter({ hasText: 'own-name' }).getByRole('checkbox').check();
    await button(page.getByRole('toolbar'), 'More').click();
    await page.getByRole('menuitem', { name: 'TLP', exact: true }).click();
    await page.getByRole('dialog', { name: 'TLP' }).getByRole('option', { name: 'RED' }).click();
    const dialog = page.getByRole('dialog', { name: '1 observable is shared with others' });
    await dialog.getByText(`It is shared with ${partner} now.`, { exact: false }).waitFor();
    await button(dialog, 'Raise and withdraw').click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(theirValues).toEqual(['beacon.example']);
  });
});

async function theirValues(): Promise<unknown[]> {
  const found = await bea.list('POST', '/query?name=observables', {
    query: [{ _name: 'listObservable' }, { _name: 'page', from: 0, to: 10 }],
  });
  return found.map(({ data }) => data);
}

it('says of which organisation the author of a comment, a log and a change is', async () => {
  await bea.call('POST', `/case/${givenId}/comment`, { message: 'We see it too.' });
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, given, 'overview?panel=comments');
    const comment = page.getByRole('listitem').filter({ hasText: 'We see it too.' });
    await comment.getByText('Bea Lindt').first().waitFor();
    await comment.getByTitle(`of ${partner}`, { exact: true }).waitFor();
    await openCase(scene, page, given, 'activity');
    await page
      .getByRole('heading', { name: 'Bea Lindt' })
      .getByTitle(`of ${partner}`, { exact: true })
      .waitFor();
    await openCase(scene, page, given, 'sharing');
    const did = page.getByRole('region', { name: `What ${partner} did` });
    await did.getByText('comment', { exact: false }).waitFor();
  });
});

it('keeps two tabs in the organisations that each was opened in', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await page.goto(`${scene.server.url}/o/${partner}/cases`);
    await lines(page).filter({ hasText: shared.title }).waitFor();
    const other = await page.context().newPage();
    await other.goto(`${scene.server.url}/o/${organisation}/cases/${kept}`);
    await other.getByRole('heading', { level: 1, name: secret.title }).waitFor();
    await page.reload();
    await lines(page).filter({ hasText: shared.title }).waitFor();
    expect(await lines(page).count()).toBe(1);
    await lines(page).getByRole('link', { name: shared.title }).click();
    await page.getByText(`owned by ${organisation}`).first().waitFor();
    expect(page.url()).toContain(`/o/${partner}/`);
    await other.close();
  });
});

it('packs a case with a password and makes a case of the archive that is dropped on the list', async () => {
  await signedIn(scene, 'ines', async (page, watched) => {
    const { archive, key } = await exportArchive(page);
    await page.goto(`${scene.server.url}/o/${organisation}/cases`);
    await lines(page).first().waitFor();
    await dropFile(page, 'case.skep', archive);
    const dialog = page.getByRole('dialog', { name: 'Import a case' });
    await dialog.getByText('case.skep').waitFor();
    await dialog.getByRole('textbox', { name: 'Password' }).fill('not this one');
    await button(dialog, 'Import').click();
    await dialog.getByText('This password does not open the archive').waitFor();
    forget(watched, 400);
    await dialog.getByRole('textbox', { name: 'Password' }).fill(key);
    await button(dialog, 'Import').click();
    const result = page.getByTestId('import-result');
    await result.getByText('2 observables', { exact: false }).waitFor();
    await result.getByText('Everything in the archive was taken over.').waitFor();
    await expectAccessible(page);
    await button(result, /^Open case/).click();
    await page.getByRole('heading', { level: 1, name: shared.title }).waitFor();
  });
});

async function exportArchive(page: Page): Promise<{ readonly archive: Buffer; readonly key: string }> {
  await openCase(scene, page, given, 'overview?dialog=export');
  const dialog = page.getByRole('dialog', { name: `Export case ${given} as an archive` });
  const field = dialog.getByRole('textbox', { name: 'Password' });
  await field.fill('secret');
  await dialog.getByText('weak', { exact: false }).waitFor();
  await button(dialog, 'Suggest one').click();
  await dialog.getByText(/strong$/).waitFor();
  await expectAccessible(page);
  const key = await field.inputValue();
  const [download] = await Promise.all([page.waitForEvent('download'), button(dialog, 'Export').click()]);
  await dialog.getByText(/^Saved as/).waitFor();
  return { archive: await readFile(await download.path()), key };
}

/** Drops a file on the page, as a hand does that drags it there. */
async function dropFile(page: Page, name: string, content: Buffer): Promise<void> {
  const dropped = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(content.toString('base64'))}), (sign) => sign.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], ${JSON.stringify(name)}));
      return transfer;
    })()`,
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: dropped });
  await page.getByText('Drop the archive to import the case').waitFor();
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
}

it('gives a case to another organisation, and keeps what was agreed', async () => {
  await signedIn(scene, 'ines', async (page) => {
    await openCase(scene, page, given, 'sharing?dialog=owner');
    const dialog = page.getByRole('dialog', { name: `Give case ${given} to another organisation` });
    const effect = dialog.getByRole('region', { name: 'Who sees what' });
    await effect.getByRole('row', { name: `${organisation} owner sees it as read-only` }).waitFor();
    await effect.getByRole('row', { name: `${partner} sees it as analyst owner` }).waitFor();
    await dialog.getByRole('checkbox', { name: /give it back/ }).check();
    await expectAccessible(page);
    await button(dialog, 'Give away').click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(`owned by ${partner}`).first().waitFor();
    await page.getByText('read-only for you').waitFor();
  });
});
