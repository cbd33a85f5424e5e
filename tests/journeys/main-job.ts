/**
 * The main job of the product over its API: a reported mail becomes an alert, the alert a case, people and neurons work on it,
 * a responder acts, the case is closed, and the time of every step is known. A second person watches live.
 */
import { type ApiClient, basic, createApiClient, type Wire } from './api-client.ts';
import { startMailSink } from './mail-sink.ts';
import { reportedMail } from './reported-mail.ts';

/** A step with the time it took, in milliseconds, and what came of it. */
export interface Step {
  readonly name: string;
  readonly ms: number;
  readonly outcome: string;
}

/** Where and as whom the job is done. */
export interface MainJobOptions {
  readonly url: string;
  readonly administrator: { readonly login: string; readonly password: string };
  readonly organisation: string;
  /** The mail; one of our own when missing. */
  readonly mail?: Uint8Array;
  /** Whether a Python neuron can run here. */
  readonly python: boolean;
  readonly tell: (step: Step) => void;
}

/** What the job left behind, for whoever checks it. */
export interface MainJobResult {
  readonly steps: readonly Step[];
  readonly caseId: string;
  readonly closedCase: Wire;
  /** Events that the second person received. */
  readonly seen: readonly Wire[];
}

interface Scene {
  readonly options: MainJobOptions;
  readonly ana: ApiClient;
  readonly steps: Step[];
}

/** Longest wait for a run, in milliseconds. */
const longestRun = 60_000;

/** Does the whole job. Throws at the first step that goes wrong. */
export async function doMainJob(options: MainJobOptions): Promise<MainJobResult> {
  const { url, administrator, organisation } = options;
  const root = createApiClient(url, basic(administrator.login, administrator.password), organisation);
  const steps: Step[] = [];
  const sink = await startMailSink();
  const watching = new AbortController();
  const seen: Wire[] = [];
  try {
    const { ana, bo } = await prepare({ options, ana: root, steps }, sink.port);
    const scene: Scene = { options, ana, steps };
    const listening = bo.listen(watching.signal, (event) => seen.push(event));
    await until('the stream to open', () => seen.length > 0);
    const alert = await step(scene, 'A reported mail becomes an alert', async () => {
      const bytes = options.mail ?? reportedMail();
      const made = await ana.upload(
        '/alert/mail',
        'mail',
        [{ name: 'reported.eml', type: 'message/rfc822', bytes }],
        { caseTemplate: 'main-job', severity: 3 },
      );
      return [made, `${String(made.observableCount)} observables: ${String(made.title)}`];
    });
    const caseId = await promote(scene, alert);
    await workTasks(scene, caseId);
    await analyse(scene, caseId);
    await respond(scene, caseId, () => sink.mails.length);
    const closedCase = await close(scene, caseId);
    await until('the second person to see the closing', () =>
      seen.some((event) => Array.isArray(event.fields) && event.fields.includes('endDate')),
    );
    record(scene, 'Seen live by a second person', 0, `${seen.length} events`);
    watching.abort();
    await listening;
    return { steps, caseId, closedCase, seen };
  } finally {
    watching.abort();
    await sink.close();
  }
}

/** People, a template and the neurons of the job. */
async function prepare(scene: Scene, smtpPort: number): Promise<{ ana: ApiClient; bo: ApiClient }> {
  const { options, ana: root } = scene;
  const people = await step(scene, 'People, a template and neurons are set up', async () => {
    const clients: ApiClient[] = [];
    for (const [login, profile] of [
      ['ana', 'org-admin'],
      ['bo', 'analyst'],
    ] as const) {
      const made = await root.call('POST', '/user', {
        login: `${login}@main-job.test`,
        name: login,
        profile,
        organisation: options.organisation,
      });
      const { text } = await root.call('POST', `/user/${String(made._id)}/key/renew`);
      clients.push(createApiClient(options.url, `Bearer ${String(text)}`, options.organisation));
    }
    const [ana = root, bo = root] = clients;
    await ana.call('POST', '/caseTemplate', {
      name: 'main-job',
      displayName: 'Phishing',
      titlePrefix: '[Phishing]',
      tags: ['phishing'],
      tasks: [{ title: 'Look at the mail', mandatory: true }, { title: 'Block sender and links' }],
    });
    for (const neuron of neurons(smtpPort, options.python)) await ana.call('POST', '/neuron', neuron);
    return [[ana, bo], `${neurons(smtpPort, options.python).length} neurons enabled`];
  });
  const [ana = root, bo = root] = people;
  return { ana, bo };
}

function neurons(smtpPort: number, python: boolean): readonly Wire[] {
  const names = [
    'EmlParser_1_0',
    'UrlAnatomy_1_0',
    'IocExtractor_1_0',
    'Demo_DNS_1_0',
    ...(python ? ['DemoPythonEcho_1_0'] : []),
  ];
  return [
    ...names.map((definitionId) => ({
      definitionId,
      configuration: definitionId === 'Demo_DNS_1_0' ? { delay_ms: 100 } : {},
    })),
    { definitionId: 'Demo_Reputation_1_0', configuration: { key: 'main-job-key', delay_ms: 100 } },
    { definitionId: 'Demo_Broken_1_0', configuration: {} },
    {
      definitionId: 'Mailer_1_0',
      configuration: { from: 'skep@main-job.test', smtp_host: '127.0.0.1', smtp_port: smtpPort },
      contains: true,
    },
  ];
}

async function promote({ ...scene }: Scene, alert: Wire): Promise<string> {
  return step(scene, 'The alert becomes a case from a template', async () => {
    const made = await scene.ana.call('POST', `/alert/${String(alert._id)}/case`, {});
    const again = await scene.ana.call('GET', `/alert/${String(alert._id)}`);
    if (again.caseId !== made._id || again.stage !== 'Imported')
      throw new Error('The alert is not linked to its case');
    return [String(made._id), `#${String(made.number)} ${String(made.title)}`];
  });
}

async function workTasks(scene: Scene, caseId: string): Promise<void> {
  await step(scene, 'Tasks are worked, with logs', async () => {
    const { ana } = scene;
    await ana.call('PATCH', `/case/${caseId}`, { status: 'InProgress' });
    const tasks = await ana.list('POST', '/query', {
      query: [
        { _name: 'getCase', idOrName: caseId },
        { _name: 'tasks' },
        { _name: 'sort', _fields: [{ order: 'asc' }] },
      ],
    });
    for (const task of tasks) {
      await ana.call('POST', `/task/${String(task._id)}/log`, {
        message: `Worked on **${String(task.title)}**`,
      });
      await ana.call('PATCH', `/task/${String(task._id)}`, { status: 'Completed' });
    }
    const done = await ana.call('GET', `/task/${String(tasks[0]?._id)}`);
    if (done.status !== 'Completed' || typeof done.timeToHandle !== 'number')
      throw new Error('A task was not timed');
    return [undefined, `${tasks.length} tasks, the first took ${String(done.timeToHandle)} ms`];
  });
}

/** Which analyzer runs on which observable. */
const analyses = [
  { analyzer: 'EmlParser_1_0', type: 'file' },
  { analyzer: 'UrlAnatomy_1_0', type: 'url' },
  { analyzer: 'Demo_DNS_1_0', type: 'fqdn' },
  { analyzer: 'Demo_Reputation_1_0', type: 'fqdn' },
] as const;

async function analyse(scene: Scene, caseId: string): Promise<void> {
  const { ana } = scene;
  const observables = await ana.list('POST', '/query', {
    query: [{ _name: 'getCase', idOrName: caseId }, { _name: 'observables' }],
  });
  const find = (type: string) =>
    observables.find((one) => one.dataType === type && (type !== 'file' || nameOf(one).endsWith('.eml')));
  const python = scene.options.python ? ([{ analyzer: 'DemoPythonEcho_1_0', type: 'url' }] as const) : [];
  for (const { analyzer, type } of [...analyses, ...python]) {
    const observable = find(type);
    if (observable === undefined) continue;
    await step(scene, `${analyzer} looks at a ${type}`, async () => {
      const job = await runJob(ana, analyzer, String(observable._id));
      if (job.status !== 'Success')
        throw new Error(`${analyzer} ended in ${String(job.status)}: ${JSON.stringify(job.report ?? job)}`);
      return [undefined, `${String(job.status)}, ${artifactsOf(job)} artifacts`];
    });
  }
  await step(scene, 'Findings come back as observables', () => importFindings(ana, caseId, observables));
  await step(scene, 'A neuron that fails says why', async () => {
    const job = await runJob(ana, 'Demo_Broken_1_0', String(find('url')?._id ?? observables[0]?._id));
    if (job.status !== 'Failure') throw new Error('Demo_Broken did not fail');
    if (typeof job.errorMessage !== 'string') throw new Error('A failed job gives no reason');
    return [undefined, job.errorMessage];
  });
}

async function importFindings(
  ana: ApiClient,
  caseId: string,
  before: readonly Wire[],
): Promise<[undefined, string]> {
  const jobs = await ana.list('POST', '/query', {
    query: [{ _name: 'listJob' }, { _name: 'filter', _eq: { _field: 'status', _value: 'Success' } }],
  });
  for (const job of jobs) await ana.call('POST', `/connector/cortex/job/${String(job._id)}/import`, {});
  const after = await ana.list('POST', '/query', {
    query: [{ _name: 'getCase', idOrName: caseId }, { _name: 'observables' }],
  });
  if (after.length <= before.length) throw new Error('Nothing came back from the analyzers');
  return [undefined, `${after.length - before.length} new observables`];
}

async function runJob(ana: ApiClient, analyzer: string, observable: string): Promise<Wire> {
  const asked = await ana.call('POST', '/connector/cortex/job', {
    analyzerId: analyzer,
    cortexId: 'local',
    artifactId: observable,
  });
  return ended(() => ana.call('GET', `/connector/cortex/job/${String(asked._id)}`), analyzer);
}

async function respond(scene: Scene, caseId: string, arrived: () => number): Promise<void> {
  const { ana } = scene;
  await step(scene, 'A responder acts: two people are told by mail', async () => {
    await ana.call('PATCH', `/case/${caseId}`, {
      addTags: ['mail:soc@main-job.test', 'mail:boss@main-job.test'],
    });
    await ana.call('POST', '/connector/cortex/action', {
      responderId: 'Mailer_1_0',
      objectType: 'case',
      objectId: caseId,
    });
    const action = await ended(
      async () => (await ana.list('GET', `/connector/cortex/action/case/${caseId}`))[0] ?? {},
      'Mailer',
    );
    if (action.status !== 'Success')
      throw new Error(`Mailer ended in ${String(action.status)}: ${JSON.stringify(action)}`);
    await until('the mail to arrive', () => arrived() > 0);
    const { tags, containedDate } = await ana.call('GET', `/case/${caseId}`);
    return [
      undefined,
      `${arrived()} mail; tags ${String(tags)}; contained ${String(containedDate ?? 'not yet')}`,
    ];
  });
}

async function close(scene: Scene, caseId: string): Promise<Wire> {
  return step(scene, 'The case is closed and its times are known', async () => {
    await scene.ana.call('PATCH', `/case/${caseId}`, {
      status: 'TruePositive',
      impactStatus: 'NoImpact',
      summary: 'Phishing, blocked.',
    });
    const closed = await scene.ana.call('GET', `/case/${caseId}`);
    const times = [
      'timeToDetect',
      'timeToTriage',
      'timeToAcknowledge',
      'timeToResolve',
      'handlingDuration',
    ].filter((name) => typeof closed[name] === 'number');
    if (closed.stage !== 'Closed' || times.length < 4)
      throw new Error(`Times are missing: ${JSON.stringify(closed)}`);
    return [closed, times.map((name) => `${name} ${String(closed[name])} ms`).join(', ')];
  });
}

async function ended(look: () => Promise<Wire>, what: string): Promise<Wire> {
  const found: { last: Wire } = { last: {} };
  await until(`${what} to end`, async () => {
    found.last = await look();
    return found.last.status === 'Success' || found.last.status === 'Failure';
  });
  return found.last;
}

/** Waits for a condition, looking often; gives up after the longest run. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + longestRun;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function step<T>(scene: Scene, name: string, work: () => Promise<[T, string]>): Promise<T> {
  const started = performance.now();
  const [result, outcome] = await work();
  record(scene, name, performance.now() - started, outcome);
  return result;
}

function record({ steps, options }: Scene, name: string, ms: number, outcome: string): void {
  const entry = { name, ms: Math.round(ms), outcome };
  steps.push(entry);
  options.tell(entry);
}

function nameOf(observable: Wire): string {
  return String((observable.attachment as Wire | undefined)?.name ?? '');
}

function artifactsOf(job: Wire): number {
  const artifacts = (job.report as Wire | undefined)?.artifacts;
  return Array.isArray(artifacts) ? artifacts.length : 0;
}
