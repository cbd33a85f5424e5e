/** The steps of a case over the wire, from an alert to the close, with the clock wound by hand. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;
let partner: { id: string; name: string };

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
  partner = await wire.world.organisation('partner', wire.world.organisations.first);
});
afterAll(() => wire?.release());

const minute = 60_000;
const later = (minutes: number): void => {
  wire.world.clock.now += minutes * minute;
};
const call = async (method: string, path: string, body?: object) => {
  const answer = await wire.send(method, `/api/v1${path}`, {
    as: ann,
    ...(body === undefined ? {} : { body }),
  });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer;
};

it('are told with what was worked and what was waited', async () => {
  const start = wire.world.clock.now;
  const alert = await call('POST', '/alert', {
    type: 't',
    source: 's',
    sourceRef: '1',
    title: 'A',
    description: 'D',
  });
  later(10);
  await call('PATCH', `/alert/${alert.read('_id')}`, { status: 'InProgress' });
  later(5);
  const promoted = await call('POST', `/alert/${alert.read('_id')}/case`, { tasks: [{ title: 'Look' }] });
  const path = `/case/${promoted.read('_id')}`;
  const steps = async () => (await call('GET', `${path}/steps`)).body;
  expect(await steps()).toMatchObject([
    { step: 'triage', from: start, to: start + 15 * minute, worked: 5 * minute, waited: 10 * minute },
    { step: 'waiting', to: null, waited: 0 },
    { step: 'investigation', from: null, to: null },
    { step: 'waitingForOthers', from: null },
    { step: 'containment', from: null },
    { step: 'closing', from: null },
  ]);
  const listed = await call('POST', '/query', {
    query: [{ _name: 'listTask' }, { _name: 'page', from: 0, to: 1 }],
  });
  const task = `/task/${listed.read('_id', 0)}`;
  later(20);
  await call('PATCH', task, { status: 'InProgress' });
  later(30);
  const shares = [{ organisation: partner.name, profile: 'analyst' }];
  await call('POST', `${path}/shares`, { shares });
  await call('POST', `${task}/shares`, { organisations: [partner.name] });
  await call('PATCH', task, { status: 'Waiting' });
  await call('PUT', `${task}/actionRequired/${partner.name}`);
  later(40);
  await call('PUT', `${task}/actionDone/${partner.name}`);
  await call('PATCH', task, { status: 'InProgress' });
  later(10);
  await call('PATCH', task, { status: 'Completed' });
  later(7);
  await call('PATCH', path, { status: 'TruePositive', impactStatus: 'NoImpact', summary: 'Done' });
  later(100);
  expect(await steps()).toMatchObject([
    { step: 'triage' },
    { step: 'waiting', waited: 20 * minute },
    { step: 'investigation', worked: 40 * minute, waited: 0, who: ['ann@main.test'] },
    { step: 'waitingForOthers', waited: 40 * minute, who: ['partner'] },
    { step: 'containment', from: null },
    { step: 'closing', waited: 7 * minute, who: ['ann@main.test'] },
  ]);
  const asked = await call('POST', '/query', {
    query: [
      { _name: 'listCase' },
      { _name: 'filter', _eq: { _field: 'stage', _value: 'Closed' } },
      { _name: 'page', from: 0, to: 10, extraData: ['steps'] },
    ],
  });
  expect(asked.body).toMatchObject([{ extraData: { steps: await steps() } }]);
});
