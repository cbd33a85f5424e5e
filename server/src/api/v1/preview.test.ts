/** Previews over the wire: in words of the wire, without ids of what does not exist. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
});
afterAll(() => wire?.release());

const post = async (path: string, body: object = {}) =>
  wire.send('POST', `/api/v1${path}`, { as: ann, body });
const ip = (data: string, more: object = {}) => ({ dataType: 'ip', data, ...more });

async function alertAndCase(sourceRef: string): Promise<{ alertId: string; caseId: string }> {
  const alert = await post('/alert', {
    type: 'siem',
    source: 's',
    sourceRef,
    title: 'Beacon',
    description: 'D',
    tags: ['new'],
    observables: [ip('192.0.2.1', { ioc: true }), ip('192.0.2.2')],
  });
  const made = await post('/case', { title: 'C', description: 'D' });
  const caseId = made.read('_id');
  expect((await post(`/case/${caseId}/observable`, ip('192.0.2.1'))).status).toBe(201);
  const form = formOf([{ name: 'attachments', fileName: 'f.txt', type: 'text/plain', content: 'f' }]);
  await wire.send('POST', `/api/v1/alert/${alert.read('_id')}/attachments`, { as: ann, ...form });
  return { alertId: alert.read('_id'), caseId };
}

it('shows what a merge adds, joins and contradicts, then what undoing it takes out', async () => {
  const { alertId, caseId } = await alertAndCase('merge');
  const merge = await wire.send('GET', `/api/v1/alert/${alertId}/merge/${caseId}/preview`, { as: ann });
  expect(merge.status).toBe(200);
  expect(merge.body).toEqual({
    observables: {
      added: [expect.objectContaining({ _type: 'Observable', dataType: 'ip', data: '192.0.2.2' })],
      present: [
        {
          observable: expect.objectContaining({ _id: expect.any(String), data: '192.0.2.1' }),
          tags: [],
          values: { ioc: [false, true] },
        },
      ],
    },
    tags: ['new'],
    customFields: { added: [], conflicts: [] },
    files: [expect.objectContaining({ _type: 'Attachment', name: 'f.txt', size: 1 })],
  });
  expect(merge.body).not.toHaveProperty('observables.added.0._id');
  expect((await post(`/alert/${alertId}/merge/${caseId}`)).status).toBe(200);
  const path = `/api/v1/case/${caseId}/alert/${alertId}/unmerge`;
  const unmerge = await wire.send('GET', `${path}/preview`, { as: ann });
  expect(unmerge.body).toEqual({
    observables: { removed: [expect.objectContaining({ data: '192.0.2.2' })], kept: [] },
    files: { removed: [expect.objectContaining({ name: 'f.txt' })], kept: [] },
    tags: { removed: ['new'], kept: [] },
    customFields: { removed: [], kept: [] },
  });
  expect((await wire.send('POST', path, { as: ann })).status).toBe(204);
});

it('shows the case that promoting makes', async () => {
  const { alertId } = await alertAndCase('promote');
  const body = { title: 'Other title', tasks: [{ title: 'Look' }] };
  const preview = await post(`/alert/${alertId}/case/preview`, body);
  expect(preview.status).toBe(200);
  expect(preview.body).toMatchObject({
    case: { title: 'Other title', tags: ['new'], severity: 2, assignee: 'ann@main.test' },
    tasks: [{ title: 'Look' }],
    observables: [{ data: '192.0.2.1' }, { data: '192.0.2.2' }],
    files: [{ name: 'f.txt' }],
    exists: false,
  });
  expect(preview.body).not.toHaveProperty('case._id');
  expect(preview.body).not.toHaveProperty('case.number');
  const refused = await post(`/alert/${alertId}/case/preview`, { severity: 9 });
  expect(refused.status).toBe(400);
});
