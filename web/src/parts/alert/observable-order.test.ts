/** The order of what an alert brings. */
import { describe, expect, it } from 'vitest';
import { levelOf, worstFirst } from './observable-order.ts';

const report = (level: string) => ({
  Some_1_0: { taxonomies: [{ level, namespace: 'a', predicate: 'b', value: 'c' }] },
});

describe('the order of observables', () => {
  it('puts the worst first, then indicators, then the oldest', () => {
    const observables = [
      { _id: '~10', reports: {}, ioc: false },
      { _id: '~9', reports: {}, ioc: false },
      { _id: '~12', reports: {}, ioc: true },
      { _id: '~11', reports: report('suspicious'), ioc: false },
    ];
    expect(worstFirst(observables).map(({ _id }) => _id)).toEqual(['~11', '~12', '~9', '~10']);
  });

  it('knows no level where nothing was reported', () => {
    expect(levelOf({ reports: {} })).toBeUndefined();
    expect(levelOf({ reports: report('malicious') })).toBe('malicious');
  });
});
