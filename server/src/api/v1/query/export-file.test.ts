/** Exports with their options in the query string: formats, defanged data, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../../tests/support/wire.ts';
import { someCase, someObservable } from '../../../../../tests/support/work.ts';

let wire: Wire;
let ann: Person;
let eve: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { world } = wire;
  ann = await wire.person(world.organisations.first, 'org-admin', 'ann@main.test');
  eve = await wire.person(await world.organisation('other'), 'org-admin', 'eve@other.test');
  const caseId = await someCase(world, ann, { title: 'One; "two"' });
  const url = { dataType: 'url', data: 'http://evil.example/a', ioc: true, tags: ['t'], message: 'm' };
  await someObservable(world, ann, caseId, url);
  await someObservable(world, ann, caseId, { dataType: 'hash', data: 'a'.repeat(64) });
});
afterAll(() => wire?.release());

const exported = (
  options: object,
  query: unknown = [{ _name: 'listObservable' }],
  as = ann,
): Promise<TestAnswer> => {
  const text = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const url = `/api/v1/export?query=${text(query)}&options=${text(options)}`;
  return wire.send('GET', url, { as });
};
const observables = { model: 'Observable' };

describe('an export by its options', () => {
  it('is a table with the usual fields, or those that were asked for, in the marks that were asked for', async () => {
    const fields = ['dataType', 'data'];
    const usual = await exported({ ...observables, format: 'csv', fields });
    expect(usual.headers['content-disposition']).toBe('attachment; filename="observable.csv"');
    expect(usual.headers['x-total']).toBe('2');
    expect(usual.text.split('\r\n')).toContain('url,hxxp://evil[.]example/a');
    const marked = await exported(
      {
        model: 'Case',
        format: 'csv',
        fields: ['title'],
        delimiter: ';',
        quoteChar: '~',
        escapeChar: '\\',
        fileName: 'c.txt',
      },
      { query: [{ _name: 'listCase' }] },
    );
    expect(marked.text).toBe('\ufefftitle\r\n~One; "two"~\r\n');
    expect(marked.headers['content-disposition']).toBe('attachment; filename="c.txt"');
    expect((await exported({ ...observables, format: 'csv' })).text).toMatch(/^\ufeff_id,/);
  });

  it('is JSON that is read back as the objects', async () => {
    const { body } = await exported({ ...observables, format: 'json', protectData: false });
    expect(body).toEqual([
      expect.objectContaining({ _type: 'Observable', data: 'a'.repeat(64) }),
      expect.objectContaining({ data: 'http://evil.example/a' }),
    ]);
    const none = [{ _name: 'listObservable' }, { _name: 'filter', _field: 'data', _value: 'nothing' }];
    expect((await exported({ ...observables, format: 'json' }, none)).body).toEqual([]);
  });

  it('is a list of values, defanged unless asked otherwise', async () => {
    const lines = async (options: object) =>
      (await exported({ ...observables, format: 'txt', ...options })).text.trim().split('\n').sort();
    expect(await lines({})).toEqual(['a'.repeat(64), 'hxxp://evil[.]example/a']);
    expect(await lines({ protectData: false })).toEqual(['a'.repeat(64), 'http://evil.example/a']);
  });

  it('is a set of attributes for MISP', async () => {
    const { body } = await exported({ ...observables, format: 'misp', protectData: false });
    expect(body).toMatchObject({
      response: {
        Attribute: [
          { type: 'sha256', category: 'Payload delivery', to_ids: false },
          { type: 'url', value: 'http://evil.example/a', to_ids: true, comment: 'm', Tag: [{ name: 't' }] },
        ],
      },
    });
  });

  it('holds nothing of other organisations', async () => {
    const { text, headers } = await exported({ ...observables, format: 'txt' }, undefined, eve);
    expect([text.trim(), headers['x-total']]).toEqual(['', '0']);
  });

  it('is refused with what would be accepted', async () => {
    const refused = async (options: object, query?: unknown): Promise<string> => {
      const { status, text } = await exported(options, query);
      expect(status).toBe(400);
      return text;
    };
    expect(await refused({})).toMatch(/options\.model.*options\.format/s);
    expect(await refused({ model: 'Case', format: 'misp' })).toContain('csv or json for Case');
    expect(await refused({ ...observables, format: 'csv' }, [{ _name: 'listCase' }])).toContain('Case');
    expect(await refused({ ...observables, format: 'csv', fields: ['nope'] })).toContain('nope');
    expect(await refused({ ...observables, format: 'csv', delimiter: 'ab' })).toContain('options.delimiter');
    expect(
      await refused({ ...observables, format: 'csv' }, [
        { _name: 'listObservable' },
        { _name: 'page', from: 0, to: 1 },
      ]),
    ).toContain('without page');
    expect((await wire.send('GET', '/api/v1/export', { as: ann })).status).toBe(400);
    expect((await wire.send('GET', '/api/v1/export?options={&query={', { as: ann })).status).toBe(400);
  });

  it('calls a type other that MISP does not know, whatever its name is', async () => {
    const { world } = wire;
    const root = await wire.person(world.organisations.admin, 'admin', 'root@admin.test');
    const made = await wire.send('POST', '/api/v1/observable/type', {
      as: root,
      body: { name: 'constructor' },
    });
    expect(made.status).toBe(201);
    await someObservable(world, eve, await someCase(world, eve), { dataType: 'constructor', data: 'c' });
    const { body } = await exported({ ...observables, format: 'misp' }, undefined, eve);
    expect(body).toMatchObject({
      response: { Attribute: [{ type: 'other', category: 'Other', value: 'c' }] },
    });
  });

  it('tells which fields there are', async () => {
    const { body } = await wire.send('GET', '/api/v1/export/_fields', { as: ann });
    expect(body).toMatchObject({
      fieldsByModel: {
        Case: expect.arrayContaining([
          { fieldPath: 'title', fieldType: 'string', selectedByDefault: true },
          { fieldPath: 'description', fieldType: 'string', selectedByDefault: false },
        ]),
        Observable: expect.arrayContaining([
          { fieldPath: 'data', fieldType: 'string', selectedByDefault: true },
        ]),
      },
    });
  });
});
