import { expect, it } from 'vitest';
import { guessColumns, isAmbiguous, readCsvMoment, readRows } from './csv-events.ts';

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

it('tells what is wrong with a row', () => {
  const columns = { date: 'a', endDate: 'b', title: 'c' };
  const rows = [
    { a: '2026-01-02', b: '', c: 'Mail' },
    { a: 'soon', b: '', c: 'Mail' },
    { a: '2026-01-02', b: 'later', c: 'Mail' },
    { a: '2026-01-02', b: '2026-01-01', c: 'Mail' },
    { a: '2026-01-02', b: '', c: ' ' },
  ];
  const read = readRows(rows, columns, 'dayFirst', 'UTC');
  expect(read.map((one) => ('fault' in one ? one.fault : one.event.title))).toEqual([
    'Mail',
    'date',
    'endDate',
    'order',
    'title',
  ]);
});
