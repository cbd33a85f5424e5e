/** Where a value was seen. */
import { expect, it } from 'vitest';
import { isElsewhere, type ObservableDetail } from './observable-data.ts';

type Links = NonNullable<ObservableDetail['extraData']['links']>;
const linked = (links: object): Pick<ObservableDetail, 'extraData'> => ({
  extraData: { links: links as Links },
});

it('is not elsewhere what came from an alert into its case', () => {
  const inCase = linked({ case: { _id: '~1' }, alert: null });
  const inItsAlert = linked({ alert: { _id: '~2', caseId: '~1' } });
  const inOtherAlert = linked({ alert: { _id: '~3' } });
  const inOtherCase = linked({ case: { _id: '~4' } });
  expect(isElsewhere(inCase, inItsAlert)).toBe(false);
  expect(isElsewhere(inItsAlert, inCase)).toBe(false);
  expect([inOtherAlert, inOtherCase].map((other) => isElsewhere(inCase, other))).toEqual([true, true]);
  expect(isElsewhere(inOtherAlert, inOtherCase)).toBe(true);
});
