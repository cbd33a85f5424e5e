/**
 * A real browser for tests: pages that remember every complaint of the browser (errors of scripts, what the content
 * policy refused, requests that failed or went to other servers), and the check that a page is accessible in both themes.
 */
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Where Debian's packages put the browser, the one without windows first: each page costs it a third of the time, because
 * nothing is drawn around it.
 */
const chromiumPaths = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'] as const;

/** What a page is opened as. */
export interface PageOptions {
  /** What the operating system prefers; light when not given. */
  readonly colorScheme?: 'light' | 'dark';
  /** Language and region, e.g. `fr-FR`; `en-GB` when not given. */
  readonly locale?: 'en-GB' | 'fr-FR' | 'zh-CN';
  /** Size in CSS pixels; that of a small laptop when not given. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A page with cookies of its own. */
export interface WatchedPage {
  readonly page: Page;
  /** Gives what the browser has complained about since the last call, and forgets it. */
  readonly takeComplaints: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts the browser; close it in `afterAll`. Fails with what to install when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPaths.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      `There is no browser at ${chromiumPaths.join(' or ')}: install Chromium (Debian: apt-get install chromium)`,
    );
  return chromium.launch({
    executablePath,
    // The sandbox does not start for root, and pages under test are ours.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** Runs work with a browser of its own. */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchBrowser();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Opens an empty page. Animations are off, so that what is looked at has come to rest. */
export async function newPage(browser: Browser, options: PageOptions = {}): Promise<WatchedPage> {
  const settings: BrowserContextOptions = {
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'en-GB',
    viewport: options.viewport ?? { width: 1_366, height: 768 },
    reducedMotion: 'reduce',
  };
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  return {
    page,
    takeComplaints: () => complaints.splice(0),
    close: () => context.close(),
  };
}

/**
 * Runs work with a page of its own; fails when the browser complained about something that the work has not taken. After a
 * failure a picture of the page is kept, and its path printed.
 */
export async function withPage<T>(
  browser: Browser,
  options: PageOptions,
  work: (page: Page, watched: WatchedPage) => Promise<T>,
): Promise<T> {
  const watched = await newPage(browser, options);
  try {
    const result = await work(watched.page, watched);
    expect(watched.takeComplaints()).toEqual([]);
    return result;
  } catch (error) {
    console.error(`The page as it was then: ${await keepPicture(watched.page)}`);
    throw error;
  } finally {
    await watched.close();
  }
}

/** Gives the path of a picture of the page, or why there is none; it stays in the temporary folder. */
async function keepPicture(page: Page): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'skep-browser-')), 'page.png');
  return page.screenshot({ path }).then(
    () => path,
    (reason: unknown) => String(reason),
  );
}

/** Keeps what the browser complains about. What the content policy refuses is an error in the console. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()} in the console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`a script failed: ${error.message}`));
  page.on('requestfailed', (request) => {
    if (!wasGivenUp(request)) complaints.push(`${request.method()} ${request.url()} failed`);
  });
  page.on('request', (request) => {
    if (goesElsewhere(request, page)) complaints.push(`asks another server: ${request.url()}`);
  });
  return complaints;
}

/** Leaving a page ends its requests; downloads look the same. */
function wasGivenUp(request: Request): boolean {
  return request.failure()?.errorText === 'net::ERR_ABORTED';
}

/** The first address decides which server is ours. */
function goesElsewhere(request: Request, page: Page): boolean {
  const [here, there] = [page.url(), request.url()].map((address) => new URL(address));
  if (here === undefined || there === undefined || here.protocol === 'about:') return false;
  return there.protocol.startsWith('http') && there.origin !== here.origin;
}

/** Rules of WCAG 2.2 up to AA, and what the makers of axe recommend beside them. */
const allRules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;
/** Those among them that look at colours: the second theme changes nothing else. */
const colourRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const;

/** Fails with every breach of the accessibility rules that the page shows in its present state, in light or in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await loadAxe(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await breachesOf(page, allRules);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await breachesOf(page, colourRules);
  // Back to what the page was opened with.
  await page.emulateMedia({ colorScheme: null });
  expect([...light.map((breach) => `light: ${breach}`), ...dark.map((breach) => `dark: ${breach}`)]).toEqual(
    [],
  );
}

/** Once for each document: reading half a megabyte of script takes longer than most rules. */
async function loadAxe(page: Page): Promise<void> {
  const isThere = await page.evaluate<boolean>("typeof globalThis.axe === 'object'");
  if (!isThere) await page.evaluate(axe.source);
}

async function breachesOf(page: Page, runOnly: typeof allRules | typeof colourRules): Promise<string[]> {
  // Frames run no script here, so axe is not in them; asking them for it would only make the browser complain.
  const options = { runOnly, resultTypes: ['violations'], preload: false, iframes: false };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id} (${impact}): ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`.replaceAll(/\s+/g, ' '),
    ),
  );
}
