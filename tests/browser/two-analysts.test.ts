/** Two analysts work on one case at the same time: neither loses what was written, and each learns what the other did. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { basic, createApiClient } from '../journeys/api-client.ts';
import { loginOf, openScene, organisation, password, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible, type WatchedPage } from './browser.ts';
import { openCase } from './case-scene.ts';

const sentence = 'The attacker came in through the mail gateway.';

let scene: Scene;
let number: number;
let caseId: string;
/** The task that logs are written in, by its title. */
let taskId: string;

beforeAll(async () => {
  scene = await openScene();
  const made = await scene.source.call('POST', '/case', {
    title: 'Intrusion by mail',
    description: sentence,
    tasks: [{ title: 'Look at the mail' }],
  });
  caseId = String(made._id);
  number = Number(made.number);
  const [task] = await ask([{ _name: 'getCase', idOrName: caseId }, { _name: 'tasks' }]);
  taskId = String(task?._id);
});

afterAll(() => scene?.close());

function ask(steps: readonly Readonly<Record<string, unknown>>[]) {
  return scene.source.list('POST', '/query?name=asked', {
    query: [...steps, { _name: 'page', from: 0, to: 50 }],
  });
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const editor = (within: Page | Locator, name: string) => within.getByRole('textbox', { name, exact: true });
const description = (page: Page) => page.getByRole('region', { name: 'Description', exact: true });

/** Both in the case, each with a browser of their own. */
async function together(work: (lea: WatchedPage, omar: WatchedPage) => Promise<void>): Promise<void> {
  await signedIn(scene, 'lea', async (_leaPage, lea) => {
    await openCase(scene, lea.page, number);
    await signedIn(scene, 'omar', async (_omarPage, omar) => {
      await openCase(scene, omar.page, number);
      await work(lea, omar);
    });
  });
}

/** Opens the description to write in it, with the caret after its last word. */
async function editDescription(page: Page): Promise<Locator> {
  await button(description(page), 'Edit').click();
  const place = editor(description(page), 'Description');
  await place.press('Control+End');
  return place;
}

/** Forgets what the browser says of requests that the journey makes fail; anything else is a fault. */
function forget({ takeComplaints }: WatchedPage, expected: RegExp): void {
  expect(takeComplaints().filter((complaint) => !expected.test(complaint))).toEqual([]);
}

it('shows each the other, and leaves an editor alone while the other adds a log', async () => {
  await together(async (lea, omar) => {
    await lea.page.getByTestId('presence').getByText('Omar Haddad in Overview').waitFor();
    await omar.page.getByTestId('presence').getByText('Léa Marchand in Overview').waitFor();
    const place = await editDescription(lea.page);
    await lea.page.keyboard.type(' It is conf');
    await description(omar.page).getByText('Léa Marchand is editing').waitFor();
    await openCase(scene, omar.page, number, `tasks/${taskId}`);
    await editor(omar.page, 'Log').fill('The header names a host of the attacker.');
    await button(omar.page, /^Add log/).click();
    await omar.page.getByRole('article', { name: /Log by Omar/ }).waitFor();
    await expectAccessible(omar.page);
    // The first log starts the task, which the case says to everybody in it.
    const sections = lea.page.getByRole('navigation', { name: 'Sections of the case' });
    await sections.getByRole('link', { name: /^Tasks/ }).waitFor();
    await lea.page.keyboard.type('irmed.');
    expect(await place.textContent()).toBe(`${sentence} It is confirmed.`);
    await expectAccessible(lea.page);
    await button(description(lea.page), 'Cancel').click();
  });
});

it('lets two who changed the same sentence decide what it says', async () => {
  await together(async (lea, omar) => {
    await editDescription(lea.page);
    await description(omar.page).getByText('Léa Marchand is editing').waitFor();
    await editDescription(omar.page);
    await lea.page.keyboard.type(' It came on Monday.');
    await omar.page.keyboard.type(' It came twice.');
    await lea.page.keyboard.press('Control+Enter');
    await description(lea.page).getByText('It came on Monday.').waitFor();
    await omar.page.keyboard.press('Control+Enter');
    const conflict = omar.page.getByTestId('conflict-view');
    await conflict.getByText('Léa Marchand saved this text while you wrote.').waitFor();
    for (const title of ['Version of Léa Marchand', 'Yours', 'Merged'])
      await conflict.getByRole('heading', { name: title }).waitFor();
    await expectAccessible(omar.page);
    await editor(conflict, 'Merged').fill(`${sentence} It came twice, first on Monday.`);
    await button(conflict, 'Save merged').click();
    await description(lea.page).getByText('It came twice, first on Monday.').waitFor();
    forget(omar, /status of 409/);
  });
  const audits = await ask([
    { _name: 'listAudit' },
    {
      _name: 'filter',
      _and: [
        { _field: 'objectId', _value: caseId },
        { _field: 'action', _value: 'update' },
      ],
    },
  ]);
  const texts = audits.map(({ details }) => JSON.stringify(details));
  expect(texts.some((text) => text.includes('It came on Monday.'))).toBe(true);
  expect(texts.some((text) => text.includes('It came twice, first on Monday.'))).toBe(true);
});

it('keeps a log that is being written when the session is ended', async () => {
  await signedIn(scene, 'lea', async (page, watched) => {
    await openCase(scene, page, number, `tasks/${taskId}`);
    await editor(page, 'Log').fill('Half of a thou');
    await scene.source.call('DELETE', `/user/${loginOf('lea')}/session`);
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await button(dialog, 'Sign in').click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await editor(page, 'Log').textContent()).toBe('Half of a thou');
    await editor(page, 'Log').press('Control+End');
    await page.keyboard.type('ght.');
    await page.getByTestId('draft-state').getByText('Draft saved').waitFor();
    await button(page, /^Add log/).click();
    await page
      .getByRole('article', { name: /Log by Léa/ })
      .getByText('Half of a thought.')
      .waitFor();
    forget(watched, /status of 401/);
  });
});

it('keeps a comment that is written without a network, and says when everything is caught up', async () => {
  await signedIn(scene, 'omar', async (page, watched) => {
    await openCase(scene, page, number, 'overview?panel=comments');
    await page.getByTestId('live-state').getByText('Live').waitFor();
    await editor(page, 'Comment').pressSequentially('Written before, ');
    await page.context().setOffline(true);
    await page.keyboard.type('and without a network.');
    await page.getByText('What you write is kept on this device.').waitFor();
    await expectAccessible(page);
    await page.context().setOffline(false);
    await page.getByText('The connection is back. Everything on screen is up to date.').waitFor();
    expect(await editor(page, 'Comment').textContent()).toBe('Written before, and without a network.');
    await page.getByTestId('draft-state').getByText('Draft saved').waitFor();
    await button(page, /^Comment/).click();
    await page.getByRole('listitem').getByText('Written before, and without a network.').waitFor();
    forget(watched, /ERR_INTERNET_DISCONNECTED|failed$/);
  });
});

it('brings a log along to another device', async () => {
  const words = 'Begun on one device, ended on another.';
  await signedIn(scene, 'omar', async (page) => {
    await openCase(scene, page, number, `tasks/${taskId}`);
    await editor(page, 'Log').fill(words);
    await page.getByTestId('draft-state').getByText('Draft saved').waitFor();
  });
  await signedIn(scene, 'omar', async (page) => {
    await openCase(scene, page, number, `tasks/${taskId}`);
    await expect.poll(() => editor(page, 'Log').textContent()).toBe(words);
  });
});

it('tells somebody within two seconds that they are mentioned, and leads to the comment', async () => {
  await together(async (lea, omar) => {
    await omar.page.getByTestId('live-state').getByText('Live').waitFor();
    await openCase(scene, lea.page, number, 'overview?panel=comments');
    await editor(lea.page, 'Comment').fill(`@omar please look at the proxy. Told by @${loginOf('lea')}.`);
    await lea.page.getByTestId('draft-state').getByText('Draft saved').waitFor();
    const bell = omar.page.getByTestId('bell');
    expect(await bell.getAttribute('aria-label')).toBe('Mentions, 0 unread');
    await button(lea.page, /^Comment/).click();
    const sent = performance.now();
    await omar.page.getByRole('button', { name: 'Mentions, 1 unread' }).waitFor();
    expect(performance.now() - sent).toBeLessThan(2_000);
    await bell.click();
    const list = omar.page.getByRole('dialog');
    await list.getByText('please look at the proxy.', { exact: false }).waitFor();
    await expectAccessible(omar.page);
    await list.getByRole('link').first().click();
    await omar.page.waitForURL(/comment=/);
    const comment = omar.page.getByRole('listitem').filter({ hasText: 'please look at the proxy.' });
    expect(await comment.getAttribute('data-linked')).toBe('true');
    expect(await comment.locator('.mention').allTextContents()).toEqual(['@omar', '@Léa Marchand']);
    await omar.page.getByRole('button', { name: 'Mentions, 0 unread' }).waitFor();
  });
});

it('tells at the next visit what others did meanwhile', async () => {
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, number);
    await description(page).getByText('first on Monday', { exact: false }).waitFor();
    const noted = page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.url().includes('/visit/case'),
    );
    await page.getByRole('banner').getByRole('link', { name: 'Cases', exact: true }).click();
    expect((await noted).status()).toBe(200);
  });
  const omar = createApiClient(scene.server.url, basic(loginOf('omar'), password), organisation);
  await omar.call('PATCH', `/task/${taskId}`, { status: 'Completed' });
  await omar.call('POST', `/case/${caseId}/comment`, { message: 'The proxy knows nothing of it.' });
  await signedIn(scene, 'lea', async (page) => {
    await openCase(scene, page, number);
    const strip = page.getByTestId('since-last-visit');
    await strip.getByText(/: 1 (task, 1 comment|comment, 1 task)$/).waitFor();
    await button(strip, 'Show').click();
    expect(await strip.getByRole('listitem').count()).toBe(2);
    await strip.getByText('Changed: 1 task (Completed)').waitFor();
    await expectAccessible(page);
  });
});
