import { expect, it } from 'vitest';
import { mostCsvRows, readCsv, timelineCsv } from './csv-file.ts';
import { readEvents } from './events.ts';

it('reads rows with quotes, other separators and a mark of their order of bytes', async () => {
  const table = await readCsv(new Blob(['\uFEFFdate;title\n2026-01-02;"Mail; with ""quotes"""\n\n']));
  expect(table).toEqual({
    names: ['date', 'title'],
    rows: [{ date: '2026-01-02', title: 'Mail; with "quotes"' }],
    left: 0,
  });
});

it('takes no more than it can show, and nothing that is no table', async () => {
  const many = Array.from({ length: mostCsvRows + 3 }, (_, index) => `2026-01-02,${index}`);
  expect((await readCsv(new Blob([['date,title', ...many].join('\n')])))?.left).toBe(3);
  expect(await readCsv(new Blob(['just some words']))).toBeUndefined();
  expect(await readCsv(new Blob(['x'.repeat(5 * 1024 * 1024)]))).toBeUndefined();
});

it('writes times in UTC and guards what a spreadsheet would calculate', async () => {
  const events = readEvents(
    [
      {
        entity: 'Custom',
        entityId: '~1',
        kind: 'occurred',
        date: 0,
        endDate: 60_000,
        _createdAt: 120_000,
        _createdBy: 'ann@main.test',
        details: {
          description: 'a, b',
          evidence: [
            { _id: '~2', _type: 'Observable', dataType: 'domain', data: 'bad.example' },
            { _id: '~3', _type: 'Attachment', fileName: 'proxy.log' },
          ],
        },
      },
    ],
    [],
  );
  const text = await timelineCsv(events, ['From', 'To', 'Known', 'Kind', 'Name', 'By', 'Text', 'Of'], () => ({
    kind: 'Event',
    name: '=1+1',
  }));
  expect(text.split('\r\n')[1]).toBe(
    `1970-01-01T00:00:00.000Z,1970-01-01T00:01:00.000Z,1970-01-01T00:02:00.000Z,Event,"'=1+1",ann@main.test,"a, b",bad[.]example; proxy.log`,
  );
});
