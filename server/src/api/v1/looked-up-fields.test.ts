/** What queries find by values that stand elsewhere: in tasks, cases and logs, and in long texts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, stixTechnique } from '../../../../tests/support/attack.ts';
import { someAlert } from '../../../../tests/support/triage.ts';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';
import { share, someCase, someTask } from '../../../../tests/support/work.ts';

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
});
