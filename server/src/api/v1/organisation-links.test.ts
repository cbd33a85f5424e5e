/** All links of an organisation are set at once, or none is touched. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let as: Person;
let ids: readonly string[];
beforeAll(async () => {
  wire = await buildWire();
  as = await wire.person(wire.world.organisations.admin, 'admin');
  const others = [await wire.world.organisation('north'), await wire.world.organisation('south')];
  ids = others.map(({ id }) => `~${id}`);
});
afterAll(() => wire?.release());

const link = (toOrganisation: unknown) => ({ toOrganisation, linkType: 'default', otherLinkType: 'default' });
const path = () => `/api/v1/organisation/~${wire.world.organisations.first.id}/links`;
const set = (body: unknown, headers = {}) => wire.send('PUT', path(), { as, body, headers });
const linked = async () => {
  const { body } = await wire.send('GET', path(), { as });
  return (body as { organisation: { name: string } }[]).map(({ organisation }) => organisation.name).sort();
};

describe('links of an organisation', () => {
  it('are exactly those given, by name or id, also when the request is repeated with its key', async () => {
    const body = { links: [link('north'), link(ids[1])] };
    for (const _ of ['first', 'again'])
      expect(await set(body, { 'idempotency-key': 'links' })).toMatchObject({ status: 201 });
    expect(await linked()).toEqual(['north', 'south']);
    await set({ links: [link(ids[0])] });
    expect(await linked()).toEqual(['north']);
  });

  it.each([
    ['nothing', {}, 400],
    ['no list', { links: 'north' }, 400],
    ['an entry that is none', { links: [link('south'), 'north'] }, 400],
    ['an organisation that does not exist', { links: [link('south'), link('nowhere')] }, 404],
  ])('stay as they are when %s is given', async (_, body, status) => {
    await set({ links: [link('north')] });
    expect(await set(body)).toMatchObject({ status });
    expect(await linked()).toEqual(['north']);
  });
});
