/** What has to be there before a case is closed. */
import { describe, expect, it } from 'vitest';
import { emptyFields, endedWithCase, missingToClose, neededTasks, outcomesInOrder } from './closing.ts';

const task = (_id: string, status: 'Waiting' | 'InProgress' | 'Completed' | 'Cancel', mandatory = false) => ({
  _id,
  status,
  mandatory,
});
const tasks = [
  task('~1', 'Waiting', true),
  task('~2', 'Completed', true),
  task('~3', 'Cancel', true),
  task('~4', 'InProgress'),
  task('~5', 'Completed'),
];

describe('closing a case', () => {
  it('offers what most cases end as first and the rest last, and only what ends a case', () => {
    const of = (value: string, stage = 'Closed') => ({ value, stage });
    const statuses = [
      of('New', 'New'),
      of('Other'),
      of('FalsePositive'),
      of('Indeterminate'),
      of('TruePositive'),
    ];
    expect(outcomesInOrder(statuses).map(({ value }) => value)).toEqual([
      'TruePositive',
      'FalsePositive',
      'Indeterminate',
      'Other',
    ]);
  });
  it('names all that is missing at once', () => {
    const missing = missingToClose({ status: 'TruePositive', impact: undefined }, tasks, ['unit']);
    expect(missing).toEqual([
      { kind: 'impact' },
      { kind: 'task', id: '~1' },
      { kind: 'task', id: '~3' },
      { kind: 'field', name: 'unit' },
    ]);
  });
  it('needs a status first, and an impact only for a true positive', () => {
    expect(missingToClose({ status: undefined, impact: undefined }, [], [])).toEqual([{ kind: 'status' }]);
    expect(missingToClose({ status: 'Other', impact: undefined }, [], [])).toEqual([]);
  });
  it('tells mandatory tasks from those that end with the case', () => {
    expect(neededTasks(tasks).map(({ _id }) => _id)).toEqual(['~1', '~3']);
    expect(endedWithCase(tasks).map(({ _id }) => _id)).toEqual(['~4']);
  });
  it('counts a field with several values as filled when one has a value', () => {
    const definitions = new Map([
      ['unit', { mandatory: true }],
      ['place', { mandatory: true }],
      ['note', { mandatory: false }],
    ]);
    const values = [
      { name: 'unit', value: null },
      { name: 'unit', value: 'IT' },
      { name: 'place', value: null },
      { name: 'note', value: null },
    ];
    expect(emptyFields(values, definitions)).toEqual(['place']);
  });
});
