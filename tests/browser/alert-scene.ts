/** People, alerts and pages for journeys through the queue of alerts. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type ApiClient, basic, createApiClient, type Wire } from '../journeys/api-client.ts';
import { type JourneyServer, startServer, stopServer } from '../journeys/server.ts';
import { launchBrowser, type PageOptions, type WatchedPage, withPage } from './browser.ts';

/** The organisation that all of it happens in. */
export const organisation = 'main';
/** The password of everybody. */
export const password = 'many-Alerts-7-meadow';

/** A server, a browser, and what makes alerts. */
export interface Scene {
  readonly server: JourneyServer;
  readonly browser: Browser;
  /** The source of alerts. */
  readonly source: ApiClient;
  readonly close: () => Promise<void>;
}

/** Starts everything, with further settings of the server if any; `omar` and `lea` are analysts. */
export async function openScene(settings: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-alerts-'));
  // The user of PostgreSQL passes through it.
  await chmod(folder, 0o755);
  const server = await startServer(folder, settings).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  });
  const { login, password: key } = server.administrator;
  const source = createApiClient(server.url, basic(login, key), organisation);
  for (const name of ['omar', 'lea'])
    await source.call('POST', '/user', {
      login: loginOf(name),
      name: name === 'omar' ? 'Omar Haddad' : 'Léa Marchand',
      profile: 'analyst',
      organisation,
      password,
    });
  const browser = await launchBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await stopServer(server);
    expect(faultsIn(server.printed())).toEqual([]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { server, browser, source, close };
}

/** Lines of a server's log that tell of a fault of its own: no journey may cause one. */
function faultsIn(printed: string): readonly string[] {
  return printed.split('\n').filter((line) => /"level":(?:"(?:error|fatal)"|[56]0)\b/.test(line));
}

/** The login of a person by the first name. */
export function loginOf(name: string): string {
  return `${name}@alerts.test`;
}

/** Runs work with a page of its own on which a person is signed in, and counts the presses of the pointer. */
export async function signedIn(
  { server, browser }: Scene,
  name: string,
  work: (page: Page, watched: WatchedPage) => Promise<void>,
  options: PageOptions & { readonly clock?: boolean } = {},
): Promise<void> {
  await withPage(browser, { viewport: { width: 1_440, height: 900 }, ...options }, async (page, watched) => {
    const data = { user: loginOf(name), password };
    const answer = await page.request.post(`${server.url}/api/v1/login`, { data });
    expect(answer.status()).toBe(200);
    if (options.clock === true) await page.clock.install();
    await page.addInitScript(
      "globalThis.presses = 0; addEventListener('pointerdown', () => { globalThis.presses += 1; }, true)",
    );
    await work(page, watched);
  });
}

/** Opens the queue, with what the address says of it, and waits until it has rows. */
export async function openQueue({ server }: Scene, page: Page, search = ''): Promise<void> {
  await page.goto(`${server.url}/o/${organisation}/alerts${search}`);
  await lines(page).first().waitFor();
}

/** Makes an alert; what is not given is of one rule. */
export function makeAlert(
  { source }: Pick<Scene, 'source'>,
  reference: string,
  more: Wire = {},
): Promise<Wire> {
  return source.call('POST', '/alert', {
    type: 'siem',
    source: 'logon-rules',
    sourceRef: reference,
    title: 'Failed logons on the domain controller',
    description: 'Many failed logons from one address.',
    severity: 2,
    tags: ['logon'],
    ...more,
  });
}

/** Drawn lines of the table: rows and groups. */
export function lines(page: Page): Locator {
  return page.locator('[role="row"][data-kind]');
}

/** Ids and places of the drawn lines. */
export async function placesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('[role="row"][data-kind]')].map((line) => {
      const { x, y, width, height } = line.getBoundingClientRect();
      return [line.id, x, y, width, height].join(' ');
    })`,
  );
}

/** Presses of the pointer since the page was opened. */
export function pressesOf(page: Page): Promise<number> {
  return page.evaluate<number>('globalThis.presses');
}
