/** A TheHive 3 with one case and one alert, played from recorded answers: the shapes that only that version has. */
import { once } from 'node:events';
import { createServer } from 'node:http';

const created = 1_546_300_800_000;
const stamps = {
  createdAt: created,
  createdBy: 'jdoe',
  user: 'jdoe',
  _routing: 'r',
  _version: 2,
  _parent: null,
};
const fileHash = 'a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1e0fb85d2992cf9f4471';

const lists: Readonly<Record<string, unknown>> = {
  '/api/status': {
    versions: { TheHive: '3.5.2-1', Elastic4Play: '1.13.6', Play: '2.6.25', ElasticSearch: '7.9.3' },
    config: { protectDownloadsWith: 'malware', authType: ['key', 'local'] },
  },
  '/api/user/current': {
    _id: 'jdoe',
    id: 'jdoe',
    name: 'J. Doe',
    roles: ['read', 'write', 'admin'],
    status: 'Ok',
  },
  '/api/list/list_artifactDataType': { a1: 'domain', a2: 'mail_subject', a3: 'file', a4: 'bank_account' },
  '/api/list/custom_fields': {
    c1: { name: 'Business unit', reference: 'unit', description: '', type: 'string', options: ['vip', 'hr'] },
    c2: { name: 'Cost', reference: 'cost', description: 'In thousands', type: 'number', options: [] },
  },
};

const searches: Readonly<Record<string, readonly unknown[]>> = {
  '/api/user/_search': [
    { ...stamps, _id: 'jdoe', id: 'jdoe', name: 'J. Doe', roles: ['read', 'write', 'admin'], status: 'Ok' },
    { ...stamps, _id: 'gone', id: 'gone', name: 'G. One', roles: ['read', 'write'], status: 'Locked' },
  ],
  '/api/case/template/_search': [
    {
      ...stamps,
      _id: 'AWtemplate',
      name: 'malware',
      titlePrefix: '[M]',
      severity: 2,
      tlp: 3,
      tags: [],
      flag: false,
      status: 'Ok',
      metrics: {},
      customFields: { unit: { string: null, order: 1 } },
      tasks: [
        { title: 'Isolate', group: 'default', description: '', order: 0, flag: false, status: 'Waiting' },
      ],
    },
  ],
  '/api/case/_search': [
    {
      ...stamps,
      _id: 'AWcase',
      id: 'AWcase',
      _type: 'case',
      caseId: 407,
      title: `Dropper ${'x'.repeat(600)}`,
      description: 'Found on a laptop',
      severity: 3,
      startDate: created,
      endDate: created + 7_200_000,
      updatedAt: created + 7_200_000,
      updatedBy: 'gone',
      owner: 'gone',
      flag: false,
      tlp: 3,
      pap: 2,
      tags: ['dropper'],
      status: 'Resolved',
      resolutionStatus: 'TruePositive',
      impactStatus: 'NoImpact',
      summary: 'Cleaned',
      metrics: {},
      customFields: {
        unit: { string: 'vip', order: 1 },
        cost: { number: 12.5, order: 2 },
        lost: { string: 'x' },
      },
    },
    {
      ...stamps,
      _id: 'AWdeleted',
      caseId: 408,
      title: 'A mistake',
      description: '',
      status: 'Deleted',
      tags: [],
    },
  ],
  '/api/case/task/_search': [
    {
      ...stamps,
      _id: 'AWtask',
      title: 'Isolate',
      status: 'Completed',
      owner: 'jdoe',
      startDate: created + 1,
      order: 0,
    },
  ],
  '/api/case/task/log/_search': [
    {
      ...stamps,
      _id: 'AWlog',
      message: 'Isolated',
      startDate: created,
      owner: 'jdoe',
      status: 'Ok',
      attachment: {
        name: 'proof.txt',
        hashes: [fileHash],
        size: 12,
        contentType: 'text/plain',
        id: fileHash,
      },
    },
  ],
  '/api/case/artifact/_search': [
    {
      ...stamps,
      _id: 'AWdomain',
      dataType: 'domain',
      data: 'evil.example',
      message: '',
      tlp: 3,
      ioc: true,
      sighted: false,
      tags: ['c2'],
      reports:
        '{"VT_3_0":{"taxonomies":[{"level":"malicious","namespace":"VT","predicate":"score","value":9}]}}',
    },
    {
      ...stamps,
      _id: 'AWsubject',
      dataType: 'mail_subject',
      data: 'Hello',
      tlp: 2,
      ioc: false,
      tags: [],
      reports: '{}',
    },
  ],
  '/api/alert/_search': [
    {
      ...stamps,
      _id: '0a1b2c',
      id: '0a1b2c',
      type: 'external',
      source: 'siem',
      sourceRef: 'e1',
      title: 'Dropper seen',
      description: 'By the sensor',
      severity: 2,
      date: created - 60_000,
      lastSyncDate: created,
      tlp: 2,
      tags: ['sensor'],
      status: 'Imported',
      follow: true,
      case: 'AWcase',
      caseTemplate: null,
      customFields: {},
      artifacts: [{ data: '198.51.100.9', dataType: 'ip', message: 'Sender', tags: ['src'] }],
    },
    {
      ...stamps,
      _id: '3d4e5f',
      type: 'external',
      source: 'siem',
      sourceRef: 'e2',
      title: 'Of the deleted case',
      description: 'By the sensor',
      severity: 1,
      date: created + 1,
      tlp: 1,
      tags: [],
      status: 'Imported',
      follow: true,
      case: 'AWdeleted',
      customFields: {},
      artifacts: [],
    },
  ],
};

/** It, answering. */
export interface RecordedTheHive {
  readonly address: string;
  /** Called with the path of each request before it is answered. */
  onRequest: (path: string) => void;
  close(): Promise<void>;
}

/** Starts it. */
export async function startRecordedTheHive(): Promise<RecordedTheHive> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
    played.onRequest(pathname);
    request.resume();
    if (pathname === `/api/datastore/${fileHash}`) return void response.writeHead(200).end('hello world\n');
    const first = searchParams.get('range')?.startsWith('0-') === true;
    const answer = searches[pathname] === undefined ? lists[pathname] : first ? searches[pathname] : [];
    const text = JSON.stringify(answer ?? { type: 'NotFoundError', message: 'Not found' });
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const played: RecordedTheHive = {
    address: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    onRequest: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return played;
}
