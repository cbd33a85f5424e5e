/** The key that alerts of one rule have in common, made by the database from type, source and title. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader } from '../../../tests/support/reading.ts';
import { createRows, type RowFactory } from '../../../tests/support/rows.ts';
import { ruleKey } from '../model/rule-key.ts';

let lease: TestDatabase;
let rows: RowFactory;

beforeAll(async () => {
  lease = await leaseDatabase();
  rows = createRows(lease.database);
});
afterAll(() => lease?.release());

/** The keys of alerts with these titles. */
async function keysOf(titles: readonly string[]): Promise<unknown[]> {
  const organisation = await rows.buildOrganisation();
  const { actor } = await rows.buildUser(organisation);
  for (const title of titles) await rows.buildAlert(organisation, { type: 'edr', source: 'Sensor', title });
  const read = createReader(lease.database, actor);
  const objects = await read.objects({ op: 'list', entity: 'alert' }, { op: 'output' });
  const byTitle = new Map(objects.map(({ values }) => [values.title, values.ruleKey]));
  return titles.map((title) => byTitle.get(title));
}

describe('the rule of an alert', () => {
  it.each([
    [
      'counts',
      'brute force: * failed sign-ins',
      ['Brute force: 12 failed sign-ins', 'Brute  force: 7 failed sign-ins'],
    ],
    [
      'addresses, one or several',
      'beacon from *',
      [
        'Beacon from 10.0.0.7',
        'Beacon from 10.0.0.8, 10.0.0.9',
        'beacon from fe80::1',
        'Beacon from evil[.]example',
      ],
    ],
    [
      'mail addresses',
      'mail reported by *',
      ['Mail reported by ann@ours.example', 'Mail reported by bob@ours.example'],
    ],
    [
      'digests and links',
      'download of * from *',
      [
        'Download of d41d8cd98f00b204e9800998ecf8427e from https://a.example/x?y=1',
        'Download of 900150983cd24fb0d6963f7d28e17f72 from hxxp://b[.]example/',
      ],
    ],
    ['names with numbers', 'malware on *', ['Malware on SRV-0042', 'Malware on srv-7']],
    [
      'numbers beside words without spaces',
      '检测到*的暴力破解',
      ['检测到10.0.0.5的暴力破解', '检测到192.168.1.9的暴力破解'],
    ],
  ])('is not split by %s', async (_, key, titles) => {
    expect(new Set(await keysOf(titles))).toEqual(new Set([`edr;Sensor;${key}`]));
  });

  it('is split by words, also of scripts without spaces', async () => {
    const keys = await keysOf([
      'Beacon from 10.0.0.7',
      'Scan from 10.0.0.7',
      '检测到暴力破解',
      '检测到恶意软件',
    ]);
    expect(new Set(keys).size).toBe(4);
  });

  it('is what the server answers when an alert is made', async () => {
    const words = fc.constantFrom(
      'Scan',
      'of',
      '10.0.0.7,',
      'a.b',
      'Été',
      '检测到',
      '(x-1)',
      'q@b.example',
      '\\\\srv\\c$',
      '[.]',
      '%2f',
      '\t',
    );
    const titles = fc
      .sample(fc.array(words, { minLength: 1, maxLength: 60 }), 60)
      .map((some) => some.join(' ').trim());
    const different = [...new Set(titles)].filter((title) => title !== '');
    expect(await keysOf(different)).toEqual(different.map((title) => ruleKey('edr', 'Sensor', title)));
  });

  it('stays short, whatever the title', async () => {
    const [key] = await keysOf([`${'word '.repeat(100)}`]);
    expect(String(key).length).toBeLessThan(230);
  });
});
