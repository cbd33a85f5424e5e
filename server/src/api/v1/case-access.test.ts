/** Who sees a case, its links, its owner and its archive over the wire, as clients meet them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first } = wire.world.organisations;
  ann = await wire.person(first, 'org-admin', 'ann@main.test');
  bob = await wire.person(first, 'analyst', 'bob@main.test');
  await wire.world.organisation('takers', first);
});
afterAll(() => wire?.release());

const ask = (as: Person, method: string, path: string, body?: object) =>
  wire.send(method, `/api/v1${path}`, { as, ...(body === undefined ? {} : { body }) });
const aCase = async (raw: object = {}): Promise<string> => {
  const answer = await ask(ann, 'POST', '/case', { title: 'A', description: 'B', ...raw });
  expect(answer.status, answer.text).toBe(201);
  return String(answer.read('_id'));
};
const kept = { _kind: 'UserAccessKind', users: ['ann@main.test'] };

describe('the access of a case', () => {
  it('is shown, given with a new case, changed for one and for several, and filtered by', async () => {
    const [open, closed] = [await aCase(), await aCase({ access: kept })];
    const access = async (id: string) => (await ask(ann, 'GET', `/case/${id}`)).body;
    expect([await access(open), await access(closed)]).toMatchObject([
      { access: { _kind: 'OrganisationAccessKind' } },
      { access: kept },
    ]);
    expect((await ask(bob, 'GET', `/case/${closed}`)).status).toBe(404);
    const query = [
      { _name: 'listCase' },
      { _name: 'filter', _eq: { _field: 'access._kind', _value: 'UserAccessKind' } },
      { _name: 'count' },
    ];
    expect((await ask(ann, 'POST', '/query', { query })).body).toBe(1);
    expect((await ask(ann, 'POST', '/case/_bulk/access', { ids: [open, closed], access: kept })).status).toBe(
      204,
    );
    const whole = { access: { _kind: 'OrganisationAccessKind' } };
    expect((await ask(ann, 'POST', `/case/${closed}/access`, whole)).status).toBe(204);
    expect([await access(open), await access(closed)]).toMatchObject([{ access: kept }, whole]);
  });

  it('for people outside is refused with a code of its own', async () => {
    const id = await aCase();
    const answer = await ask(ann, 'POST', `/case/${id}/access`, {
      access: { _kind: 'AllExternalAccessKind' },
    });
    expect([answer.status, answer.text.includes('externalAccessUnavailable')]).toEqual([400, true]);
  });
});

describe('links', () => {
  it('are added by number as well, told with the case, and by their types', async () => {
    const [one, other] = [await aCase(), await aCase({ title: 'Other' })];
    expect((await ask(ann, 'GET', '/case/link/types')).body).toEqual([]);
    const number = Number((await ask(ann, 'GET', `/case/${other}`)).read('number'));
    const link = { type: 'Internal link', caseId: number };
    expect((await ask(ann, 'POST', `/case/${one}/link/case/add`, link)).status).toBe(204);
    const page = { type: 'External link', url: 'http://' };
    expect((await ask(ann, 'POST', `/case/${one}/link/external/add`, page)).status).toBe(204);
    expect((await ask(ann, 'GET', '/case/link/types')).body).toEqual(['External link', 'Internal link']);
    const query = [
      { _name: 'getCase', idOrName: one },
      { _name: 'page', from: 0, to: 1, extraData: ['links'] },
    ];
    const { body } = await ask(ann, 'POST', '/query', { query });
    expect(body).toMatchObject([
      {
        extraData: {
          links: {
            caseLinks: [{ type: 'Internal link', caseId: other, number, title: 'Other' }],
            externalLinks: [page],
          },
        },
      },
    ]);
  });
});

describe('a case', () => {
  it('is given away and lost', async () => {
    const id = await aCase();
    const answer = await ask(ann, 'POST', `/case/${id}/owner`, { organisation: 'takers' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await ask(ann, 'GET', `/case/${id}`)).status).toBe(404);
  });

  it('goes into an archive and comes out of it', async () => {
    const id = await aCase({ title: 'Packed', tasks: [{ title: 'Look' }] });
    await ask(ann, 'POST', `/case/${id}/observable`, { dataType: 'ip', data: '192.0.2.7' });
    const archive = await ask(ann, 'GET', `/case/${id}/export?password=secret`);
    expect(archive.status).toBe(200);
    expect(archive.headers['content-type']).toBe('application/octet-stream');
    expect(Number(archive.headers['content-length'])).toBe(archive.bytes.length);
    expect((await ask(ann, 'GET', `/case/${id}/export`)).status).toBe(400);
    const send = (password: string) =>
      wire.send('POST', '/api/v1/case/import', {
        as: ann,
        ...formOf([
          { name: '_json', content: JSON.stringify({ password }) },
          { name: 'file', fileName: 'case.skep', type: 'application/octet-stream', content: archive.bytes },
        ]),
      });
    const made = await send('secret');
    expect([made.status, made.body]).toEqual([
      200,
      expect.objectContaining({
        case: expect.objectContaining({ title: 'Packed', _createdBy: 'ann@main.test' }),
        observables: [expect.objectContaining({ data: '192.0.2.7' })],
        procedures: [],
        errors: [],
      }),
    ]);
    expect((await send('wrong')).status).toBe(400);
    expect(wire.logged.join()).not.toContain('password=secret');
  });
});
