/** The queue of alerts beside the storm: views, filters, acts on all that match, mails, exports, phones, hostile texts. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportedMail } from '../journeys/reported-mail.ts';
import { lines, makeAlert, openQueue, openScene, organisation, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';

/** Alerts of one source: more than are read at once. */
const many = 130;
const formula = '=HYPERLINK("http://evil.example","click")';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  for (let number = 1; number <= many; number += 1)
    await makeAlert(scene, `many-${number}`, {
      source: 'proxy',
      severity: 1,
      title: `Proxy alert ${number}`,
    });
  await makeAlert(scene, 'high-1', { source: 'edr', severity: 3, title: 'Beacon from WS-118' });
  await makeAlert(scene, 'critical-1', { source: 'mail-gateway', severity: 4, title: formula });
});

afterAll(() => scene?.close());

const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Writes a filter and hands it over. */
async function filterBy(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function titlesOf(page: Page): Promise<readonly string[]> {
  return lines(page).locator('a bdi').allTextContents();
}

it('shows the same rows for the same address, joins conditions by or, and says what is wrong with a filter', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await openQueue(scene, page);
    await filterBy(page, 'severity:high or source:mail-gateway');
    await expect.poll(() => titlesOf(page)).toEqual([formula, 'Beacon from WS-118']);
    await page.reload();
    await expect.poll(() => titlesOf(page)).toEqual([formula, 'Beacon from WS-118']);
    await filterBy(page, 'severity:purple');
    const fault = main(page).getByRole('alert');
    await fault.getByText('“purple” is not one of the values.', { exact: false }).waitFor();
    await fault.getByText('severity:purple').waitFor();
    await main(page).getByText('Repair the filter to see the list.').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Backspace');
    await expect.poll(() => titlesOf(page)).toEqual([formula, 'Beacon from WS-118']);
  });
});

it('shares a saved view with the others, who see it at once', async () => {
  await signedIn(scene, 'lea', async (theirs) => {
    await openQueue(scene, theirs);
    await signedIn(scene, 'omar', async (page) => {
      await openQueue(scene, page, '?q=severity%3A%3E%3D3');
      await expect.poll(() => lines(page).count()).toBe(2);
      await button(page, 'Save or remove views').click();
      await page.getByRole('menuitem', { name: 'Save as view' }).click();
      const dialog = page.getByRole('dialog', { name: 'Save as view' });
      await dialog.getByLabel('Name of the view').fill('Grave ones');
      await dialog.getByLabel('Share with the organisation').check();
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      const tab = page.getByRole('button', { name: /^Grave ones/ });
      await expect.poll(() => tab.getAttribute('aria-current')).toBe('page');
    });
    await theirs.getByRole('button', { name: /^Grave ones/ }).click();
    await expect.poll(() => titlesOf(theirs)).toEqual([formula, 'Beacon from WS-118']);
  });
});

it('changes the tags of everything that matches, also of what is not loaded, and takes it back', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await openQueue(scene, page, '?q=source%3Aproxy');
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
    await page.getByText('100 selected').waitFor();
    await button(page, `all ${many} matching`).click();
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog', { name: 'Tags' });
    await dialog.getByLabel('Add', { exact: true }).fill('reviewed');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByTestId('result-sheet').getByText(`${many} done`).waitFor();
    expect(await countTagged()).toBe(many);
    await expectAccessible(page);
    await page.keyboard.press('z');
    await expect.poll(countTagged).toBe(0);
  });
});

async function countTagged(): Promise<unknown> {
  const answer = await scene.source.call('POST', '/query?name=tagged', {
    query: [
      { _name: 'listAlert' },
      { _name: 'filter', _field: 'tags', _value: 'reviewed' },
      { _name: 'count' },
    ],
  });
  return answer.value;
}

it('shows within two seconds that somebody else has an alert open', async () => {
  await signedIn(scene, 'lea', async (theirs) => {
    await openQueue(scene, theirs);
    await signedIn(scene, 'omar', async (page) => {
      await openQueue(scene, page);
      await page.keyboard.press('j');
      await page.keyboard.press('Space');
      await page.getByTestId('preview-drawer').getByRole('heading', { name: formula }).waitFor();
      const opened = performance.now();
      await lines(theirs).first().getByTitle('Omar Haddad is looking').first().waitFor();
      expect(performance.now() - opened).toBeLessThan(2_000);
      await expectAccessible(page);
    });
  });
});

it('makes alerts of mails that are dropped, and refuses what is no mail', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await openQueue(scene, page);
    const files = await page.evaluateHandle(
      `(() => {
        const dropped = new DataTransfer();
        dropped.items.add(new File([${JSON.stringify(Buffer.from(reportedMail()).toString())}], 'reported.eml'));
        dropped.items.add(new File(['words'], 'notes.txt'));
        return dropped;
      })()`,
    );
    await main(page).dispatchEvent('dragover', { dataTransfer: files });
    await page.getByText('Drop mails (.eml, .msg) to make alerts of them').waitFor();
    await main(page).dispatchEvent('drop', { dataTransfer: files });
    const sheet = page.getByTestId('mail-results');
    await sheet.getByText('2 of 2').waitFor();
    await sheet.getByText('This is no mail: .eml and .msg files are taken').waitFor();
    await expectAccessible(page);
    await sheet.getByRole('link', { name: /Updated salary agreement/ }).click();
    await page.getByRole('heading', { name: /Updated salary agreement/ }).waitFor();
  });
});

it('exports what matches as a table in which no cell is a formula', async () => {
  await signedIn(scene, 'omar', async (page) => {
    await openQueue(scene, page, '?q=source%3Amail-gateway');
    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = await arriving;
    expect(download.suggestedFilename()).toMatch(/^alerts-\d{4}-\d\d-\d\d\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""click"")"`);
    expect(text).toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
    expect(text.trim().split(/\r?\n/)).toHaveLength(2);
  });
});

it('is a list of cards on a phone, grouped or not', async () => {
  await signedIn(
    scene,
    'lea',
    async (page) => {
      await page.goto(`${scene.server.url}/o/${organisation}/alerts`);
      const cards = main(page).getByRole('listitem');
      const card = cards.getByRole('link', { name: /Beacon from WS-118/ });
      await card.waitFor();
      expect(await card.boundingBox()).toMatchObject({ x: 0, width: 390, height: 64 });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
      await expectAccessible(page);
      await page.goto(`${scene.server.url}/o/${organisation}/alerts?group=source`);
      await cards.getByRole('button', { name: /edr/ }).click();
      await card.click();
      await page.getByRole('heading', { name: 'Beacon from WS-118' }).waitFor();
    },
    { viewport: { width: 390, height: 844 } },
  );
});

it('tells on the cards of a phone the worst verdict, and the case that shares most', async () => {
  const source = 'resolver';
  const values = ['cdn.evil.example', 'update.example', 'mirror.example'] as const;
  const observables = values.map((data) => ({ dataType: 'domain', data }));
  const holding = async (title: string, ...shared: readonly string[]): Promise<number> => {
    const made = await scene.source.call('POST', '/case', { title, description: '' });
    for (const data of shared)
      await scene.source.list('POST', `/case/${String(made._id)}/observable`, { dataType: 'domain', data });
    return Number(made.number);
  };
  const most = await holding('Shares two', values[1], values[2]);
  const less = await holding('Shares one', values[1]);
  const alert = await makeAlert(scene, 'judged', { source, severity: 1, title: 'Odd lookups', observables });
  await makeAlert(scene, 'unjudged', {
    ...{ source, severity: 1, title: 'Lookup of one name' },
    observables: [{ dataType: 'domain', data: 'alone.example' }],
  });
  await analyse(String(alert._id));
  await signedIn(
    scene,
    'lea',
    async (page) => {
      await page.goto(`${scene.server.url}/o/${organisation}/alerts?q=source%3A${source}`);
      const card = (title: string) => main(page).getByRole('link', { name: new RegExp(title) });
      await card('Odd lookups').getByText('Malicious').waitFor();
      await card('Odd lookups').getByText(`Case ${most} · 2 shared`).waitFor();
      expect(await card('Odd lookups').getByText(`Case ${less}`).count()).toBe(0);
      await card('Lookup of one name').getByText('Not analysed').waitFor();
      expect(await card('Lookup of one name').getByText('shared').count()).toBe(0);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
      await expectAccessible(page);
    },
    { viewport: { width: 390, height: 844 } },
  );
});

/** Has the demonstration judge every observable of an alert: one of them is bad, the others are not. */
async function analyse(alertId: string): Promise<void> {
  await scene.source.call('POST', '/neuron', {
    definitionId: 'Demo_Reputation_1_0',
    configuration: { key: 'a-journey', delay_ms: 0 },
  });
  const found = await scene.source.list('POST', '/query?name=observables', {
    query: [{ _name: 'getAlert', idOrName: alertId }, { _name: 'observables' }],
  });
  const jobs: string[] = [];
  for (const { _id: artifactId } of found) {
    const asked = { analyzerId: 'Demo_Reputation_1_0', cortexId: 'local', artifactId };
    jobs.push(String((await scene.source.call('POST', '/connector/cortex/job', asked))._id));
  }
  for (const id of jobs)
    await expect
      .poll(async () => (await scene.source.call('GET', `/connector/cortex/job/${id}`)).status)
      .toBe('Success');
}

it('keeps hostile texts inert and inside of their cells', async () => {
  const source = 'hostile';
  const titles = [
    '<script>globalThis.harmed = true</script><img src=x onerror="globalThis.harmed = true">',
    'invoice \u202Efdp.exe\u2066 \u200B\u200B hidden',
    'x'.repeat(512),
    `${'\u0301'.repeat(200)} stacked`,
  ];
  await expect(makeAlert(scene, 'too-long', { title: 'x'.repeat(5_000) })).rejects.toThrow('1 to 512');
  for (const [place, title] of titles.entries())
    await makeAlert(scene, `hostile-${place}`, {
      source,
      title,
      description: `<img src=x onerror="globalThis.harmed = true"> ${'y'.repeat(5_000)}`,
      tags: Array.from({ length: 200 }, (_, number) => `<b>${'t'.repeat(60)}${number}</b>`),
    });
  await signedIn(scene, 'omar', async (page) => {
    await openQueue(scene, page, '?q=source%3Ahostile');
    await expect.poll(() => lines(page).count()).toBe(titles.length);
    expect([...(await titlesOf(page))].sort()).toEqual([...titles].sort());
    expect(await outsiders(page)).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    const drawer = page.getByTestId('preview-drawer');
    for (const _ of titles) {
      await drawer.getByRole('heading', { level: 2 }).waitFor();
      expect(await page.evaluate<readonly number[]>(excessOfPreview)).toEqual([0, 0]);
      await page.keyboard.press('j');
    }
    await page.keyboard.press('Escape');
    await page.goto(`${scene.server.url}/o/${organisation}/alerts?q=source%3Ahostile&group=rule`);
    await lines(page).first().waitFor();
    expect(await outsiders(page)).toEqual([]);
    expect(await page.evaluate<unknown>('globalThis.harmed')).toBe(undefined);
    await expectAccessible(page);
  });
});

/** How far the content of the preview and of the page stand out beyond them, in pixels. */
const excessOfPreview = `[document.querySelector('[data-testid="preview-drawer"]'), document.documentElement].map(
  ({ scrollWidth, clientWidth }) => Math.max(0, scrollWidth - clientWidth - 1),
)`;

/** Cells that are drawn beyond their line, or whose content is wider than they are. */
function outsiders(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(
    `[...document.querySelectorAll('[role="row"][data-kind]')].flatMap((line) => {
      const outer = line.getBoundingClientRect();
      return [...line.querySelectorAll('[role="gridcell"]')].flatMap((cell) => {
        const inner = cell.getBoundingClientRect();
        const inside =
          inner.left >= outer.left - 1 && inner.right <= outer.right + 1 &&
          inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
        return inside && cell.scrollWidth <= cell.clientWidth + 1 ? [] : [cell.textContent.slice(0, 80)];
      });
    })`,
  );
}
