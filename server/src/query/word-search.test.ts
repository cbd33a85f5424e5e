/** Search by word, by keyword and by indicator: accents, scripts without spaces, disguised indicators, digests of data. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import { type BuiltRow, createRows } from '../../../tests/support/rows.ts';
import type { Filter } from './filter/filter.ts';

let lease: TestDatabase;
let reader: Reader;
let alert: BuiltRow;
let mixed: BuiltRow;
let url: BuiltRow;
let address: BuiltRow;
let custom: BuiltRow;
let folded: BuiltRow;
let file: BuiltRow;

const hash = 'cd'.repeat(32);

beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  for (const name of ['url', 'ip', 'file', 'hostname']) await rows.buildObservableType(name);
  await rows.buildObservableType('badge');
  await rows.buildObservableType('nickname', { is_case_sensitive: false });
  const organisation = await rows.buildOrganisation();
  alert = await rows.buildAlert(organisation, {
    title: 'Événement de phishing',
    description: 'The link hxxp://login.evil[.]com/a was clicked',
    source_ref: 'EVT-2026-77',
    tags: ['urgent'],
  });
  mixed = await rows.buildAlert(organisation, {
    title: '收到钓鱼邮件',
    description: 'phishing in the description',
  });
  url = await rows.buildObservable(alert, {
    data_type: 'url',
    data: 'http://evil.com/',
    message: 'seen in proxy',
  });
  address = await rows.buildObservable(alert, { data_type: 'ip', data: '203.0.113.9' });
  custom = await rows.buildObservable(alert, { data_type: 'badge', data: 'B-77' });
  folded = await rows.buildObservable(alert, { data_type: 'nickname', data: 'shadowfox' });
  file = await rows.buildObservable(alert, {
    data_type: 'file',
    attachment_id: hash,
    attachment_name: 'Invoice.pdf',
    attachment_size: 12,
    attachment_content_type: 'application/pdf',
    attachment_hashes: [hash, 'aa'.repeat(20)],
  });
  reader = createReader(lease.database, (await rows.buildUser(organisation)).actor);
});
afterAll(() => lease?.release());

const at = 'value';
const alerts = (filter: Filter): Promise<readonly string[]> => reader.matching('alert', filter);
const observables = (filter: Filter): Promise<readonly string[]> => reader.matching('observable', filter);
const match = (path: string, value: string): Filter => ({ op: 'match', path, value, at });

describe('match', () => {
  it('looks for a word in the one field it names', async () => {
    expect(await alerts(match('title', 'PHISHING'))).toEqual([alert.id]);
    expect(await alerts(match('description', 'phishing'))).toEqual([mixed.id]);
    expect(await alerts(match('title', 'phish'))).toEqual([]);
  });

  it('ignores accents and cuts scripts without spaces', async () => {
    expect(await alerts(match('title', 'evenement'))).toEqual([alert.id]);
    expect(await alerts(match('title', '钓鱼'))).toEqual([mixed.id]);
    expect(await alerts(match('title', '鱼'))).toEqual([mixed.id]);
    expect(await alerts(match('title', '邮钓'))).toEqual([]);
  });

  it('finds disguised indicators by the real ones and the other way round', async () => {
    for (const text of ['evil.com', 'http://login.evil.com', 'hxxps://x'].slice(0, 2)) {
      expect(await alerts(match('description', text)), text).toEqual([alert.id]);
    }
    expect(await observables(match('keyword', 'hxxp://evil[.]com'))).toEqual([url.id]);
  });

  it('finds whole words in fields without a word index', async () => {
    expect(await observables(match('data', '203.0.113.9'))).toEqual([address.id]);
    expect(await observables(match('data', '203.0.113'))).toEqual([address.id]);
    expect(await observables(match('data', '203.0.113.'))).toEqual([]);
    expect(await observables(match('data', 'evil.com'))).toEqual([url.id]);
    expect(await observables(match('data', '(.*)+$'))).toEqual([]);
  });
});

describe('keyword', () => {
  it('finds an object by any of its texts', async () => {
    for (const text of ['clicked', 'urgent', 'EVT-2026-77', 'evt-2026']) {
      expect(await alerts({ op: 'equals', path: 'keyword', value: text, at }), text).toEqual([alert.id]);
    }
    expect(await observables(match('keyword', 'proxy'))).toEqual([url.id]);
    expect(await observables(match('keyword', 'invoice.pdf'))).toEqual([file.id]);
    expect(await observables(match('keyword', hash))).toEqual([file.id]);
  });

  it('as like also finds beginnings of words and parts of titles and data', async () => {
    const like = (value: string): Filter => ({ op: 'like', path: 'keyword', value, at });
    expect(await alerts(like('click'))).toEqual([alert.id]);
    expect(await alerts(like('hishin'))).toEqual([alert.id]);
    expect(await observables(like('0.113'))).toEqual([address.id]);
    expect(await observables(like('*0.113*'))).toEqual([address.id]);
  });

  it('as like finds one or two characters where a word begins, and anywhere in scripts without spaces', async () => {
    const like = (value: string): Filter => ({ op: 'like', path: 'keyword', value, at });
    expect(await alerts(like('cl'))).toEqual([alert.id]);
    expect(await alerts(like('hi'))).toEqual([]);
    expect(await alerts(like('钓鱼'))).toEqual([mixed.id]);
    expect(await alerts(like('*件*'))).toEqual([mixed.id]);
    expect(await observables(like('9'))).toEqual([address.id]);
  });

  it('finds nothing without any word and can be negated', async () => {
    expect(await alerts(match('keyword', ' -- '))).toEqual([]);
    expect(await alerts({ op: 'differs', path: 'keyword', value: 'clicked', at })).toEqual([mixed.id]);
  });

  it('cannot be compared or sorted by', async () => {
    await expect(alerts({ op: 'less', path: 'keyword', value: 'a', at })).rejects.toMatchObject({
      code: 'invalidQuery',
    });
    const sort = { op: 'sort', keys: [{ path: 'keyword', descending: false }] } as const;
    await expect(reader.ids({ op: 'list', entity: 'alert' }, sort)).rejects.toMatchObject({
      code: 'invalidQuery',
    });
  });
});

describe('data of an observable', () => {
  const equals = (value: string): Filter => ({ op: 'equals', path: 'data', value, at });

  it('is equal in its normal form, disguised or not', async () => {
    expect(await observables(equals('hxxp://EVIL[.]com'))).toEqual([url.id]);
    expect(await observables(equals('203.000.113.009'))).toEqual([address.id]);
  });

  it('of a type that an organisation added is equal as that type says', async () => {
    expect(await observables(equals('B-77'))).toEqual([custom.id]);
    expect(await observables(equals('b-77'))).toEqual([]);
    expect(await observables(equals('ShadowFox'))).toEqual([folded.id]);
  });

  it('can be one of many or differ', async () => {
    expect(await observables({ op: 'in', path: 'data', values: ['B-77', '203.0.113.9'], at })).toEqual([
      address.id,
      custom.id,
    ]);
    const rest = await observables({ op: 'differs', path: 'data', value: 'B-77', at });
    expect(rest).toEqual([url.id, address.id, folded.id, file.id]);
  });

  it('is looked for in part by like', async () => {
    expect(await observables({ op: 'like', path: 'data', value: 'evil', at })).toEqual([url.id]);
  });
});

describe('the file of an observable', () => {
  it('is found by its name, size, type and any of its digests', async () => {
    const filters: Filter[] = [
      { op: 'like', path: 'attachment.name', value: 'invoice', at },
      { op: 'equals', path: 'attachment.size', value: '12', at },
      { op: 'equals', path: 'attachment.contentType', value: 'application/pdf', at },
      { op: 'equals', path: 'attachment.hashes', value: 'aa'.repeat(20), at },
      { op: 'equals', path: 'attachment.id', value: hash, at },
      { op: 'has', path: 'attachment.id', at },
    ];
    for (const filter of filters)
      expect(await observables(filter), JSON.stringify(filter)).toEqual([file.id]);
  });
});
