import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { withServer } from '../journeys/server.ts';

it('shows a browser that the server works', async () => {
  await withServer({}, async ({ url }) => {
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    const page = await browser.newPage();
    await page.goto(`${url}/health`);
    expect(await page.textContent('body')).toContain('up');
    await browser.close();
  });
}, 60_000);
