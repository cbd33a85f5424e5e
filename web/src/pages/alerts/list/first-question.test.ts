/** What is asked before the queue is there is just what the queue asks: otherwise its rows would be read twice. */
import { expect, it } from 'vitest';
import { compileFilterText } from '../../../parts/list/query/compile.ts';
import { vocabularyOf } from '../../../parts/list/query/vocabulary.ts';
import { orderOf, readSort } from '../../../parts/list/sort-text.ts';
import { firstView, usualOrder, usualSort } from './first-question.ts';

it('is the filter of the first view in the usual order', () => {
  const vocabulary = vocabularyOf([
    {
      name: 'stage',
      type: 'enumeration',
      cardinality: 'single',
      description: '',
      indexType: 'standard',
      sortable: true,
      aggregable: true,
      values: ['New', 'InProgress', 'Imported', 'Closed'],
    },
  ]);
  const { filters, faults } = compileFilterText(firstView.query, {
    vocabulary,
    states: {},
    me: 'lea',
    now: 0,
  });
  expect(faults).toEqual([]);
  expect(firstView.filters).toEqual(filters);
  expect(usualOrder).toEqual(orderOf(readSort(usualSort), (id) => id));
});
