/** A little of everything that the API can make, so that an upgrade has something to lose, and the questions that show it. */
import { setTimeout } from 'node:timers/promises';
import type { ApiClient, Wire } from '../journeys/api-client.ts';
import type { RecordedAnswer } from './frozen-state.ts';

type Question = Omit<RecordedAnswer, 'answer'>;

/**
 * Makes the data as an administrator, in the organisation `main` and in that of the platform. Gives the questions to ask
 * afterwards.
 */
export async function makeScene(root: ApiClient, platform: ApiClient): Promise<readonly Question[]> {
  await makePlatform(platform);
  await makeTemplate(root);
  const alert = await makeAlert(root);
  const opened = await makeCase(root, alert);
  const files = await addFiles(root, opened);
  await runNeurons(root, opened);
  await keepWork(root, opened);
  return [...questionsAbout(idOf(alert), idOf(opened)), ...files];
}

async function makePlatform(root: ApiClient): Promise<void> {
  await root.call('POST', '/organisation', { name: 'second', description: 'Another department' });
  await root.call('PUT', '/organisation/main/link/second', {
    linkType: 'supervised',
    otherLinkType: 'supervised',
  });
  await root.call('POST', '/customField', {
    name: 'business-unit',
    displayName: 'Business unit',
    group: 'default',
    description: 'Who is hit',
    type: 'string',
    options: ['Sales', 'Research'],
  });
}

async function makeTemplate(root: ApiClient): Promise<void> {
  await root.call('POST', '/caseTemplate', {
    name: 'phishing',
    displayName: 'Phishing',
    titlePrefix: '[Phishing]',
    tags: ['phishing'],
    tasks: [{ title: 'Look at the mail', mandatory: true }, { title: 'Block the sender' }],
  });
}

function makeAlert(root: ApiClient): Promise<Wire> {
  return root.call('POST', '/alert', {
    type: 'siem',
    source: 'gateway',
    sourceRef: 'frozen-1',
    title: 'Beacon of a laptop — Überwachung 监控',
    description: 'Seen **twice**',
    severity: 3,
    tags: ['c2', 'source:gateway="west"'],
    customFields: { 'business-unit': 'Research' },
    observables: [
      { dataType: 'ip', data: '203.0.113.7', ioc: true },
      { dataType: 'domain', data: 'evil.example' },
    ],
  });
}

async function makeCase(root: ApiClient, alert: Wire): Promise<Wire> {
  const opened = await root.call('POST', `/alert/${idOf(alert)}/case`, { caseTemplate: 'phishing' });
  const at = `/case/${idOf(opened)}`;
  await root.list('POST', `${at}/observable`, {
    dataType: 'mail',
    data: ['eve@evil.example', 'mallory@evil.example'],
  });
  const task = await root.call('POST', `${at}/task`, { title: 'Ask the user', group: 'people' });
  await root.call('POST', `/task/${idOf(task)}/log`, { message: 'Called: knows nothing' });
  await root.call('PATCH', `/task/${idOf(task)}`, { status: 'Completed' });
  await root.call('POST', `${at}/comment`, { message: 'Looks like last week' });
  await root.call('PATCH', at, {
    severity: 4,
    summary: 'Contained',
    customFields: { 'business-unit': 'Sales' },
  });
  await root.call('POST', '/case', { title: 'Another case', description: 'Open', tags: ['c2'] });
  return opened;
}

/** A file on the case, one in a log, and one as an observable; gives the questions for what is in them. */
async function addFiles(root: ApiClient, opened: Wire): Promise<readonly Question[]> {
  const at = `/case/${idOf(opened)}`;
  const text = (name: string, content: string) => ({
    name,
    type: 'text/plain',
    bytes: new TextEncoder().encode(content),
  });
  await root.upload(`${at}/attachments`, 'attachments', [text('notes — été.txt', 'Notes of the night\n')]);
  const task = await root.call('POST', `${at}/task`, { title: 'Collect logs' });
  const log = await root.upload(`/task/${idOf(task)}/log`, 'attachments', [text('gateway.log', 'GET /\n')], {
    message: 'Log of the gateway',
  });
  await root.upload(`${at}/observable`, 'attachment', [text('sample.txt', 'http://evil.example/a\n')], {
    dataType: 'file',
    message: 'Dropped by the mail',
  });
  const onCase = await root.list('POST', '/query', {
    query: [{ _name: 'getCase', idOrName: idOf(opened) }, { _name: 'attachments' }],
  });
  const inLog = await root.list('POST', '/query', {
    query: [{ _name: 'getLog', idOrName: idOf(log) }, { _name: 'attachments' }],
  });
  return [...onCase, ...inLog].map((file) => ({ method: 'GET', path: `/attachment/${idOf(file)}/download` }));
}

/** A run that found something, one that failed, and a responder that acted. */
async function runNeurons(root: ApiClient, opened: Wire): Promise<void> {
  for (const [definitionId, configuration] of [
    ['Demo_Reputation_1_0', { key: 'frozen-key', delay_ms: 0 }],
    ['Demo_Broken_1_0', {}],
    ['Demo_BlockDomain_1_0', {}],
  ] as const)
    await root.call('POST', '/neuron', { definitionId, configuration });
  const [domain] = await root.list('POST', `/case/${idOf(opened)}/observable`, {
    dataType: 'domain',
    data: 'frozen.evil.example',
  });
  const observable = idOf(domain ?? {});
  for (const analyzerId of ['Demo_Reputation_1_0', 'Demo_Broken_1_0']) {
    const job = await root.call('POST', '/connector/cortex/job', {
      analyzerId,
      cortexId: 'local',
      artifactId: observable,
    });
    await ended(() => root.call('GET', `/connector/cortex/job/${idOf(job)}`));
  }
  await root.call('POST', '/connector/cortex/action', {
    responderId: 'Demo_BlockDomain_1_0',
    objectType: 'case_artifact',
    objectId: observable,
  });
  await ended(
    async () => (await root.list('GET', `/connector/cortex/action/case_artifact/${observable}`))[0] ?? {},
  );
}

/** Longest wait for a run, and the time between two looks, in milliseconds. */
const longestRun = 60_000;
const look = 100;

async function ended(read: () => Promise<Wire>): Promise<void> {
  const until = Date.now() + longestRun;
  while (Date.now() < until) {
    const { status } = await read();
    if (status === 'Success' || status === 'Failure') return;
    await setTimeout(look);
  }
  throw new Error(`A run has not ended after ${longestRun} ms`);
}

/** What people keep for themselves, and something that was deleted and can still be restored. */
async function keepWork(root: ApiClient, opened: Wire): Promise<void> {
  await root.call('POST', '/views', {
    name: 'Night shift',
    entity: 'Alert',
    filter: { _eq: { _field: 'stage', _value: 'New' } },
    listOptions: { itemsPerPage: 30, listAsGroup: false, autoRefresh: true, statsIsOpen: false },
    isShared: true,
  });
  await root.call('PUT', '/draft/case-new', { content: { title: 'Half a thought' } });
  const gone = await root.call('POST', `/case/${idOf(opened)}/task`, { title: 'Never mind' });
  await root.call('DELETE', `/task/${idOf(gone)}`);
}

function idOf(object: Wire): string {
  return String(object._id);
}

function questionsAbout(alertId: string, caseId: string): readonly Question[] {
  const lists = [
    'listAlert',
    'listCase',
    'listTask',
    'listLog',
    'listObservable',
    'listCaseTemplate',
    'listTag',
    'listCustomField',
    'listCaseStatus',
    'listAlertStatus',
    'listObservableType',
    'listOrganisation',
    'listUser',
    'listProfile',
    'listJob',
    'listAction',
    'listView',
    'listDraft',
    'listEnabledNeuron',
    'listAttachment',
  ];
  const inCase = ['tasks', 'observables', 'comments', 'shares', 'alerts'];
  const query = (...stages: readonly Wire[]): Question => ({
    method: 'POST',
    path: '/query',
    body: { query: stages },
  });
  const sorted = { _name: 'sort', _fields: [{ _id: 'asc' }] };
  return [
    { method: 'GET', path: '/user/current' },
    { method: 'GET', path: `/alert/${alertId}` },
    { method: 'GET', path: `/case/${caseId}` },
    ...lists.map((name) => query({ _name: name }, sorted)),
    ...inCase.map((name) => query({ _name: 'getCase', idOrName: caseId }, { _name: name }, sorted)),
    query({ _name: 'listAudit' }, sorted),
    query({ _name: 'listAlert' }, { _name: 'filter', _eq: { _field: 'keyword', _value: '监控' } }),
    query({ _name: 'listObservable' }, { _name: 'filter', _eq: { _field: 'data', _value: 'evil.example' } }),
  ];
}

/** Asks everything, one question after another. */
export async function askAll(
  client: ApiClient,
  questions: readonly Question[],
): Promise<readonly RecordedAnswer[]> {
  const answers: RecordedAnswer[] = [];
  for (const question of questions) {
    const { method, path, body } = question;
    const answer =
      method === 'POST' ? await client.list(method, path, body) : await client.call(method, path, body);
    answers.push({ ...question, answer });
  }
  return answers;
}
