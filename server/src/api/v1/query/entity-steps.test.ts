import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { somePlatformKnowledge } from '../../../../../tests/support/attack.ts';
import { buildWire, type Person, type Wire } from '../../../../../tests/support/wire.ts';
import { someCase, someTask } from '../../../../../tests/support/work.ts';

describe('steps that follow on objects of one kind', () => {
  let wire: Wire;
  let analyst: Person;
  let caseId: string;
  beforeAll(async () => {
    wire = await buildWire();
    await somePlatformKnowledge(wire.world, 'Lookup');
    analyst = await wire.person(wire.world.organisations.first, 'org-admin');
    caseId = await someCase(wire.world, analyst);
    for (const group of ['triage', 'containment', 'triage'])
      await someTask(wire.world, analyst, caseId, { title: group, group });
  });
  afterAll(() => wire.release());

  const ask = async (query: readonly unknown[], as = analyst): Promise<unknown> =>
    (await wire.send('POST', '/api/v1/query', { as, body: { query } })).body;
  const start = () => ({ _name: 'getCase', idOrName: caseId });

  it('give the groups of tasks, each once', async () => {
    const groups = await ask([start(), { _name: 'taskGroups' }]);
    expect(groups).toEqual(['containment', 'triage']);
  });

  it('give the timeline as its route does', async () => {
    const { body } = await wire.send('GET', `/api/v1/case/${caseId}/timeline`, { as: analyst });
    expect({ events: await ask([start(), { _name: 'timeline' }]) }).toEqual(body);
    expect(body).toMatchObject({ events: [expect.objectContaining({ entity: 'Case' })] });
  });

  it('give the tactics that techniques of a catalogue serve', async () => {
    const tactics = await ask([{ _name: 'listCatalog' }, { _name: 'tactics' }]);
    expect(tactics).toEqual([...new Set(Array.isArray(tactics) ? tactics : [])]);
    expect(tactics).not.toEqual([]);
  });

  it('give the files of an organisation, and none of its cases', async () => {
    const boundary = 'part';
    const file = (name: string) => ({
      as: analyst,
      raw: `--${boundary}\r\ncontent-disposition: form-data; name="attachments"; filename="${name}"\r\n\r\nx\r\n--${boundary}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    await wire.send('POST', '/api/v1/attachment', file('handbook.txt'));
    await wire.send('POST', `/api/v1/case/${caseId}/attachments`, file('evidence.txt'));
    const files = [{ _name: 'listOrganisation' }, { _name: 'attachments' }];
    expect(await ask(files)).toEqual([expect.objectContaining({ name: 'handbook.txt' })]);
    const stranger = await wire.person(await wire.world.organisation('other'), 'org-admin');
    expect(await ask(files, stranger)).toEqual([]);
    expect(await ask([start(), { _name: 'taskGroups' }], stranger)).toEqual([]);
    expect(await ask([start(), { _name: 'timeline' }], stranger)).toEqual([]);
  });
});
