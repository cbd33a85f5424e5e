/** Pictures of screens, for people to look at: written only where `SKEP_TEST_SHOTS` names a folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeAlert, type Scene } from './alert-scene.ts';

const folder = process.env.SKEP_TEST_SHOTS;

/** What stands in the queue in pictures: severity, source, title, value. */
const others = [
  [4, 'edr', 'Ransom note written on FS-02', '203.0.113.7'],
  [3, 'edr', 'Beacon from WS-118', 'cdn-sync.example'],
  [3, 'siem', 'Log-on of an administrator from a new country', '198.51.100.23'],
  [3, 'proxy', 'Upload of 4 GB to a file host', 'drop.files.example'],
  [2, 'siem', 'Many failed log-ons on DC-01', '198.51.100.77'],
  [2, 'proxy', 'Download of a program by a script', 'get.tools.example'],
  [2, 'dns', 'Names made by an algorithm', 'qx7f0a.example'],
  [2, 'mailbox', 'Invoice 2026-118 is overdue', 'billing.example'],
  [1, 'edr', 'Removable disk on WS-031', '192.0.2.31'],
  [1, 'scanner', 'Certificate ends in ten days', 'shop.example'],
] as const;

/** Fills the queue so that pictures show what it looks like at work; nothing where none are wanted. */
export async function fillForShots(scene: Scene): Promise<void> {
  if (folder === undefined || folder === '') return;
  for (const [place, [severity, source, title, data]] of others.entries())
    await makeAlert(scene, `shot-${place}`, {
      severity,
      source,
      title,
      observables: [{ dataType: /^\d/.test(data) ? 'ip' : 'domain', data, ioc: severity > 3 }],
    });
}

const desk = { width: 1_440, height: 900 } as const;
const phone = { width: 390, height: 844 } as const;

/** Writes the page in light and in dark, and on demand as a phone shows it. */
export async function takeShots(page: Page, name: string, alsoPhone = false): Promise<void> {
  if (folder === undefined || folder === '') return;
  await mkdir(folder, { recursive: true });
  const write = async (words: string): Promise<void> => {
    await page.screenshot({ path: join(folder, `${words}.png`), animations: 'disabled' });
  };
  await page.setViewportSize(desk);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await write(`${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (!alsoPhone) return;
  await page.setViewportSize(phone);
  await page.getByRole('main').waitFor();
  await write(`${name}-phone`);
  await page.setViewportSize(desk);
}
