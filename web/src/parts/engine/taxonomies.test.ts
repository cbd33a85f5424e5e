/** Short results are read whatever an analyzer has written. */
import { describe, expect, it } from 'vitest';
import { taxonomiesOf, taxonomyText, worstLevel } from './taxonomies.ts';

const reports = {
  DNS: { taxonomies: [{ level: 'info', namespace: 'DNS', predicate: 'A', value: 2 }] },
  Reputation: { taxonomies: [{ level: 'malicious', namespace: 'Rep', predicate: 'score', value: '8/92' }] },
  Broken: { taxonomies: ['text', null, {}] },
  Odd: 'no report',
};

describe('short results', () => {
  it('come the worst first, with the analyzer that said so', () => {
    const found = taxonomiesOf(reports);
    expect(found.map(({ analyzer, level }) => [analyzer, level])).toEqual([
      ['Reputation', 'malicious'],
      ['DNS', 'info'],
    ]);
    expect(found.map(taxonomyText)).toEqual(['Rep:score="8/92"', 'DNS:A="2"']);
    expect(worstLevel(found)).toBe('malicious');
  });

  it('are none when nothing was analysed', () => {
    expect(taxonomiesOf({})).toEqual([]);
    expect(taxonomiesOf(null)).toEqual([]);
    expect(worstLevel([])).toBeUndefined();
  });

  it('take an unknown level for info', () => {
    expect(
      taxonomiesOf({ X: { taxonomies: [{ level: 'awful', predicate: 'p', value: 'v' }] } })[0],
    ).toMatchObject({
      level: 'info',
      namespace: 'X',
    });
  });
});
