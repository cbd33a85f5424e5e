/** What people feel of the web client: how much it loads and how fast it answers, in a real browser. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { withBrowser } from '../../tests/browser/browser.ts';
import type { Client } from '../client.ts';
import {
  anyRow,
  type FirstLoad,
  finds,
  firstLoad,
  listAddress,
  openScreens,
  pressUntil,
  type Screens,
  untilPainted,
  withScreen,
} from '../client-page.ts';
import type { Facts } from '../facts.ts';
import { type Budget, described, durationOf, failed, type Measurement, type Section } from './measurement.ts';

/** What the web client is measured with. */
export interface ClientStage {
  /** Address of the server, which has the built client. */
  readonly url: string;
  /** Makes the changes that another person sees. */
  readonly client: Client;
  readonly facts: Facts;
}

const loads = 5;
const presses = 20;
const changes = 10;
/** How many times slower than this one the processor of a slow laptop is. */
const slowdown = 4;
const scrollMs = 5_000;
/** Pixels of a notch of the wheel, and the pause of a hand between two. */
const notch = 240;
const notchPauseMs = 20;
const bytesPerKilobyte = 1_000;

/** A row of the results before it is measured. */
interface Row {
  readonly name: string;
  readonly unit: Measurement['unit'];
  readonly budget?: Budget;
}

const rows = {
  signInScript: { name: 'JavaScript until the sign-in page', unit: 'kB', budget: { of: 'p50', most: 300 } },
  listScript: { name: 'JavaScript until the list of alerts', unit: 'kB', budget: { of: 'p50', most: 350 } },
  slowLoad: {
    name: 'first load to a usable list, slow laptop',
    unit: 'ms',
    budget: { of: 'p50', most: 2_000 },
  },
  preview: { name: 'Space to the content of the preview', unit: 'ms', budget: { of: 'p95', most: 300 } },
  next: { name: 'j to the content of the next alert', unit: 'ms', budget: { of: 'p95', most: 100 } },
  keystroke: { name: 'keystroke in the filter to its paint', unit: 'ms', budget: { of: 'p95', most: 50 } },
  empty: { name: 'frames while 100 000 empty blocks are scrolled', unit: 'ms' },
  emptyInTime: { name: 'share of these within 17 ms', unit: '%' },
  frames: { name: 'frames while all alerts are scrolled', unit: 'ms', budget: { of: 'p95', most: 17 } },
  inTime: { name: 'share of frames within 17 ms', unit: '%' },
  longest: { name: 'longest frame', unit: 'ms' },
  elsewhere: {
    name: 'change to the screen of another person',
    unit: 'ms',
    budget: { of: 'p95', most: 1_000 },
  },
} as const satisfies Readonly<Record<string, Row>>;

/** Measures the web client. A part that fails is a row of its own, and does not keep the others from being measured. */
export function measureClient({ url, client, facts }: ClientStage): Promise<Section> {
  return withBrowser(async (browser) => {
    const screens = await openScreens(browser, url, facts.actor.organisation.name, client);
    const measurements = [
      ...(await attempt([rows.signInScript], () => scriptOfSignIn(screens))),
      ...(await attempt([rows.listScript], () => scriptOfList(screens))),
      ...(await attempt([rows.slowLoad], () => slowLoads(screens))),
      ...(await attempt([rows.preview, rows.next], () => previews(screens))),
      ...(await attempt([rows.keystroke], () => keystrokes(screens))),
      ...(await attempt([rows.empty, rows.emptyInTime], () => emptyScrolling(screens))),
      ...(await attempt([rows.frames, rows.inTime, rows.longest], () => scrolling(screens))),
      ...(await attempt([rows.elsewhere], () => changesElsewhere(screens, client))),
    ];
    return { title: 'Web client', measurements };
  });
}

/** Describes what a measurement gives, samples row by row. */
async function attempt(
  wanted: readonly Row[],
  measure: () => Promise<readonly (readonly number[])[]>,
): Promise<readonly Measurement[]> {
  try {
    const samples = await measure();
    return wanted.map(({ name, unit, budget }, index) => described(name, unit, samples[index] ?? [], budget));
  } catch (error) {
    return wanted.map(({ name, budget }) => failed(name, error, budget));
  }
}

async function scriptOfSignIn(screens: Screens): Promise<number[][]> {
  const loaded = await loadedAgain(screens, false, (page) =>
    firstLoad(page, `${screens.url}/sign-in`, 'input[type="password"]'),
  );
  return [kilobytesOf(loaded)];
}

async function scriptOfList(screens: Screens): Promise<number[][]> {
  const loaded = await loadedAgain(screens, true, (page) => firstLoad(page, listAddress(screens), anyRow));
  return [kilobytesOf(loaded)];
}

async function slowLoads(screens: Screens): Promise<number[][]> {
  const loaded = await loadedAgain(screens, true, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return firstLoad(page, listAddress(screens), anyRow);
  });
  return [loaded.map(({ ms }) => ms)];
}

/** Loads a page again and again, each time with an empty cache. */
async function loadedAgain(
  screens: Screens,
  signedIn: boolean,
  load: (page: Page) => Promise<FirstLoad>,
): Promise<FirstLoad[]> {
  const loaded: FirstLoad[] = [];
  for (let index = 0; index < loads; index += 1) loaded.push(await withScreen(screens, signedIn, load));
  return loaded;
}

function kilobytesOf(loaded: readonly FirstLoad[]): number[] {
  return loaded.map(({ scriptBytes }) => scriptBytes / bytesPerKilobyte);
}

/** Opens the list of all alerts and lets it come to rest, so that what is fetched late does not count. */
function withList<T>(screens: Screens, work: (page: Page) => Promise<T>): Promise<T> {
  return withScreen(screens, true, async (page) => {
    await page.goto(listAddress(screens, '*'));
    await page.locator(anyRow).first().waitFor();
    await page.locator('[data-testid="live-state"][data-state="live"]').waitFor();
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(ignoreTimeout);
    return work(page);
  });
}

/** The stream of events keeps the network from ever being idle. */
function ignoreTimeout(error: unknown): void {
  if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
}

/** Times of opening the preview of row after row, then of stepping from one to the next while it is open. */
function previews(screens: Screens): Promise<number[][]> {
  return withList(screens, async (page) => {
    const opening: number[] = [];
    for (const id of await idsOf(page, loads)) {
      await pressUntil(page, 'j', finds(`[id="row-${id}"][data-cursor]`));
      opening.push(await pressUntil(page, 'Space', showsPreview(id)));
      await pressUntil(page, 'Escape', `!(${finds(drawer)})`);
    }
    const [, ...others] = (await idsOf(page, loads + presses)).slice(loads - 1);
    const stepping: number[] = [];
    await page.keyboard.press('Space');
    await page.locator(`${drawer} h2`).waitFor();
    for (const id of others) {
      stepping.push(await pressUntil(page, 'j', showsPreview(id)));
      // People read before they go on.
      await pause(150);
    }
    return [opening, stepping];
  });
}

const drawer = '[data-testid="preview-drawer"]';

function showsPreview(id: string): string {
  return `${finds(`${drawer} a[href*="${id}"]`)} && ${finds(`${drawer} h2`)}`;
}

/** Ids of the first alerts of the list in their order. */
function idsOf(page: Page, count: number): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(
    `[...document.querySelectorAll(${JSON.stringify(anyRow)})]
      .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .slice(0, ${count})
      .map(({ id }) => id.slice('row-'.length))`,
  );
}

function keystrokes(screens: Screens): Promise<number[][]> {
  return withList(screens, async (page) => {
    await page.keyboard.press('/');
    const text = 'severity:high source'.slice(0, presses);
    const samples: number[] = [];
    for (const [index, letter] of [...text].entries()) {
      const key = letter === ' ' ? 'Space' : letter;
      samples.push(await pressUntil(page, key, `document.activeElement?.value?.length === ${index + 1}`));
    }
    return [samples];
  });
}

/** Times between frames while the wheel turns over the list: all of them, the share in time, the longest. */
function scrolling(screens: Screens): Promise<(readonly number[])[]> {
  return withList(screens, async (page) => {
    await page.locator(anyRow).nth(5).hover();
    const frames = await framesOfWheel(page);
    return [frames, [shareInTime(frames)], [Math.max(...frames)]];
  });
}

/** The same over blocks that nobody has to draw anew: what the browser and this machine take by themselves. */
function emptyScrolling(screens: Screens): Promise<(readonly number[])[]> {
  return withScreen(screens, false, async (page) => {
    await page.evaluate(`{
      const block = '<div style="height: 36px; border-bottom: 1px solid silver"></div>';
      document.body.innerHTML = '<main style="height: 700px; overflow: auto">' + block.repeat(100_000) + '</main>';
    }`);
    await page.locator('main').hover();
    const frames = await framesOfWheel(page);
    return [frames, [shareInTime(frames)]];
  });
}

/** Turns the wheel below the pointer, and gives the milliseconds between frames. */
async function framesOfWheel(page: Page): Promise<readonly number[]> {
  await page.evaluate(`{
    globalThis.frames = [];
    const note = (at) => { globalThis.frames.push(at); requestAnimationFrame(note); };
    requestAnimationFrame(note);
  }`);
  const end = performance.now() + scrollMs;
  while (performance.now() < end) {
    await page.mouse.wheel(0, notch);
    await pause(notchPauseMs);
  }
  const moments = await page.evaluate<readonly number[]>('globalThis.frames');
  return moments.slice(1).map((at, index) => at - (moments[index] ?? at));
}

function shareInTime(frames: readonly number[]): number {
  return (100 * frames.filter((ms) => ms <= rows.frames.budget.most).length) / frames.length;
}

/** Times from the request that changes the first alert until somebody else's list shows the change. */
function changesElsewhere(screens: Screens, client: Client): Promise<number[][]> {
  return withList(screens, async (page) => {
    const [id] = await idsOf(page, 1);
    if (id === undefined) throw new Error('The list has no row');
    const samples: number[] = [];
    for (let index = 1; index <= changes; index += 1) {
      const title = `Changed ${index} times at ${Date.now()}`;
      const shown = `document.getElementById(${JSON.stringify(`row-${id}`)})?.textContent.includes(${JSON.stringify(title)})`;
      samples.push(
        await durationOf(() =>
          Promise.all([untilPainted(page, shown), client.send('PATCH', `/api/v1/alert/${id}`, { title })]),
        ),
      );
      // Changes of people come one by one, not in a burst.
      await pause(200 + ((index * 137) % 500));
    }
    return [samples];
  });
}
