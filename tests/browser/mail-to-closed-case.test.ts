/** From a reported mail to a closed case, as an analyst does it: in full in English, its main path in French and Chinese too. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shareOf } from '../support/faults.ts';
import { lines, loginOf, makeAlert, openQueue, organisation, password, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';
import { type CaseScene, mailAbout, openCase, openCaseScene, phishing, tasks } from './case-scene.ts';
import { fillForShots, takeShots } from './shots.ts';
import { type Language, locales, type Say, speak } from './speech.ts';

/** What a run through the journey needs. */
interface Run {
  readonly page: Page;
  readonly say: Say;
  /** Name of the host that the mail leads to. */
  readonly host: string;
  /** Looks at a screen that was reached. */
  readonly look: (name: string, alsoPhone?: boolean) => Promise<void>;
}

const subject = 'Updated salary agreement';
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAFElEQVR4nGNkaPjPgBsw4ZEbwdIAd9IBk1a+i3gAAAAASUVORK5CYII=',
  'base64',
);

let scene: CaseScene;

beforeAll(async () => {
  scene = await openCaseScene();
  await makeAlert(scene, 'quiet', { title: 'Something else' });
  await fillForShots(scene);
});

afterAll(() => scene?.close());

const main = (page: Page) => page.getByRole('main');
const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });
/** The line of the host in a list of observables. */
const hostLine = ({ page, host }: Run) =>
  lines(page)
    .filter({ hasText: `${host}[.]evil[.]example` })
    .filter({ hasNotText: 'hxxp' });

/** Walks through the journey in a language. */
async function walk(
  language: Language,
  look: (page: Page) => Run['look'],
  work: (run: Run) => Promise<void>,
) {
  await signedIn(
    scene,
    'lea',
    (page) => work({ page, say: speak(language), host: `pay-${language}`, look: look(page) }),
    { locale: locales[language], clock: true },
  );
}

/** Drops the mail on the queue, and looks at the alert it becomes without leaving the queue. */
async function dropMail({ page, say, host, look }: Run): Promise<void> {
  await openQueue(scene, page);
  const text = JSON.stringify(mailAbout(host).toString('utf8'));
  const files = await page.evaluateHandle(
    `(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([${text}], 'reported.eml'));
      return dropped;
    })()`,
  );
  await main(page).dispatchEvent('dragover', { dataTransfer: files });
  await main(page).dispatchEvent('drop', { dataTransfer: files });
  const sheet = page.getByTestId('mail-results');
  await sheet.getByText(say('lists', 'bulk.of', { done: 1, all: 1 })).waitFor();
  await button(sheet, say('words', 'action.dismiss')).click();
  await lines(page).filter({ hasText: subject }).waitFor();
  await look('queue', true);
  await moveTo(page, subject);
  await page.keyboard.press('Space');
  const drawer = page.getByTestId('preview-drawer');
  await drawer.getByText(`hxxp://${host}[.]evil[.]example/doc?u=carol`).first().waitFor();
  await drawer.getByText('payroll[@]evil[.]example').first().waitFor();
  await drawer.getByText('SPF fail').waitFor();
  await look('queue-preview');
}

/** Moves the cursor of a list to the line with a text. */
async function moveTo(page: Page, text: string): Promise<void> {
  const wanted = page.locator('[role="row"][data-cursor]').filter({ hasText: text });
  await expect
    .poll(async () => {
      await page.keyboard.press('j');
      return wanted.count();
    })
    .toBe(1);
}

/** Makes a case of the alert with the template, and goes there. Gives its number. */
async function promote({ page, say, look }: Run): Promise<number> {
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: say('alerts', 'promote.title', { count: 1 }) });
  await dialog.getByRole('radio', { name: new RegExp(`^${phishing}`) }).check();
  const markings = dialog.getByRole('group', { name: say('alerts', 'rating.pap') });
  await markings.getByRole('radio', { name: /GREEN/ }).check();
  await look('promote');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/cases\/\d+/);
  await page.getByRole('heading', { level: 1, name: `[PHI] ${subject}` }).waitFor();
  await main(page).getByText('TLP:AMBER').first().waitFor();
  await main(page).getByText('PAP:GREEN').first().waitFor();
  await section(page, say, 'tasks').getByText('0/6').waitFor();
  await begin(page, say);
  await look('case', true);
  return Number(/cases\/(\d+)/.exec(page.url())?.[1]);
}

/** Says that work on the case begins: from then on the time to its end is measured. */
async function begin(page: Page, say: Say): Promise<void> {
  const status = (name: string) => say('words', `caseStatus.${name}`);
  await button(main(page), say('cases', 'pick.status', { value: status('New') })).click();
  await page.getByRole('menuitem', { name: status('InProgress') }).click();
  await button(main(page), say('cases', 'pick.status', { value: status('InProgress') })).waitFor();
  await button(page.getByTestId('undo-strip'), say('words', 'action.dismiss')).click();
}

function section(page: Page, say: Say, name: string): Locator {
  return page
    .getByRole('navigation', { name: say('cases', 'section.label') })
    .getByRole('link', { name: new RegExp(`^${say('cases', `section.${name}`)}`) });
}

/** Runs every analyzer that may run, and sees what comes of it. */
async function analyse(run: Run): Promise<void> {
  const { page, say, look } = run;
  await section(page, say, 'observables').click();
  await hostLine(run).waitFor();
  const count = await lines(page).count();
  await page.getByRole('checkbox', { name: say('lists', 'select.all') }).click();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: say('observables', 'analyse.title', { count }) });
  const blocked = say('observables', 'analyse.reason.tlp', { level: 'AMBER', highest: 'GREEN' });
  await dialog.getByTitle(blocked).first().waitFor();
  await dialog.getByTestId('egress-panel').waitFor();
  await look('analyse');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByTestId('running-jobs').textContent(), { interval: 20 }).toMatch(/[1-9]/);
  const found = hostLine(run).getByTestId('mini-report').filter({ hasText: 'Reputation' });
  await found.waitFor();
  await hostLine(run).getByText(say('words', 'level.malicious')).first().waitFor();
  await look('observables');
  await page.reload();
  await found.waitFor();
}

/** Marks the host, and blocks it: it took over the PAP that was chosen for the case, which allows that. */
async function block(run: Run): Promise<void> {
  const { page, host, look } = run;
  const tick = () => hostLine(run).getByRole('checkbox').click();
  await tick();
  await page.keyboard.press('Shift+I');
  await hostLine(run).getByTitle('IOC').waitFor();
  await page.getByTestId('undo-strip').waitFor();
  await tick();
  await respond(run, /BlockDomain/, `${host}[.]evil[.]example`);
  await hostLine(run).getByTitle('blocked', { exact: true }).waitFor();
  await look('observable-blocked');
}

/** Runs a responder on what is chosen; nothing leaves before the grace has passed. */
async function respond({ page, say, look }: Run, name: RegExp, what: string): Promise<void> {
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: say('observables', 'respond.title') });
  await dialog.getByRole('radio', { name }).check();
  const panel = dialog.getByTestId('egress-panel');
  await panel.getByText(what).waitFor();
  await panel.getByRole('textbox').fill('It steals passwords');
  await look('respond');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByTestId('grace-bar').waitFor();
  await page.clock.fastForward('00:11');
  await page.getByTestId('grace-bar').waitFor({ state: 'hidden' });
}

/** Works on a task: starts it, writes a log with a picture, completes it. */
async function workOnTask({ page, say, look }: Run): Promise<void> {
  await section(page, say, 'tasks').click();
  await main(page).getByRole('link', { name: tasks[1] }).click();
  const room = page.getByRole('region', { name: say('tasks', 'room.label', { title: tasks[1] }) });
  await button(room, say('tasks', 'act.start')).click();
  await room.getByRole('textbox', { name: say('tasks', 'log.label') }).fill('Told **everybody** in payroll.');
  await room
    .locator('input[type="file"]')
    .setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: picture });
  await room.getByText('screen.png').first().waitFor();
  await room.getByTestId('draft-state').getByText(say('tasks', 'draft.saved')).waitFor();
  await button(room, say('tasks', 'log.add')).click();
  const logs = room.getByRole('region', { name: say('tasks', 'field.logs') });
  await logs.getByText('everybody').waitFor();
  await logs.getByRole('img').first().waitFor();
  await button(room, say('tasks', 'act.complete')).click();
  await button(room, say('tasks', 'act.reopen')).waitFor();
  await section(page, say, 'tasks').getByText('1/6').waitFor();
  await look('tasks');
  await section(page, say, 'overview').click();
  const feed = page.getByRole('region', { name: say('tasks', 'feed.title') });
  await feed.getByText('everybody').waitFor();
  await feed.getByText(/Demo BlockDomain/).waitFor();
  await look('overview-feed');
}

/** Closes the case: what is missing is said, done, and the case ends. */
async function close({ page, say, look }: Run, number: number): Promise<void> {
  await button(main(page), say('cases', 'act.close')).click();
  const sheet = page.getByRole('dialog', { name: say('cases', 'close.title', { number }) });
  await sheet.getByText(say('cases', 'close.taskNeeded')).waitFor();
  expect(await button(sheet, say('cases', 'close.missing', { count: 2 })).isDisabled()).toBe(true);
  await look('close-missing');
  const check = sheet.getByRole('listitem').filter({ hasText: tasks[0] });
  await check
    .getByLabel(say('cases', 'close.note', { title: tasks[0] }))
    .fill('Sender and links are forged.');
  await button(check, say('cases', 'close.completeTask')).click();
  await check.waitFor({ state: 'hidden' });
  await sheet.getByRole('radio', { name: new RegExp(say('words', 'caseStatus.TruePositive')) }).click();
  await sheet.getByText(say('cases', 'impact.NoImpact')).click();
  await sheet.getByLabel(say('words', 'field.summary')).fill('Forged mail, host blocked.');
  await expect.poll(() => button(sheet, say('cases', 'close.act')).isEnabled()).toBe(true);
  await look('close');
  await page.keyboard.press('Control+Enter');
  await sheet.waitFor({ state: 'hidden' });
  await section(page, say, 'overview').click();
  const banner = page.getByRole('region', { name: say('cases', 'closed.label') });
  await banner.getByText('Forged mail, host blocked.').waitFor();
  await banner.getByText(say('cases', 'closed.after')).waitFor();
  await page.getByTestId('undo-strip').waitFor();
  await look('case-closed');
}

/** Sees the case among the closed ones, by the time it took, and no longer among one's own open ones. */
async function findClosed({ page, say, look }: Run, number: number): Promise<void> {
  await page.goto(`${scene.server.url}/o/${organisation}/cases?view=closed&sort=timeToResolve`);
  const row = lines(page).filter({ hasText: `#${number}` });
  await row.getByText(say('words', 'caseStatus.TruePositive')).waitFor();
  await look('cases');
  await page.goto(`${scene.server.url}/o/${organisation}/cases?view=mine`);
  await page.getByText(say('lists', 'cases.empty')).or(lines(page).first()).first().waitFor();
  expect(await row.count()).toBe(0);
}

it('leads from a reported mail to a closed case with its times', async () => {
  const looking = (page: Page) => async (name: string, alsoPhone?: boolean) => {
    await takeShots(page, name, alsoPhone);
    await expectAccessible(page);
  };
  await walk('en', looking, async (run) => {
    const { page, say } = run;
    await dropMail(run);
    await page.getByTestId('preview-drawer').getByText(say('alerts', 'related.none')).waitFor();
    const number = await promote(run);
    await analyse(run);
    await block(run);
    await section(page, say, 'overview').click();
    // Until the list of observables has gone, the key means one of them.
    await lines(page).first().waitFor({ state: 'detached' });
    await respond(run, /Mailer/, `#${number}`);
    await expect
      .poll(() => scene.sink.mails.flatMap(({ recipients }) => recipients))
      .toEqual(['soc@main.test']);
    await workOnTask(run);
    await close(run, number);
    await findClosed(run, number);
    const closed = await scene.source.call('GET', `/case/${number}`);
    const times = ['timeToDetect', 'timeToAcknowledge', 'timeToContain', 'timeToResolve'];
    expect(times.filter((name) => typeof closed[name] !== 'number')).toEqual([]);
  });
}, 240_000);

it.each(shareOf(['fr', 'zh'] as const, 4))(
  'goes the same way in another language: %s [in turn by chance, SKEP_TEST_FAULTS=all takes both]',
  async (language) => {
    await walk(
      language,
      () => async () => undefined,
      async (run) => {
        await dropMail(run);
        const number = await promote(run);
        await analyse(run);
        await block(run);
        await workOnTask(run);
        await close(run, number);
        await findClosed(run, number);
      },
    );
  },
  120_000,
);

it('runs a responder beside a task and on its case by key, and offers that to nobody who may not', async () => {
  await scene.source.call('POST', '/user', {
    ...{ login: loginOf('rosa'), name: 'Rosa Kern', profile: 'read-only', organisation, password },
  });
  const made = await scene.source.call('POST', '/case', {
    ...{ title: 'Mail to the partners', description: '', caseTemplate: phishing },
  });
  const { number } = made;
  const [task] = await scene.source.list('POST', '/query?name=task', {
    query: [
      { _name: 'getCase', idOrName: String(made._id) },
      { _name: 'tasks' },
      { _name: 'filter', _field: 'title', _value: tasks[1] },
    ],
  });
  const section = `tasks/${String(task?._id)}`;
  const block = (page: Page) => page.getByRole('region', { name: 'Responders', exact: true });
  const sent = scene.sink.mails.length;
  const quiet = () => async () => undefined;
  /** Whether the sheet of shortcuts knows of responders. Keys are read one after the other: those before have been read then. */
  const isOffered = async (page: Page): Promise<boolean> => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.waitFor();
    const isThere = (await sheet.getByText(/^Run (a )?responder/).count()) > 0;
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    return isThere;
  };
  await walk('en', quiet, async (run) => {
    const { page } = run;
    await openCase(scene, page, Number(number), section);
    await block(page).getByText('No responder has run here').waitFor();
    await button(block(page), 'Run responder').waitFor();
    expect(await isOffered(page)).toBe(true);
    await respond(run, /Mailer/, tasks[1]);
    const row = block(page).getByRole('listitem').filter({ hasText: 'Mailer' });
    await row.getByText('Success', { exact: true }).waitFor();
    await row.getByText('Sent to soc[@]main[.]test').waitFor();
    await expectAccessible(page);

    await openCase(scene, page, Number(number), 'actions');
    const on = (name: string) =>
      page.getByRole('region', { name, exact: true }).getByRole('listitem').filter({ hasText: 'Mailer' });
    await on('On tasks').getByText('Success', { exact: true }).waitFor();
    expect(await on('On the case').count()).toBe(0);
    await respond(run, /Mailer/, `#${String(number)}`);
    await on('On the case').getByText('Success', { exact: true }).waitFor();
    await expectAccessible(page);
  });
  expect(scene.sink.mails.slice(sent).map(({ recipients }) => recipients)).toEqual([
    ['soc@main.test'],
    ['soc@main.test'],
  ]);
  await signedIn(scene, 'rosa', async (page) => {
    for (const where of [section, 'actions']) {
      await openCase(scene, page, Number(number), where);
      await page.getByRole('listitem').filter({ hasText: 'Mailer' }).first().waitFor();
      expect(await page.getByRole('button', { name: /^Run (a )?responder/ }).count()).toBe(0);
      await page.keyboard.press('f');
      expect(await isOffered(page)).toBe(false);
      expect(await page.getByRole('dialog').count()).toBe(0);
    }
  });
}, 120_000);

it('tells how much faster or slower a case is than ended ones of its template, once there are enough', async () => {
  const hour = 3_600_000;
  // Between two minutes, so that how long the requests take does not show.
  const [usual, fast, slow] = [10 * hour, 8 * hour - 20_000, 13 * hour + 20_000];
  await scene.source.call('POST', '/caseTemplate', { name: 'Routine', displayName: 'Routine' });
  const make = async (title: string, ago: number): Promise<number> => {
    const startDate = Date.now() - ago;
    const made = await scene.source.call('POST', '/case', {
      ...{ title, description: '', caseTemplate: 'Routine', startDate },
    });
    return Number(made.number);
  };
  const end = async (title: string): Promise<void> => {
    const status = { status: 'FalsePositive', summary: 'Nothing.', impactStatus: 'NotApplicable' };
    await scene.source.call('PATCH', `/case/${await make(title, usual)}`, status);
  };
  const [faster, slower, same] = [
    await make('Seen early', fast),
    await make('Seen late', slow),
    await make('Seen as always', usual),
  ];
  for (const title of ['First', 'Second', 'Third', 'Fourth']) await end(title);
  await signedIn(scene, 'lea', async (page) => {
    const times = page.getByRole('region', { name: /^Times/ });
    const compared = 'Compared with the median of 5 closed cases from Routine';
    await openCase(scene, page, faster);
    await times.getByText('to detect').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await times.textContent()).not.toMatch(/faster|slower|Compared/);
    await end('Fifth');
    await page.reload();
    await times.getByText(compared).waitFor();
    await times.getByText('2 h faster', { exact: true }).waitFor();
    await expectAccessible(page);
    await openCase(scene, page, slower);
    await times.getByText('3 h slower', { exact: true }).waitFor();
    await openCase(scene, page, same);
    await times.getByText(compared).waitFor();
    expect(await times.textContent()).not.toMatch(/faster|slower/);
  });
});
