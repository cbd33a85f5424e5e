/** The alerter of ElastAlert 2 for TheHive, unchanged from its registry, tells a real server of what its rules matched. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { basic, createApiClient, type Wire } from '../journeys/api-client.ts';
import { withServer } from '../journeys/server.ts';
import { keyFor, organisation } from './scene.ts';
import { installAlone, makeVirtualEnvironment } from './virtual-environment.ts';

const script = join(import.meta.dirname, 'elastalert', 'alert.py');

/** What the alerter and the modules it imports need; the whole program brings the clients of dozens of other services. */
const imported = [
  ...['requests', 'elasticsearch==7.10.1', 'jinja2', 'prettytable', 'texttable', 'PyYAML', 'python-dateutil'],
  ...['pytz', 'six', 'boto3', 'aws-requests-auth', 'sortedcontainers'],
];

const types = { ticket: 'string', score: 'integer', urgent: 'boolean', seen: 'date' } as const;

async function alertsAfter(client: ReturnType<typeof createApiClient>): Promise<readonly Wire[]> {
  const query = [{ _name: 'listAlert' }, { _name: 'sort', _fields: [{ title: 'asc' }] }];
  return client.list('POST', '/query', { query });
}

it('makes alerts with what rules and matches say', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-elastalert-'));
  try {
    const python = await makeVirtualEnvironment(join(folder, 'environment'), imported);
    await installAlone(python, 'elastalert2==2.19.0');
    await withServer({}, async ({ url, administrator: { login, password } }) => {
      const root = createApiClient(url, basic(login, password), 'admin');
      for (const [name, type] of Object.entries(types)) {
        const definition = { name, displayName: name, description: name, group: 'default', type };
        await root.call('POST', '/customField', definition);
      }
      const own = createApiClient(url, basic(login, password), organisation);
      const key = await keyFor(own, 'siem@python.test');
      const run = (apiKey: string) =>
        promisify(execFile)(python, ['-B', script, url, apiKey], { timeout: 60_000 });
      const { stdout } = await run(key);
      expect(stdout).toContain('2 alerts sent');
      const [first = {}, second = {}, ...others] = await alertsAfter(own);
      expect(others).toEqual([]);
      expect(first).toMatchObject({
        ...{ title: 'Logins of ann on web-1', type: 'login' },
        ...{ description: expect.stringMatching(/^Seen by ElastAlert on web-1\s/) },
        ...{ source: 'siem', severity: 3, tlp: 4, follow: true, status: 'New', date: 1_700_000_000_000 },
        ...{ _createdBy: 'siem@python.test', sourceRef: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      });
      expect(String(first.tags).split(',').sort()).toEqual(['linux', 'login', 'web-1']);
      expect(first.customFields).toEqual([
        expect.objectContaining({ name: 'ticket', type: 'string', value: 'T-7', order: 0 }),
        expect.objectContaining({ name: 'score', type: 'integer', value: 7, order: 1 }),
        expect.objectContaining({ name: 'urgent', type: 'boolean', value: true, order: 2 }),
        expect.objectContaining({ name: 'seen', type: 'date', value: 1_700_000_000_000, order: 3 }),
      ]);
      const observables = await own.list('POST', '/query', {
        query: [
          { _name: 'getAlert', idOrName: first._id },
          { _name: 'observables' },
          { _name: 'sort', _fields: [{ dataType: 'asc' }] },
        ],
      });
      expect(observables).toMatchObject([
        { dataType: 'hostname', data: 'web-1', tlp: 2, tags: [] },
        { dataType: 'ip', data: '198.51.100.7', tlp: 4, message: 'Where it came from', tags: ['login'] },
        { dataType: 'ip', data: '198.51.100.8', tlp: 4, message: 'Where it came from', tags: ['login'] },
      ]);
      expect(observables[0]).not.toHaveProperty('message');
      expect(second).toMatchObject({ title: 'Plain rule', type: 'external', severity: 2, tlp: 2, tags: [] });
      expect(String(second.description)).toContain('host: web-2');
      await expect(run('no key')).rejects.toMatchObject({ stderr: expect.stringContaining('401') });
      expect(await alertsAfter(own)).toHaveLength(2);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
