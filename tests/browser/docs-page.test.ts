/** The description of the API as people see it in a browser, without any script. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JourneyServer, startServer, stopServer } from '../journeys/server.ts';
import { expectAccessible, launchBrowser, withPage } from './browser.ts';

let folder: string;
let server: JourneyServer;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skep-docs-'));
  // The user of PostgreSQL passes through it.
  await chmod(folder, 0o755);
  server = await startServer(folder);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  if (server !== undefined) await stopServer(server);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('is accessible in light and dark, and nothing is refused or asked of others', async () => {
  await withPage(browser, {}, async (page) => {
    const answer = await page.goto(`${server.url}/api/docs`);
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Skep API v1');
    await expectAccessible(page);
  });
  // The page has some 15,000 elements, each looked at twice.
}, 150_000);

it('shows every route to the search of the browser', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(`${server.url}/api/docs`);
    expect(await page.evaluate("window.find('/api/v1/alert/{alertId}/merge/{caseId}')")).toBe(true);
    expect(await page.evaluate("window.find('/api/v1/nothing')")).toBe(false);
  });
});

it('leads by keyboard from the contents to a route, and from there to the fields of the answer', async () => {
  await withPage(browser, { viewport: { width: 1_280, height: 800 } }, async (page) => {
    await page.goto(`${server.url}/api/docs`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Alert \d+$/ })
      .focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#entity-alert$/);
    const article = page.getByRole('article', { name: 'GET /api/v1/alert/{alertId}', exact: true });
    await article.getByRole('link', { name: 'alert', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#object-alert$/);
    expect(await page.getByRole('article', { name: 'alert', exact: true }).isVisible()).toBe(true);
  });
});

it('fits a narrow screen', async () => {
  await withPage(browser, { colorScheme: 'dark', viewport: { width: 360, height: 740 } }, async (page) => {
    await page.goto(`${server.url}/api/docs`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
});
