/** Coming in and being somebody: the first administrator, signing in, a session that ends, one's own account. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JourneyServer, startServer, stopServer } from '../journeys/server.ts';
import { expectAccessible, launchBrowser, type PageOptions, type WatchedPage, withPage } from './browser.ts';

/** The first administrator; the password is changed on the way. */
const person = { name: 'Ruth Adler', login: 'ruth@entry.test', password: 'seven-Hives-1-meadow' };
const laterPassword = 'nine-Hives-2-meadows';
/** Attempts that are allowed before a login has to wait. */
const attempts = 3;

let folder: string;
let server: JourneyServer;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skep-entry-'));
  // The user of PostgreSQL passes through it.
  await chmod(folder, 0o755);
  server = await startServer(folder, {
    SKEP_ADMIN_LOGIN: '',
    SKEP_ADMIN_PASSWORD: '',
    SKEP_LOGIN_ATTEMPTS: String(attempts),
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  if (server !== undefined) await stopServer(server);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The link that the server printed. */
async function setUpLink(): Promise<string> {
  await expect.poll(() => /\S+\/set-up#\S+/.exec(server.printed())?.[0]).toBeDefined();
  return /\S+\/set-up#\S+/.exec(server.printed())?.[0] ?? '';
}

/** What the browser says of answers that are refusals. */
function forgetRefusals({ takeComplaints }: WatchedPage, status: number): void {
  const others = takeComplaints().filter((complaint) => !complaint.includes(`status of ${status} `));
  expect(others).toEqual([]);
}

/** Runs work with a page of its own on which the person is signed in. */
async function signedIn(
  address: string,
  work: (page: Page, watched: WatchedPage) => Promise<void>,
  options: PageOptions = {},
): Promise<void> {
  await withPage(browser, options, async (page, watched) => {
    await signIn(page);
    await page.goto(`${server.url}${address}`);
    await work(page, watched);
  });
}

async function signIn(page: Page): Promise<void> {
  const answer = await page.request.post(`${server.url}/api/v1/login`, {
    data: { user: person.login, password: person.password },
  });
  expect(answer.status()).toBe(200);
}

/** Calls the server as the person, not through the page. */
function outside(method: string, path: string, authorization = basic()): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, { method, headers: { authorization } });
}

function basic(): string {
  return `Basic ${Buffer.from(`${person.login}:${person.password}`).toString('base64')}`;
}

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

it('leads whoever holds the printed link from the first administrator to the alerts, once', async () => {
  const link = await setUpLink();
  await withPage(browser, {}, async (page, watched) => {
    await page.goto(link);
    await field(page, 'Your name').fill(person.name);
    await field(page, 'Login').fill(person.login);
    await field(page, 'Password').fill('short');
    await field(page, 'Password again').fill('other');
    await button(page, 'Create the account').click();
    await page.getByText('The two passwords differ').waitFor();
    await expectAccessible(page);
    await field(page, 'Password again').fill('short');
    await button(page, 'Create the account').click();
    await page.getByText('At least 12 characters. Too easy to guess', { exact: false }).waitFor();
    forgetRefusals(watched, 400);
    await field(page, 'Password').fill(person.password);
    await page.getByLabel('Fulfilled:').waitFor();
    await field(page, 'Password again').fill(person.password);
    await button(page, 'Create the account').click();
    await page.waitForURL(/\/o\/[^/]+\/alerts/);
    await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
  });
  await withPage(browser, {}, async (page, watched) => {
    await page.goto(link);
    await field(page, 'Your name').fill('Somebody else');
    await field(page, 'Login').fill('else@entry.test');
    await field(page, 'Password').fill(person.password);
    await field(page, 'Password again').fill(person.password);
    await button(page, 'Create the account').click();
    await page.getByText('This link has been used or is too old.').waitFor();
    expect(watched.takeComplaints()).toHaveLength(1);
  });
});

it('says the same of a wrong login and a wrong password, and where one goes on to', async () => {
  await withPage(browser, {}, async (page, watched) => {
    await page.goto(`${server.url}/sign-in?to=${encodeURIComponent('/o/admin/me/keys')}`);
    await page.getByText('You will go on to /o/admin/me/keys.').waitFor();
    for (const login of ['nobody@entry.test', person.login]) {
      await field(page, 'Login').fill(login);
      await field(page, 'Password').fill('not-this-one-123');
      await button(page, 'Sign in').click();
      await page.getByText('Login or password is not right.').waitFor();
      await expect.poll(() => field(page, 'Password').inputValue()).toBe('');
    }
    forgetRefusals(watched, 401);
    await expectAccessible(page);
    await field(page, 'Password').fill(person.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/o/admin/me/keys');
    await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
  });
});

it('goes to the alerts when the address to go on to belongs to somebody else', async () => {
  await withPage(browser, { colorScheme: 'dark' }, async (page) => {
    for (const foreign of ['https://evil.example/o/admin', '//evil.example', '/o/\\evil.example']) {
      await page.goto(`${server.url}/sign-in?to=${encodeURIComponent(foreign)}`);
      await field(page, 'Login').fill(person.login);
      await field(page, 'Password').fill(person.password);
      expect(await page.getByText('You will go on to').count()).toBe(0);
      await button(page, 'Sign in').click();
      await page.waitForURL(`${server.url}/o/*/alerts`);
    }
  });
});

it('shows the seconds that a login has to wait after too many attempts', async () => {
  await withPage(browser, { viewport: { width: 390, height: 844 } }, async (page, watched) => {
    await page.goto(`${server.url}/sign-in`);
    await field(page, 'Login').fill('guessed@entry.test');
    for (let attempt = 0; attempt <= attempts; attempt += 1) {
      await field(page, 'Password').fill(`guess-number-${attempt}`);
      const answered = page.waitForResponse('**/api/v1/login');
      await button(page, 'Sign in').click();
      await answered;
    }
    await page.getByText(/Too many attempts\. Try again in \d+ seconds\./).waitFor();
    const waiting = page.getByRole('button', { name: /^Wait \d+ s$/ });
    expect(await waiting.isDisabled()).toBe(true);
    const first = await waiting.textContent();
    await expect.poll(() => waiting.textContent(), { timeout: 4_000 }).not.toBe(first);
    await expectAccessible(page);
    const kinds = watched.takeComplaints().map((complaint) => /status of (\d+)/.exec(complaint)?.[1]);
    expect(new Set(kinds)).toEqual(new Set(['401', '429']));
  });
});

it('leads a deep link through the sign-in when nobody is signed in', async () => {
  await withPage(browser, {}, async (page, watched) => {
    await page.goto(`${server.url}/o/admin/me/profile`);
    await page.waitForURL(/\/sign-in\?to=/);
    await field(page, 'Login').fill(person.login);
    await field(page, 'Password').fill(person.password);
    await button(page, 'Sign in').click();
    await page.waitForURL('**/o/admin/me/profile');
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    forgetRefusals(watched, 401);
  });
});

it('keeps what is typed when the session ends, and goes on after the password', async () => {
  await signedIn('/o/admin/me/profile', async (page, watched) => {
    const name = field(page, 'Your name');
    await name.fill('Ruth Adler-Brandt');
    // It ends while the change is on its way: the dialog, which comes with any refusal, would cover the button before.
    let ended: number | undefined;
    await page.route('**/api/v1/**', async (route) => {
      if (ended === undefined && route.request().method() === 'PATCH')
        ended = (await outside('DELETE', '/session')).status;
      await route.continue();
    });
    await button(page, 'Save').click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(ended).toBeLessThan(300);
    await expectAccessible(page);
    expect(await name.inputValue()).toBe('Ruth Adler-Brandt');
    await dialog.getByLabel('Password', { exact: true }).fill('wrong-password-1');
    await page.keyboard.press('Enter');
    await dialog.getByText('The password is not right.').waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(person.password);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect
      .poll(async () => (await outside('GET', '/user/current')).json())
      .toMatchObject({ name: 'Ruth Adler-Brandt' });
    expect(await name.inputValue()).toBe('Ruth Adler-Brandt');
    forgetRefusals(watched, 401);
  });
});

it('changes language, theme and density at once, and remembers them elsewhere', async () => {
  await signedIn('/o/admin/me/preferences', async (page) => {
    await page.getByRole('heading', { level: 1, name: 'Preferences' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Français' }).click();
    await page.getByRole('heading', { level: 1, name: 'Préférences' }).waitFor();
    await page.getByRole('combobox', { name: 'Langue' }).click();
    await page.getByRole('option', { name: '简体中文' }).click();
    await page.getByRole('heading', { level: 1, name: '偏好设置' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh');
    await page.getByText('深色', { exact: true }).click();
    expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
    await page.getByText('紧凑', { exact: true }).click();
    await expectAccessible(page);
    await expect
      .poll(async () => (await outside('GET', '/user/current/preferences')).json())
      .toMatchObject({ language: 'zh', theme: 'dark', density: 'compact' });
  });
  await signedIn('/o/admin/me/preferences', async (page) => {
    await page.getByRole('heading', { level: 1, name: '偏好设置' }).waitFor();
    await page.getByRole('combobox', { name: '语言' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Preferences' }).waitFor();
    await expect
      .poll(async () => (await outside('GET', '/user/current/preferences')).json())
      .toMatchObject({ language: 'en' });
  });
});

it('lets single letters act only while they are wanted, and leads the focus to the new screen', async () => {
  await signedIn('/o/admin/me/preferences', async (page) => {
    const switched = page.getByRole('switch', { name: 'Single letters act' });
    await switched.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    expect(page.url()).not.toContain('#');
    await page.getByRole('main').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL('**/o/admin/settings/users');
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    await page.goBack();
    await switched.waitFor();
    await switched.uncheck();
    await expect
      .poll(async () => (await outside('GET', '/user/current/preferences')).json())
      .toMatchObject({ singleKeys: false });
    await page.getByRole('main').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    expect(page.url()).toContain('/me/preferences');
  });
});

it('makes a key that is shown once, works until it is removed, and tells its last use', async () => {
  await signedIn('/o/admin/me/keys', async (page) => {
    await button(page, 'Make a key').click();
    const dialog = page.getByRole('dialog', { name: 'Make a key' });
    await dialog.getByLabel('What it is for').fill('Nightly script');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Make a key' }).click();
    const shown = page.getByRole('status').filter({ hasText: 'It is shown this once' });
    const key = (await shown.locator('code').textContent()) ?? '';
    await expectAccessible(page);
    expect((await outside('GET', '/user/current', `Bearer ${key}`)).status).toBe(200);
    await page.reload();
    const row = page.getByRole('listitem').filter({ hasText: 'Nightly script' });
    await row.waitFor();
    expect(await page.content()).not.toContain(key);
    await button(page, 'Remove Nightly script').click();
    await row.waitFor({ state: 'hidden' });
    expect((await outside('GET', '/user/current', `Bearer ${key}`)).status).toBe(401);
  });
});

it('lists where one is signed in, ends a session there, and changes the password', async () => {
  await withPage(browser, {}, async (elsewhere, watchedElsewhere) => {
    await signIn(elsewhere);
    await elsewhere.goto(`${server.url}/o/admin/me/profile`);
    await elsewhere.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await signedIn('/o/admin/me/security', async (page, watched) => {
      await page.getByText('this one').waitFor();
      await expectAccessible(page);
      await button(page, 'Sign out everywhere else').click();
      await expect.poll(() => button(page, 'Sign out there').count()).toBe(0);
      await elsewhere.reload();
      await elsewhere.waitForURL(/\/sign-in\?to=/);
      forgetRefusals(watchedElsewhere, 401);
      await field(page, 'Present password').fill('not-the-present-1');
      await field(page, 'New password').fill(laterPassword);
      await field(page, 'Password again').fill(laterPassword);
      await button(page, 'Change the password').click();
      await page.getByText('The password is not right.').waitFor();
      forgetRefusals(watched, 403);
      await field(page, 'Present password').fill(person.password);
      await field(page, 'New password').fill('aaaa');
      await field(page, 'Password again').fill('aaaa');
      await button(page, 'Change the password').click();
      await page.getByText(/^At least 12 characters\. Too easy to guess/).waitFor();
      forgetRefusals(watched, 400);
      await expectAccessible(page);
      await field(page, 'New password').fill(laterPassword);
      await field(page, 'Password again').fill(laterPassword);
      await button(page, 'Change the password').click();
      await page.getByText('The password is changed.').waitFor();
    });
  });
  expect((await outside('GET', '/user/current')).status).toBe(401);
});

it('says that a page is missing without saying what exists, within the frame and without', async () => {
  person.password = laterPassword;
  await signedIn('/o/admin/nothing-here', async (page, watched) => {
    await page.getByRole('heading', { level: 1, name: 'Not found' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('search').getByRole('textbox').fill('words');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/o/admin/search?q=words');
    await page.goto(`${server.url}/o/strangers/alerts`);
    await page.getByRole('heading', { level: 1, name: 'Not found, or not shared with you' }).waitFor();
    await expectAccessible(page);
    watched.takeComplaints();
  });
});

it('keeps the frame when the file of a page does not arrive, and loads it on demand', async () => {
  await signedIn('/o/admin/me/profile', async (page, watched) => {
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await page.route('**/assets/search-*.js', (route) => route.abort());
    await page.goto(`${server.url}/o/admin/search`);
    await page.getByRole('alert').getByText('It could not be loaded').waitFor();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await expectAccessible(page);
    await page.unroute('**/assets/search-*.js');
    await button(page, 'Reload this part').click();
    await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor();
    watched.takeComplaints();
  });
});

it('keeps the frame when a page fails over what it was given, and asks anew on demand', async () => {
  await signedIn('/o/admin/me/profile', async (page, watched) => {
    await page.route('**/api/v1/user/*/keys', (route) => route.fulfill({ json: [null] }));
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('heading', { level: 1, name: 'This page has failed' }).waitFor();
    expect(watched.takeComplaints()).not.toEqual([]);
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await page.unroute('**/api/v1/user/*/keys');
    await button(page, 'Reload this part').click();
    await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
    await page.getByText('No named keys yet').waitFor();
  });
});
