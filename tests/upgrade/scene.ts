/** A little of everything that the API can make, so that an upgrade has something to lose, and the questions that show it. */
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
  return questionsAbout(idOf(alert), idOf(opened));
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
