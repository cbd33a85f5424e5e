/** Forty alerts of one rule arrive while somebody works on the queue: they are closed by keyboard, taken back, closed again. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  lines,
  makeAlert,
  openQueue,
  openScene,
  placesOf,
  pressesOf,
  type Scene,
  signedIn,
} from './alert-scene.ts';
import { expectAccessible } from './browser.ts';

const stormed = 40;
const rule = 'Failed logons on the domain controller';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  for (let number = 1; number <= 6; number += 1)
    await makeAlert(scene, `quiet-${number}`, { title: `Quiet alert ${number}`, source: `sensor-${number}` });
});

afterAll(() => scene?.close());

/** The alerts of the rule as the server has them. */
async function alertsOfRule(): Promise<readonly { readonly status: unknown; readonly _id: unknown }[]> {
  const found = await scene.source.list('POST', '/query?name=storm', {
    query: [
      { _name: 'listAlert' },
      { _name: 'filter', _field: 'title', _value: rule },
      { _name: 'page', from: 0, to: 100 },
    ],
  });
  return found.map(({ status, _id }) => ({ status, _id }));
}

async function statusesOfRule(): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { status } of await alertsOfRule()) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
  return counts;
}

/** Chooses an act through the palette. */
async function choose(page: Page, words: string, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.getByRole('option', { name: label, selected: true }).waitFor();
  await page.keyboard.press('Enter');
}

/** Closes what is under the cursor as a false positive, by keyboard. */
async function closeAsFalsePositive(page: Page, look: () => Promise<void>): Promise<void> {
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: `Close ${stormed} alerts` });
  await dialog.waitFor();
  await dialog.locator('input[type="radio"]:focus').waitFor();
  await page.keyboard.press('2');
  await expect.poll(() => dialog.getByRole('radio', { name: 'False positive' }).isChecked()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.type('scanner');
  await look();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('result-sheet').getByText(`${stormed} done`).waitFor();
}

it('works through a storm of alerts by keyboard alone', async () => {
  await signedIn(
    scene,
    'omar',
    async (page) => {
      await openQueue(scene, page);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      const cursor = page.locator('[role="row"][data-cursor]');
      const under = await cursor.getAttribute('id');
      const before = await placesOf(page);
      expect(before).toHaveLength(6);
      for (let number = 1; number <= stormed; number += 1)
        await makeAlert(scene, `storm-${number}`, { severity: number % 2 === 0 ? 2 : 3 });
      await page.getByTestId('new-rows-pill').getByText(`${stormed} new`).waitFor();
      expect(await placesOf(page)).toEqual(before);
      expect(await cursor.getAttribute('id')).toBe(under);
      await expectAccessible(page);

      await page.keyboard.press('Shift+R');
      await expect.poll(() => page.getByTestId('new-rows-pill').count()).toBe(0);
      await choose(page, 'group', 'Group: rule');
      const group = lines(page).filter({ hasText: `${rule}× ${stormed}` });
      await group.getByText('20 high · 20 medium').waitFor();
      await expect.poll(() => lines(page).count()).toBe(7);

      await page.keyboard.press('j');
      await page.keyboard.press('Space');
      const drawer = page.getByTestId('preview-drawer');
      await drawer.getByRole('region', { name: 'All have in common' }).getByText('logon-rules').waitFor();
      await drawer.getByRole('region', { name: 'They differ in' }).getByText('× 20').first().waitFor();
      await expectAccessible(page);

      await closeAsFalsePositive(page, () => expectAccessible(page));
      await expect.poll(() => group.count()).toBe(0);
      await page.getByTestId('undo-strip').waitFor();
      expect(await statusesOfRule()).toEqual({ FalsePositive: stormed });
      await expectAccessible(page);

      await page.keyboard.press('z');
      await group.waitFor();
      expect(await statusesOfRule()).toEqual({ New: stormed });
      await page.keyboard.press('k');
      await closeAsFalsePositive(page, async () => undefined);
      await page.getByTestId('undo-strip').waitFor();
      await page.clock.fastForward('01:01');
      await expect.poll(() => page.getByTestId('undo-strip').count()).toBe(0);
      expect(await statusesOfRule()).toEqual({ FalsePositive: stormed });
      expect(await pressesOf(page)).toBe(0);
    },
    { clock: true },
  );
  expect(await history('status')).toEqual(['FalsePositive', 'New', 'FalsePositive']);
  expect(await history('summary')).toEqual(['scanner', null, 'scanner']);
  // Accessibility is looked at in four states, in both themes.
}, 90_000);

/** The values that a field of one alert of the rule was given, in their order. */
async function history(field: string): Promise<readonly unknown[]> {
  const [alert] = await alertsOfRule();
  const audits = await scene.source.list('POST', '/query?name=history', {
    query: [
      { _name: 'listAudit' },
      { _name: 'filter', _field: 'objectId', _value: alert?._id },
      { _name: 'sort', _fields: [{ _createdAt: 'asc' }] },
      { _name: 'page', from: 0, to: 50 },
    ],
  });
  return audits.flatMap(({ details, action }) => {
    if (action !== 'update' || typeof details !== 'object' || details === null) return [];
    return Object.entries(details).flatMap(([name, value]) => (name === field ? [value] : []));
  });
}
