/** Pages of the web client in a real browser, and clocks inside of them: what is timed begins and ends where people see it. */
import type { Browser, Page } from 'playwright-core';
import type { Client } from './client.ts';

/** What pages are opened with. */
export interface Screens {
  readonly browser: Browser;
  /** Address of the server. */
  readonly url: string;
  /** Name of the organisation whose alerts are looked at. */
  readonly organisation: string;
  /** Cookies of a person who is signed in. */
  readonly cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;
}

/** What the first load of a page took. */
export interface FirstLoad {
  /** Milliseconds from the start of the navigation until what was waited for was painted. */
  readonly ms: number;
  /** Bytes of JavaScript, compressed as they were sent, that had arrived when it was there. */
  readonly scriptBytes: number;
}

/** Who looks at the screen. Another person makes the changes. */
const onlooker = (organisation: string): string => `analyst-2@${organisation}.test`;
const password = 'many-Alerts-7-meadow';
const patienceMs = 20_000;

/** A line of a list, as a selector. */
export const anyRow = '[role="row"][data-kind="row"]';

/** Gives the onlooker a password by the key of an administrator of the organisation, and signs in with it. */
export async function openScreens(
  browser: Browser,
  url: string,
  organisation: string,
  administrator: Client,
): Promise<Screens> {
  const login = onlooker(organisation);
  await administrator.send('POST', `/api/v1/user/${encodeURIComponent(login)}/password/set`, { password });
  const context = await browser.newContext();
  try {
    const answer = await context.request.post(`${url}/api/v1/login`, { data: { user: login, password } });
    if (!answer.ok()) throw new Error(`Signing in answers ${answer.status()}: ${await answer.text()}`);
    return { browser, url, organisation, cookies: await context.cookies() };
  } finally {
    await context.close();
  }
}

/** Runs work with an empty page: nothing cached, and signed in or not. */
export async function withScreen<T>(
  { browser, cookies }: Screens,
  signedIn: boolean,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1_440, height: 900 } });
  try {
    if (signedIn) await context.addCookies([...cookies]);
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Address of the list of alerts; `q` is its filter, and `*` shows all there are. */
export function listAddress({ url, organisation }: Screens, q?: string): string {
  const search = q === undefined ? '' : `?q=${encodeURIComponent(q)}`;
  return `${url}/o/${encodeURIComponent(organisation)}/alerts${search}`;
}

/** Loads an address in an empty page and waits until an element that a selector finds is painted. */
export async function firstLoad(page: Page, address: string, selector: string): Promise<FirstLoad> {
  await page.addInitScript(`globalThis.standing = ${painted(finds(selector), 'performance.timeOrigin')}`);
  await page.goto(address, { waitUntil: 'commit' });
  return page.evaluate<FirstLoad>(`globalThis.standing.then(({ found, painted }) => {
    const scripts = performance.getEntriesByType('resource').filter(
      ({ name, responseEnd }) => new URL(name).pathname.endsWith('.js') && responseEnd <= found,
    );
    return { ms: painted, scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) };
  })`);
}

/** A condition in the page: an element is there. */
export function finds(selector: string): string {
  return `document.querySelector(${JSON.stringify(selector)}) !== null`;
}

/** Waits until a condition holds in the page and is painted. */
export async function untilPainted(page: Page, condition: string): Promise<void> {
  await page.evaluate(painted(condition, 'performance.timeOrigin'));
}

/** Presses a key. Gives the milliseconds from the press, as the browser received it, until a condition is painted. */
export async function pressUntil(page: Page, key: string, condition: string): Promise<number> {
  const handle = await page.evaluateHandle<{ readonly done: Promise<number> }>(`({
    done: new Promise((resolve, reject) => {
      addEventListener('keydown', ({ timeStamp }) => {
        ${painted(condition, 'performance.timeOrigin + timeStamp')}.then((times) => resolve(times.painted), reject);
      }, { capture: true, once: true });
    }),
  })`);
  await page.keyboard.press(key);
  const took = await handle.evaluate(({ done }) => done);
  await handle.dispose();
  return took;
}

/**
 * Source of a promise in the page: milliseconds from a moment, given since the epoch, until a condition was found to hold and
 * until it was painted. What stands in a frame's callback is painted at its end, so the clock is read right after it.
 */
function painted(condition: string, from: string): string {
  return `new Promise((resolve, reject) => {
    const now = () => performance.timeOrigin + performance.now();
    const [begun, latest] = [${from}, now() + ${patienceMs}];
    const look = () => {
      if (${condition}) {
        const found = now() - begun;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve({ found, painted: now() - begun });
        };
        port2.postMessage(undefined);
      } else if (now() > latest) reject(new Error(${JSON.stringify(`Not painted in ${patienceMs} ms: ${condition}`)}));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`;
}
