/** Requests of programs in the field, as they leave those programs: the node of n8n, the app of Shuffle, the alerter of ElastAlert 2. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';

type Fields = Readonly<Record<string, unknown>>;

let wire: Wire;
let bot: Person;
let root: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first, admin } = wire.world.organisations;
  bot = await wire.person(first, 'analyst', 'bot@main.test');
  root = await wire.person(admin, 'admin', 'root@platform.test');
  for (const [name, type] of [
    ['ticket', 'string'],
    ['score', 'integer'],
    ['seen', 'date'],
    ['urgent', 'boolean'],
  ]) {
    const body = { name, reference: name, description: name, type, options: [], mandatory: false };
    const made = await wire.send('POST', '/api/customField', { as: root, body });
    expect(made.status).toBe(201);
  }
});
afterAll(() => wire?.release());

/** A request with a body as it stands on the wire; the usual type of it is JSON. */
function raw(method: string, path: string, text?: string, type = 'application/json'): Promise<TestAnswer> {
  const headers = { 'content-type': type, accept: 'application/json' };
  return wire.send(method, `/api${path}`, { as: bot, headers, ...(text === undefined ? {} : { raw: text }) });
}

async function answered(answer: Promise<TestAnswer>, status: number): Promise<Fields> {
  const { status: given, text, body } = await answer;
  expect([given, given === status ? '' : text]).toEqual([status, '']);
  return body as Fields;
}

const rows = async (answer: Promise<TestAnswer>): Promise<readonly Fields[]> =>
  Object.values(await answered(answer, 200)) as readonly Fields[];

describe('the node of n8n', () => {
  it('checks its credential and fills its lists, in both of its versions', async () => {
    expect((await raw('GET', '/case')).status).toBe(200);
    const fields = Object.values(await answered(raw('GET', '/list/custom_fields'), 200));
    expect(fields).toContainEqual(
      expect.objectContaining({ name: 'ticket', reference: 'ticket', type: 'string', description: 'ticket' }),
    );
    const newer = await rows(raw('GET', '/customField'));
    expect(newer).toContainEqual(
      expect.objectContaining({ name: 'ticket', reference: 'ticket', type: 'string' }),
    );
    expect(Object.values(await answered(raw('GET', '/list/list_artifactDataType'), 200))).toContain('ip');
    const types = await rows(raw('GET', '/observable/type?range=all'));
    expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(['ip', 'file', 'other']));
  });

  it('creates, gets, finds, changes, marks, promotes and merges alerts', async () => {
    const made = await answered(
      raw(
        'POST',
        '/alert',
        '{"title":"Login","description":"Odd","severity":2,"date":1700000000000,"tags":["a","b"],"tlp":2,"status":"New","type":"misc","source":"n8n","sourceRef":"1","follow":true,"customFields":{"ticket":{"string":"T-1"},"score":{"integer":"7"}},"artifacts":[{"message":"m","tags":[""],"dataType":"ip","data":"198.51.100.9"}]}',
      ),
      201,
    );
    expect(made).toMatchObject({
      ...{ status: 'New', date: 1_700_000_000_000, customFields: { score: { integer: 7 } } },
      artifacts: [{ dataType: 'ip', tags: [], message: 'm' }],
    });
    const one = `/alert/${String(made.id)}`;
    expect(await answered(raw('GET', `${one}?similarity=true`), 200)).toMatchObject({ similarCases: [] });
    const query =
      '{"query":{"_and":[{"_wildcard":{"_field":"title","_value":"*ogi*"}},{"_in":{"_field":"tags","_values":["a"]}},{"_field":"severity","_value":2}]}}';
    expect(await rows(raw('POST', '/alert/_search?range=0-10&sort=-date', query))).toHaveLength(1);
    const changed = await answered(
      raw(
        'PATCH',
        one,
        '{"tags":"x, y","severity":"3","follow":false,"customFields.ticket.string":"T-2","customFields.score.integer":"8"}',
      ),
      200,
    );
    expect(changed).toMatchObject({
      ...{ tags: ['x', 'y'], severity: 3, follow: false },
      customFields: { ticket: { string: 'T-2' }, score: { integer: 8 } },
    });
    expect(await answered(raw('POST', `${one}/markAsRead`), 200)).toMatchObject({ status: 'Ignored' });
    expect(await answered(raw('POST', `${one}/markAsUnread`), 200)).toMatchObject({ status: 'New' });
    const promoted = await answered(raw('POST', `${one}/createCase`), 201);
    expect(promoted).toMatchObject({ _type: 'case', title: 'Login' });
    const second = await answered(
      raw(
        'POST',
        '/alert',
        '{"title":"Two","description":"D","type":"misc","source":"n8n","sourceRef":"2","artifacts":[]}',
      ),
      201,
    );
    const merged = await answered(
      raw('POST', `/alert/${String(second.id)}/merge/${String(promoted.id)}`),
      200,
    );
    expect(merged).toMatchObject({ id: promoted.id, caseId: promoted.caseId });
  });

  it('creates, gets, finds and changes cases', async () => {
    const made = await answered(
      raw(
        'POST',
        '/case',
        '{"title":"Case of n8n","description":"D","severity":2,"startDate":1700000000000,"owner":"bot@main.test","flag":false,"tlp":2,"tags":["n8n"],"metrics":{"m":1},"customFields":{"ticket":{"string":"T-5"},"seen":{"date":"1700000000000"},"urgent":{"boolean":"true"}}}',
      ),
      201,
    );
    expect(made).toMatchObject({
      ...{ owner: 'bot@main.test', startDate: 1_700_000_000_000, status: 'Open' },
      customFields: { seen: { date: 1_700_000_000_000 }, urgent: { boolean: true } },
    });
    const one = `/case/${String(made.id)}`;
    const query =
      '{"query":{"_and":[{"_field":"owner","_value":"bot@main.test"},{"_in":{"_field":"tags","_values":["n8n"]}}]}}';
    const found = await rows(raw('POST', '/case/_search?range=0-5&sort=%2Btitle', query));
    expect(found.map(({ id }) => id)).toEqual([made.id]);
    const changed = await answered(
      raw(
        'PATCH',
        one,
        '{"customFields.ticket.string":"T-6","customFields.seen.date":1800000000000,"flag":true}',
      ),
      200,
    );
    expect(changed).toMatchObject({
      flag: true,
      customFields: {
        ticket: { string: 'T-6' },
        seen: { date: 1_800_000_000_000 },
        urgent: { boolean: true },
      },
    });
    expect(await answered(raw('GET', one), 200)).toMatchObject({ id: made.id });
  });

  it('counts and reads by queries of v1 while it writes in v0', async () => {
    const filter = '{"_name":"filter","_and":[{"_wildcard":{"_field":"title","_value":"*n8n*"}}]}';
    const counted = await raw(
      'POST',
      '/v1/query?name=count-cases',
      `{"query":[{"_name":"listCase"},${filter},{"_name":"count"}]}`,
    );
    expect([counted.status, counted.body]).toEqual([200, 1]);
    const page = '{"_name":"sort","_fields":[{"title":"asc"}]},{"_name":"page","from":0,"to":5}';
    const listed = await rows(
      raw('POST', '/v1/query?name=cases', `{"query":[{"_name":"listCase"},${filter},${page}]}`),
    );
    expect(listed).toMatchObject([{ title: 'Case of n8n' }]);
  });
});

describe('the app of Shuffle', () => {
  it('sends numbers as text, posts without a body, and closes cases', async () => {
    const made = await answered(
      raw(
        'POST',
        '/alert',
        '{\n    "artifacts": [],\n    "caseTemplate": null,\n    "customFields": {},\n    "date": 1700000000000,\n    "description": "D",\n    "severity": 2,\n    "source": "shuffle",\n    "sourceRef": "s-1",\n    "tags": [],\n    "title": "T",\n    "tlp": 2,\n    "type": "external"\n}',
      ),
      201,
    );
    const one = `/alert/${String(made.id)}`;
    expect(await answered(raw('PATCH', one, '{"severity": "3", "tlp": "3"}'), 200)).toMatchObject({
      severity: 3,
      tlp: 3,
    });
    expect(await answered(raw('POST', `${one}/markAsRead`, ''), 200)).toMatchObject({ status: 'Ignored' });
    const found = await answered(
      raw('POST', '/case', '{"title": "C", "description": "D", "tags": ["s"]}'),
      201,
    );
    const merged = await wire.send('POST', `/api${one}/merge/${String(found.id)}`, { as: bot });
    expect([merged.status, merged.body]).toMatchObject([200, { id: found.id }]);
    const closing =
      '{"status": "Resolved", "summary": "Done", "resolutionStatus": "FalsePositive", "impactStatus": "NotApplicable"}';
    expect(await answered(raw('PATCH', `/case/${String(found.id)}`, closing), 200)).toMatchObject(
      JSON.parse(closing),
    );
  });

  it('takes the first member of a custom field for its type', async () => {
    const body =
      '{"title": "F", "description": "D", "customFields": {"ticket": {"order": 0, "string": "T"}}}';
    const { customFields } = await answered(raw('POST', '/case', body), 201);
    expect(Object.keys((customFields as Record<string, object>).ticket ?? {})[0]).toBe('string');
  });

  it('lists and makes organisations', async () => {
    expect((await rows(raw('GET', '/organisation'))).map(({ name }) => name)).toEqual(['main']);
    const made = await wire.send('POST', '/api/organisation', {
      as: root,
      body: { name: 'shuffled', description: 'By Shuffle' },
    });
    expect(made.status).toBe(201);
  });
});

describe('the alerter of ElastAlert 2', () => {
  it('sends artifacts without a message, fields with an order before their value, and words nobody knows', async () => {
    const made = await answered(
      raw(
        'POST',
        '/alert',
        '{"type": "external", "source": "elastalert", "severity": 2, "tags": ["rule"], "tlp": 3, "status": "New", "follow": true, "customFields": {"ticket": {"order": 0, "string": "T-3"}, "score": {"order": 1, "number": 3}}, "artifacts": [{"tlp": 2, "tags": ["src"], "message": null, "dataType": "ip", "data": "203.0.113.5"}], "title": "Rule", "description": "Matched", "sourceRef": "0b5e71", "date": 1700000000000, "alert_text": "x"}',
      ),
      201,
    );
    expect(made).toMatchObject({
      ...{ tlp: 3, sourceRef: '0b5e71', tags: ['rule'] },
      customFields: { ticket: { string: 'T-3' }, score: { integer: 3 } },
      artifacts: [{ data: '203.0.113.5', tags: ['src'] }],
    });
    expect((made.artifacts as Fields[])[0]).not.toHaveProperty('message');
  });
});
