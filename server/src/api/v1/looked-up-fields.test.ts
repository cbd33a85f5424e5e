/** What queries find by values that stand elsewhere: in tasks, cases and logs, and in long texts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, stixTechnique } from '../../../../tests/support/attack.ts';
import { someAlert, someField, someTemplate } from '../../../../tests/support/triage.ts';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';
import {
  finish,
  share,
  someCase,
  someJob,
  someNeuron,
  someObservable,
  someTask,
} from '../../../../tests/support/work.ts';
import { systemActor } from '../../commands/settings/first-start.ts';
import { createCaseStatus } from '../../commands/settings/reference-commands.ts';

let wire: Wire;
let ann: Person;
let partner: Person;
let stranger: Person;
let caseId: string;
let taskId: string;
beforeAll(async () => {
  wire = await buildWire();
  const { first } = wire.world.organisations;
  const other = await wire.world.organisation('partner', first);
  ann = await wire.person(first, 'org-admin');
  partner = await wire.person(other, 'org-admin');
  stranger = await wire.person(await wire.world.organisation('stranger'), 'org-admin');
  caseId = await someCase(wire.world, ann);
  await someCase(wire.world, ann, { title: 'Another' });
  taskId = await someTask(wire.world, ann, caseId);
  await share(wire.world, ann, caseId, other);
});
afterAll(() => wire?.release());

const send = async (method: string, path: string, more: object = {}) => {
  const answer = await wire.send(method, `/api/v1${path}`, { as: ann, ...more });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer;
};
const ask = async (as: Person, ...query: readonly object[]): Promise<unknown> =>
  (await send('POST', '/query', { as, body: { query } })).body;
const where = (condition: object) => ({ _name: 'filter', ...condition });
const equal = (field: string, value: unknown) => where({ _eq: { _field: field, _value: value } });

describe('a query', () => {
  it('finds the cases in which a task waits for the organisation that asks, and for no other', async () => {
    await send('PUT', `/task/${taskId}/actionRequired/${partner.organisation.name}`);
    const waiting = [{ _name: 'listCase' }, equal('actionRequired', true)];
    expect(await ask(partner, ...waiting)).toEqual([expect.objectContaining({ _id: caseId })]);
    expect(await ask(ann, ...waiting)).toEqual([]);
    expect(await ask(ann, { _name: 'listCase' }, equal('actionRequired', false))).toHaveLength(2);
  });

  it('finds shares by the number of their case', async () => {
    const { number } = (await send('GET', `/case/${caseId}`)).body as { number: number };
    const shares = [{ _name: 'listShare' }, equal('caseNumber', number)];
    expect(await ask(ann, ...shares)).toContainEqual(
      expect.objectContaining({ caseId, organisationName: partner.organisation.name }),
    );
    expect(await ask(ann, { _name: 'listShare' }, equal('caseNumber', number + 100))).toEqual([]);
    expect(await ask(stranger, ...shares)).toEqual([]);
  });

  it('leads from alerts to the case that they are in', async () => {
    const alertId = await someAlert(wire.world, ann);
    const steps = [{ _name: 'getAlert', idOrName: alertId }, { _name: 'cases' }];
    expect(await ask(ann, ...steps)).toEqual([]);
    await send('POST', '/alert/merge/_bulk', { body: { alertIds: [alertId], caseId } });
    expect(await ask(ann, ...steps)).toEqual([expect.objectContaining({ _id: caseId })]);
    expect(await ask(ann, ...steps, { _name: 'tasks' }, { _name: 'count' })).toBe(1);
  });

  it('tells the task that a file of a log belongs to, and none for a file of a case', async () => {
    const log = await send('POST', `/task/${taskId}/log`, { body: { message: 'Seen' } });
    const file = (fileName: string) =>
      formOf([{ name: 'attachments', fileName, type: 'text/plain', content: fileName }]);
    await send('POST', `/log/${log.read('_id')}/attachments`, file('of-log.txt'));
    await send('POST', `/case/${caseId}/attachments`, file('of-case.txt'));
    const page = { _name: 'page', from: 0, to: 10, extraData: ['task'] };
    const sort = { _name: 'sort', _fields: [{ name: 'desc' }] };
    expect(await ask(ann, { _name: 'listAttachment' }, sort, page)).toMatchObject([
      { name: 'of-log.txt', extraData: { task: { _id: taskId, title: 'Contain' } } },
      { name: 'of-case.txt', extraData: { task: null } },
    ]);
  });

  it('looks into the long texts of techniques', async () => {
    const objects = [
      stixTechnique('T1', 'One', ['impact'], {
        description: 'They encrypt every **disk**',
        x_mitre_detection: 'Watch',
      }),
      stixTechnique('T2', 'Two', ['impact'], { description: 'They wait' }),
    ];
    await importFile(wire.world, { objects });
    const found = (condition: object) => ask(ann, { _name: 'listPattern' }, where(condition));
    const one = [expect.objectContaining({ patternId: 'T1' })];
    expect(await found({ _like: { _field: 'description', _value: 'ENCRYPT*' } })).toEqual([]);
    expect(await found({ _like: { _field: 'description', _value: '*ENCRYPT*' } })).toEqual(one);
    expect(await found({ _match: { _field: 'description', _value: 'disk' } })).toEqual(one);
    expect(await found({ _has: 'detection' })).toEqual(one);
  });

  it('finds closed cases in the words of earlier versions, those of a status of one’s own as Other', async () => {
    const admin = systemActor(wire.world.organisations.admin);
    await wire.world.run(admin, createCaseStatus, { value: 'Passed on', stage: 'Closed' });
    const closedAs = async (status: string): Promise<string> => {
      const id = await someCase(wire.world, ann);
      await send('PATCH', `/case/${id}`, { body: { status } });
      return id;
    };
    const [known, own] = [await closedAs('TruePositive'), await closedAs('Passed on')];
    const resolved = (value: string) => ask(ann, { _name: 'listCase' }, equal('resolutionStatus', value));
    expect(await resolved('TruePositive')).toEqual([expect.objectContaining({ _id: known })]);
    expect(await resolved('Other')).toEqual([expect.objectContaining({ _id: own })]);
    const open = [{ _name: 'listCase' }, where({ _not: { _has: 'resolutionStatus' } }), { _name: 'count' }];
    expect(await ask(ann, ...open)).toBe(2);
    const byResolution = { _agg: 'field', _field: 'resolutionStatus', _select: [{ _agg: 'count' }] };
    expect(await ask(ann, { _name: 'listCase' }, { _name: 'aggregation', ...byResolution })).toEqual({
      Other: { count: 1 },
      TruePositive: { count: 1 },
    });
  });

  it('names of the organisations that see a case those that the caller knows', async () => {
    const further = await wire.world.organisation('further', wire.world.organisations.first);
    await share(wire.world, ann, caseId, further);
    const seenBy = (as: Person, name: string) =>
      ask(as, { _name: 'listCase' }, equal('viewingOrganisation', name), { _name: 'count' });
    expect(await seenBy(ann, 'further')).toBe(1);
    expect(await seenBy(partner, partner.organisation.name)).toBe(1);
    expect(await seenBy(partner, 'further')).toBe(0);
    expect(await seenBy(stranger, 'further')).toBe(0);
    const byOrganisation = { _agg: 'field', _field: 'viewingOrganisation', _select: [{ _agg: 'count' }] };
    expect(await ask(partner, { _name: 'listCase' }, { _name: 'aggregation', ...byOrganisation })).toEqual({
      main: { count: 1 },
      partner: { count: 1 },
    });
  });

  it('finds shares by the ids of their organisation and profile', async () => {
    const ids = { organisationId: `~${partner.organisation.id}`, profileId: '' };
    const [profile] = await wire.world.stored("select id from skep.profile where name = 'analyst'");
    ids.profileId = `~${String(profile?.id)}`;
    const shared = { caseId, organisationName: partner.organisation.name, profileName: 'analyst' };
    for (const [field, id] of Object.entries(ids)) {
      const narrowed = where({ _and: [{ [field]: id }, { organisationName: partner.organisation.name }] });
      expect(await ask(ann, { _name: 'listShare' }, narrowed)).toContainEqual(
        expect.objectContaining(shared),
      );
    }
    expect(
      await ask(
        stranger,
        { _name: 'listShare' },
        where(ids.organisationId === '' ? {} : { organisationId: ids.organisationId }),
      ),
    ).toEqual([]);
  });

  it('looks into what changed, what a field accepts and what a dashboard shows', async () => {
    await send('PATCH', `/case/${caseId}`, {
      body: { severity: 4, summary: 'Contained by the night shift' },
    });
    const changes = (condition: object) =>
      ask(
        ann,
        { _name: 'listAudit' },
        where({ _and: [{ objectId: caseId }, { action: 'update' }, condition] }),
        { _name: 'count' },
      );
    expect(await changes({ _like: { _field: 'details', _value: 'night SHIFT' } })).toBe(1);
    expect(await changes({ details: 'severity' })).toBe(1);
    expect(await changes({ details: '4' })).toBe(1);
    expect(await changes({ details: 'tlp' })).toBe(0);
    await someField(wire.world, 'floor', { type: 'integer', options: [1, 2] });
    await someField(wire.world, 'unit');
    const named = { _agg: 'field', _field: 'name' };
    const fields = (condition: object) =>
      ask(ann, { _name: 'listCustomField' }, where(condition), { _name: 'aggregation', ...named });
    expect(await fields({ options: '2' })).toEqual({ floor: {} });
    expect(await fields({ _not: { _has: 'options' } })).toEqual({ unit: {} });
    const definition = { containers: [{ title: 'Phishing by month' }] };
    await send('POST', '/dashboard', {
      body: { title: 'Ours', description: '', status: 'Private', definition },
    });
    const dashboards = (word: string) =>
      ask(ann, { _name: 'listDashboard' }, where({ _match: { _field: 'definition', _value: word } }));
    expect(await dashboards('phishing')).toEqual([expect.objectContaining({ title: 'Ours' })]);
    expect(await dashboards('ransom')).toEqual([]);
  });

  it('leads from an observable to the file that it is, in the form that the observable shows', async () => {
    const file = formOf([
      { name: '_json', content: JSON.stringify({ dataType: 'file', tags: ['sample'] }) },
      { name: 'attachment', fileName: 'sample.txt', type: 'text/plain', content: 'sample' },
    ]);
    const made = await send('POST', `/case/${caseId}/observable`, file);
    await send('POST', `/case/${caseId}/observable`, { body: { dataType: 'ip', data: '192.0.2.9' } });
    const steps = [
      { _name: 'getCase', idOrName: caseId },
      { _name: 'observables' },
      { _name: 'attachments' },
    ];
    const [{ attachment }] = made.body as [{ attachment: { _id: string } }];
    expect(await ask(ann, ...steps)).toEqual([expect.objectContaining(attachment)]);
    expect(await ask(ann, ...steps, equal('name', 'sample.txt'), { _name: 'count' })).toBe(1);
    expect(await ask(ann, ...steps, { _name: 'case' })).toEqual([expect.objectContaining({ _id: caseId })]);
    expect(await ask(stranger, ...steps)).toEqual([]);
  });

  it('finds cases by the template that they were made from', async () => {
    const name = 'Stolen laptop';
    await someTemplate(wire.world, ann, { name, tags: ['hardware'] });
    const made = await someCase(wire.world, ann, { caseTemplate: name });
    const from = (query: object) =>
      ask(ann, { _name: 'listCase' }, where({ _parent: { _type: 'caseTemplate', _query: query } }));
    expect(await from({ tags: 'hardware' })).toEqual([expect.objectContaining({ _id: made })]);
    expect(await from({ tags: 'mail' })).toEqual([]);
    expect(await ask(ann, { _name: 'getCase', idOrName: made }, { _name: 'caseTemplate' })).toMatchObject([
      { name },
    ]);
  });

  it('finds nothing by a custom field without a name, and everything that is not so', async () => {
    const cases = (condition: object) =>
      ask(ann, { _name: 'listCase' }, where(condition), { _name: 'count' });
    expect(await cases({ _has: 'customFields' })).toBe(0);
    expect(await cases({ _not: { _has: 'customFields' } })).toBe(await ask(ann, { _name: 'countCase' }));
    const sorted = { query: [{ _name: 'listCase' }, { _name: 'sort', _fields: ['customFields'] }] };
    expect((await wire.send('POST', '/api/v1/query', { as: ann, body: sorted })).status).toBe(400);
  });

  it('knows the constants of earlier versions', async () => {
    const observables = [{ _name: 'listObservable' }, equal('status', 'Ok'), { _name: 'count' }];
    expect(await ask(ann, ...observables)).toBe(2);
    const body = { analyzerId: 'Sample_1_0', content: '<p>seen</p>' };
    await wire.send('POST', '/api/v1/connector/cortex/analyzer/template', {
      as: await wire.person(wire.world.organisations.admin, 'admin'),
      body,
    });
    expect(await ask(ann, { _name: 'listAnalyzerTemplate' }, equal('reportType', 'long'))).toHaveLength(1);
    expect(await ask(ann, { _name: 'listAnalyzerTemplate' }, equal('reportType', 'short'))).toEqual([]);
  });

  it('finds observables by what analyzers say of them, and counts them by it', async () => {
    const { world } = wire;
    const inCase = await someCase(world, ann, { title: 'Analysed' });
    await someNeuron(world, ann, 'analyzer', { name: 'Lookup' });
    const said = async (data: string, reportTags: readonly object[]): Promise<string> => {
      const id = await someObservable(world, ann, inCase, { data });
      await finish(world, ann, 'job', await someJob(world, ann, 'Lookup', id), { reportTags });
      return id;
    };
    const tag = { predicate: 'verdict', value: '1' };
    const [bad, fine] = [
      await said('192.0.2.7', [{ ...tag, level: 'malicious', namespace: 'Reputation' }]),
      await said('192.0.2.8', [{ ...tag, level: 'safe', namespace: 'Reputation' }]),
    ];
    await said('192.0.2.9', []);
    const observables = [{ _name: 'getCase', idOrName: inCase }, { _name: 'observables' }];
    const found = async (...values: string[]): Promise<unknown> =>
      ask(ann, ...observables, where({ _in: { _field: 'verdict', _values: values } }));
    expect(await found('malicious')).toEqual([expect.objectContaining({ _id: bad })]);
    expect(await found('Reputation=safe')).toEqual([expect.objectContaining({ _id: fine })]);
    expect(await found('malicious', 'safe')).toHaveLength(2);
    expect(await found('Other=safe')).toEqual([]);
    const counted = { _name: 'aggregation', _agg: 'field', _field: 'verdict', _select: [{ _agg: 'count' }] };
    expect(await ask(ann, ...observables, counted)).toMatchObject({
      malicious: { count: 1 },
      safe: { count: 1 },
    });
  });

  it('finds observables that were never analysed, which a run without a short result is not', async () => {
    const { world } = wire;
    const inCase = await someCase(world, ann, { title: 'Never analysed' });
    await someNeuron(world, ann, 'analyzer', { name: 'Silent' });
    const ended = async (data: string, more: Readonly<Record<string, unknown>>): Promise<string> => {
      const id = await someObservable(world, ann, inCase, { data });
      await finish(world, ann, 'job', await someJob(world, ann, 'Silent', id), more);
      return id;
    };
    const never = await someObservable(world, ann, inCase, { data: '192.0.2.17' });
    const failed = await ended('192.0.2.18', { success: false, errorMessage: 'No answer' });
    const silent = await ended('192.0.2.19', { reportTags: [] });
    const analysed = async (as: Person, value: boolean): Promise<readonly unknown[]> => {
      const steps = [{ _name: 'getCase', idOrName: inCase }, { _name: 'observables' }];
      const found = await ask(as, ...steps, equal('analysed', value));
      return Array.isArray(found) ? found.map(({ _id }) => _id).sort() : [];
    };
    expect(await analysed(ann, true)).toEqual([silent]);
    expect(await analysed(ann, false)).toEqual([never, failed].sort());
    expect(await analysed(stranger, true)).toEqual([]);
    expect(await analysed(stranger, false)).toEqual([]);
  });
});
