import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';
import { makeFirstAdministrator } from '../../commands/settings/first-administrator.ts';
import { mailAsAlert } from '../../connectors/mail/intake.ts';
import { type Catalogue, openCatalogue } from '../../engine/catalogue/catalogue.ts';
import { createNeurons } from '../../engine/neurons.ts';

let wire: Wire;
let catalogue: Catalogue;
let ann: Person;

beforeAll(async () => {
  catalogue = await openCatalogue({
    sources: [fileURLToPath(new URL('../../../../neurons', import.meta.url))],
  });
  wire = await buildWire({
    services: ({ commands }, world) => ({
      readMail: (mail) => mailAsAlert(commands.files, mail),
      makeAdministrator: (who) => makeFirstAdministrator(commands, world.organisations, who),
      neuron: (id) => catalogue.current().entries.get(id)?.definition,
      neurons: createNeurons({
        catalogue,
        commands,
        seal: {
          seal: (clear) => Buffer.from(clear).toString('base64'),
          open: (sealed) => Buffer.from(sealed, 'base64').toString(),
        },
        defaults: { cacheMinutes: 10, timeoutMinutes: 30 },
        prepare: () => undefined,
        environmentOf: async () => ({ state: 'none', step: undefined, reason: undefined, log: [] }),
      }),
    }),
  });
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
});
afterAll(async () => {
  catalogue?.close();
  await wire?.release();
});

describe('the mail door', () => {
  const mail = [
    'From: Bank <bank@evil.example>',
    'To: ann@main.test',
    'Subject: Your account',
    'Message-ID: <1@evil.example>',
    'Date: Tue, 6 Jan 2026 10:00:00 +0000',
    '',
    'Please visit http://phish.evil.example/login now.',
    '',
  ].join('\r\n');
  const form = (...more: Parameters<typeof formOf>[0]) =>
    formOf([{ name: 'mail', fileName: 'mail.eml', type: 'message/rfc822', content: mail }, ...more]);

  it('makes an alert of a mail, with what it holds as observables', async () => {
    const made = await wire.send('POST', '/api/v1/alert/mail', { as: ann, ...form() });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ _type: 'Alert', type: 'mail', title: 'Your account' });
    const found = await wire.send('POST', '/api/v1/query', {
      as: ann,
      body: { query: [{ _name: 'getAlert', idOrName: made.read('_id') }, { _name: 'observables' }] },
    });
    const data = (found.body as { data?: string }[]).map((observable) => observable.data);
    expect(data).toEqual(expect.arrayContaining(['bank@evil.example', 'http://phish.evil.example/login']));
    expect(found.text).toContain('"dataType":"file"');
    const again = await wire.send('POST', '/api/v1/alert/mail', { as: ann, ...form() });
    expect([again.status, again.read('type')]).toEqual([400, 'CreateError']);
  });

  it('lets the request say more than the mail', async () => {
    const json = {
      name: '_json',
      content: JSON.stringify({ sourceRef: 'reported-2', severity: 4, source: 'button' }),
    };
    const made = await wire.send('POST', '/api/v1/alert/mail', { as: ann, ...form(json) });
    expect(made.body).toMatchObject({
      sourceRef: 'reported-2',
      severity: 4,
      source: 'button',
      title: 'Your account',
    });
  });

  it('needs a mail', async () => {
    const answer = await wire.send('POST', '/api/v1/alert/mail', {
      as: ann,
      ...formOf([{ name: 'x', content: 'y' }]),
    });
    expect(answer.body).toMatchObject({ errors: [{ type: 'MissingAttributeError', name: 'mail' }] });
  });
});

describe('the link of the first start', () => {
  it('makes the first administrator once, who can then sign in', async () => {
    const token = await wire.access.setupLinks.create();
    const setUp = (body: object) => wire.send('POST', '/api/v1/setup', { body });
    const who = { token, login: 'first@main.test', name: 'First', password: 'correct horse battery' };
    expect((await setUp({ ...who, password: 'short' })).status).toBe(400);
    expect((await setUp({ ...who, token: 'wrong' })).status).toBe(401);
    expect((await setUp({ token })).body).toMatchObject({ type: 'AttributeCheckingError' });
    expect((await setUp(who)).status).toBe(204);
    expect((await setUp({ ...who, login: 'second@main.test' })).status).toBe(401);
    const signedIn = await wire.send('POST', '/api/v1/login', {
      body: { user: who.login, password: who.password },
    });
    expect(signedIn.body).toMatchObject({ login: who.login, organisation: 'main', profile: 'org-admin' });
  });
});

describe('the engine room', () => {
  it('keeps secrets that a change leaves out, and tells only that they are set', async () => {
    const enabled = await wire.send('POST', '/api/v1/neuron', {
      as: ann,
      body: {
        definitionId: 'Demo_Reputation_1_0',
        name: 'changed later',
        configuration: { key: 'planted-kept-key', jobTimeout: 5 },
      },
    });
    const path = `/api/v1/neuron/${enabled.read('_id')}`;
    const change = { configuration: { jobTimeout: 7 } };
    expect((await wire.send('PATCH', path, { as: ann, body: change })).status).toBe(200);
    const settings = await wire.send('GET', `${path}/settings`, { as: ann });
    expect(settings.body).toMatchObject({
      definitionId: 'Demo_Reputation_1_0',
      values: { jobTimeout: 7 },
      secretsSet: ['key'],
      secretsSince: { key: { at: expect.any(Number), by: expect.stringContaining('@') } },
    });
    expect(settings.text).not.toContain('planted-kept-key');
    const removed = await wire.send('PATCH', path, { as: ann, body: { configuration: { key: null } } });
    expect(removed.status).toBe(400);
    expect((await wire.send('DELETE', path, { as: ann })).status).toBe(204);
  });

  it('offers neurons, enables them, and never shows their secrets', async () => {
    const offered = await wire.send('GET', '/api/v1/neuron', { as: ann });
    expect(offered.text).toContain('Demo_Reputation_1_0');
    expect(offered.body).toMatchObject({ refused: expect.any(Array) });
    const incomplete = await wire.send('POST', '/api/v1/neuron', {
      as: ann,
      body: { definitionId: 'Demo_Reputation_1_0' },
    });
    expect(incomplete.body).toMatchObject({ errors: [{ name: 'configuration.key' }] });
    const enabled = await wire.send('POST', '/api/v1/neuron', {
      as: ann,
      body: { definitionId: 'Demo_Reputation_1_0', configuration: { key: 'planted-neuron-key' }, maxTlp: 3 },
    });
    expect(enabled.status).toBe(201);
    expect(enabled.body).toMatchObject({ _type: 'EnabledNeuron', kind: 'analyzer', maxTlp: 3 });
    const listed = await wire.send('GET', '/api/v1/neuron/enabled', { as: ann });
    expect(listed.body).toMatchObject([{ version: '1.0', description: expect.any(String), maxTlp: 3 }]);
    for (const answer of [enabled, listed]) expect(answer.text).not.toContain('planted-neuron-key');
    const unknown = await wire.send('POST', '/api/v1/neuron', {
      as: ann,
      body: { definitionId: 'Nothing_1_0' },
    });
    expect(unknown.status).toBe(404);
  });

  it('runs analyzers as clients of another server expect it', async () => {
    const workers = await wire.send('GET', '/api/connector/cortex/analyzer/type/domain', { as: ann });
    expect(workers.body).toMatchObject([
      { version: '1.0', dataTypeList: expect.arrayContaining(['domain']), cortexIds: ['local'] },
    ]);
    expect(
      (await wire.send('GET', '/api/v1/connector/cortex/analyzer?range=0-50', { as: ann })).body,
    ).toHaveLength(1);
    expect((await wire.send('GET', '/api/v1/connector/cortex/analyzer/type/file', { as: ann })).body).toEqual(
      [],
    );
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    const added = await wire.send('POST', `/api/v1/case/${made.read('_id')}/observable`, {
      as: ann,
      body: { dataType: 'domain', data: 'evil.example' },
    });
    const job = await wire.send('POST', '/api/connector/cortex/job', {
      as: ann,
      body: { analyzerId: workers.read('id', 0), cortexId: 'local', artifactId: added.read('_id', 0) },
    });
    expect(job.status).toBe(201);
    expect(job.body).toMatchObject({
      _type: 'case_artifact_job',
      status: 'Waiting',
      cortexId: 'local',
      operations: '[]',
      case_artifact: { data: 'evil.example' },
    });
    const read = await wire.send('GET', `/api/connector/cortex/job/${job.read('id')}`, { as: ann });
    expect(read.body).toEqual(job.body);
    const cancelled = await wire.send('POST', `/api/v1/connector/cortex/job/${job.read('id')}/cancel`, {
      as: ann,
    });
    expect(cancelled.status).toBe(204);
    const refused = await wire.send('POST', '/api/v1/connector/cortex/job', {
      as: ann,
      body: { artifactId: '~1' },
    });
    expect(refused.status).toBe(400);
  });

  it('lists responders that can act on an object', async () => {
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    const path = `/api/v1/connector/cortex/responder/case/${made.read('_id')}`;
    expect((await wire.send('GET', path, { as: ann })).body).toEqual([]);
    expect(
      (await wire.send('GET', `/api/v1/connector/cortex/responder/moon/${made.read('_id')}`, { as: ann }))
        .status,
    ).toBe(400);
    const actions = await wire.send('GET', `/api/v1/connector/cortex/action/case/${made.read('_id')}`, {
      as: ann,
    });
    expect(actions.body).toEqual([]);
    for (const objectType of ['moon', 5]) {
      const answer = await wire.send('POST', '/api/v1/connector/cortex/action', {
        as: ann,
        body: { responderId: 'x', objectType, objectId: made.read('_id') },
      });
      expect(answer.status).toBe(400);
    }
  });
});

describe('pasted indicators', () => {
  it('become observables, and each line is answered', async () => {
    const made = await wire.send('POST', '/api/v1/case', { as: ann, body: { title: 'T', description: 'D' } });
    const answer = await wire.send('POST', `/api/v1/case/${made.read('_id')}/observable/_lines`, {
      as: ann,
      body: { lines: 'hxxp://evil[.]example/a\n\n192.0.2.7\n' },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject([
      { line: 1, dataType: 'url', _id: expect.stringMatching(/^~/) },
      { line: 3, dataType: 'ip', data: '192.0.2.7' },
    ]);
  });
});

describe('pictures of people', () => {
  it('are sent as pictures, and nothing else is', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64');
    await wire.send('PATCH', '/api/v1/user/ann@main.test', { as: ann, body: { avatar: png } });
    const user = await wire.send('GET', '/api/v1/user/current', { as: ann });
    const picture = await wire.send('GET', user.read('avatar'), { as: ann });
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/png']);
    expect(picture.bytes.toString('base64')).toBe(png);
    const refused = await wire.send('PATCH', '/api/v1/user/ann@main.test', {
      as: ann,
      body: { avatar: Buffer.from('<svg onload=alert(1)>').toString('base64') },
    });
    expect(refused.status).toBe(400);
    const none = await wire.send('GET', '/api/v1/user/root@main.test/avatar/x', { as: ann });
    expect(none.status).toBe(404);
  });
});
