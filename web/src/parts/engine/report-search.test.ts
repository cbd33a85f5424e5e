/** A search through a report may be done in any number of turns. */
import { expect, it } from 'vitest';
import { ReportSearch } from './report-search.ts';

const report = {
  hosts: Array.from({ length: 5_000 }, (_, place) => ({ host: `host-${place}.example`, at: [place] })),
  other: { deep: { er: 'nothing' } },
};

it('finds the same groups in one turn and in many', () => {
  const whole = new ReportSearch(report, ' HOST-4999. ');
  expect(whole.look(Number.POSITIVE_INFINITY)).toBe(true);
  expect([...whole.holding]).toEqual([report.hosts[4_999], report.hosts, report]);
  const inTurns = new ReportSearch(report, 'host-4999.');
  let turns = 1;
  while (!inTurns.look(0)) turns += 1;
  expect(turns).toBeGreaterThan(5);
  expect(inTurns.holding).toEqual(whole.holding);
});

it('finds names, and nothing where nothing is', () => {
  const named = new ReportSearch(report, 'deep');
  named.look(Number.POSITIVE_INFINITY);
  expect([...named.holding]).toEqual([report.other, report]);
  const none = new ReportSearch(report, 'nowhere');
  expect(none.look(Number.POSITIVE_INFINITY)).toBe(true);
  expect(none.holding.size).toBe(0);
});
