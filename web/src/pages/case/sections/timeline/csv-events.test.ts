import { expect, it } from 'vitest';
import type { Evidence } from '../../../../parts/evidence/evidence.ts';
import { type CsvColumns, guessColumns, isAmbiguous, readCsvMoment, readRows } from './csv-events.ts';
import type { NamedEvidence } from './csv-evidence.ts';

it('guesses what columns hold by their names', () => {
  expect(guessColumns(['Start time', 'End time', 'Event', 'Details'])).toEqual({
    date: 'Start time',
    endDate: 'End time',
    title: 'Event',
    description: 'Details',
  });
  expect(guessColumns(['a', 'b'])).toEqual({});
});

const at = Date.UTC(2026, 0, 2, 13, 5);

it.each([
  ['2026-01-02T13:05:00Z', at],
  ['2026-01-02 14:05:00+01:00', at],
  ['2026-01-02 13:05', at],
  ['2026/1/2 13:05:00.250', at],
  ['02/01/2026 13:05', at],
  ['02.01.2026, 13:05', at],
  [String(at), at],
  [String(at / 1_000), at],
  ['2026-01-02', Date.UTC(2026, 0, 2)],
  ['31/02/2026', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('reads %s', (text, expected) => {
  expect(readCsvMoment(text, 'dayFirst', 'UTC')).toBe(expected);
});

it('reads the zone of the reader, and the month first where that was chosen', () => {
  expect(readCsvMoment('2026-01-02 9:05', 'dayFirst', 'Europe/Paris')).toBe(Date.UTC(2026, 0, 2, 8, 5));
  expect(readCsvMoment('01/02/2026 13:05', 'monthFirst', 'UTC')).toBe(at);
  expect(isAmbiguous(['2026-01-02', '1/2/2026'])).toBe(true);
  expect(isAmbiguous(['2026-01-02'])).toBe(false);
});

it('guesses the columns of what was saved here', () => {
  const heads = ['Happened', 'Until', 'Known', 'Type', 'What', 'By', 'Description', 'Based on'];
  expect(guessColumns(heads)).toEqual({
    date: 'Happened',
    endDate: 'Until',
    title: 'What',
    description: 'Description',
    evidence: 'Based on',
  });
});

const reading = (columns: CsvColumns, named: NamedEvidence | undefined = new Map()) => ({
  columns,
  order: 'dayFirst' as const,
  zone: 'UTC',
  named,
});

it('keeps a title that is too long before the description', () => {
  const long = 'a'.repeat(130);
  const rows = [{ date: '2026-01-02', title: long, text: 'More' }];
  const [row] = readRows(rows, reading({ date: 'date', title: 'title', description: 'text' }));
  expect(row).toMatchObject({ event: { title: `${'a'.repeat(127)}…`, description: `${long}\n\nMore` } });
});

const domain: Evidence = { id: '~2', dataType: 'domain', name: 'bad[.]example' };

it('takes what a row stands on from the case, and tells what is not there', () => {
  const columns = { date: 'date', title: 'title', evidence: 'of' };
  const rows = ['bad.example', 'other.example', ''].map((of) => ({ date: '2026-01-02', title: 'Mail', of }));
  const [found, missing, none] = readRows(rows, reading(columns, new Map([['bad.example', [domain]]])));
  expect(found).toMatchObject({ event: { evidence: ['~2'] } });
  expect(missing).toEqual({ row: 2, fault: 'nothing', name: 'other.example', choices: [] });
  expect(none).toMatchObject({ event: { title: 'Mail' }, evidence: [] });
  const [sought] = readRows(rows, { ...reading(columns), named: undefined });
  expect(sought).toEqual({ row: 1, fault: 'sought' });
  const many = new Map(
    Array.from({ length: 101 }, (_, place) => [`n${place}`, [{ ...domain, id: `~${place}` }]]),
  );
  const [row] = readRows(
    [{ date: '2026-01-02', title: 'Mail', of: [...many.keys()].join(';') }],
    reading(columns, many),
  );
  expect(row).toEqual({ row: 1, fault: 'many' });
});

it('tells what is wrong with a row', () => {
  const columns = { date: 'a', endDate: 'b', title: 'c' };
  const rows = [
    { a: '2026-01-02', b: '', c: 'Mail' },
    { a: 'soon', b: '', c: 'Mail' },
    { a: '2026-01-02', b: 'later', c: 'Mail' },
    { a: '2026-01-02', b: '2026-01-01', c: 'Mail' },
    { a: '2026-01-02', b: '', c: ' ' },
  ];
  const read = readRows(rows, reading(columns));
  expect(read.map((one) => ('fault' in one ? one.fault : one.event.title))).toEqual([
    'Mail',
    'date',
    'endDate',
    'order',
    'title',
  ]);
});
