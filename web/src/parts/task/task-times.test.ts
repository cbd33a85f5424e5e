/** Times of a task. */
import { expect, it } from 'vitest';
import { stepTimes } from './task-times.ts';

it('waits until work begins, and is worked on until it ends', () => {
  expect(stepTimes({ status: 'Waiting', _createdAt: 100 }, 400)).toEqual({ waited: 300, worked: undefined });
  expect(stepTimes({ status: 'InProgress', _createdAt: 100, startDate: 150 }, 400)).toEqual({
    waited: 50,
    worked: 250,
  });
  expect(stepTimes({ status: 'Completed', _createdAt: 100, startDate: 150, endDate: 300 }, 400)).toEqual({
    waited: 50,
    worked: 150,
  });
  expect(stepTimes({ status: 'Cancel', _createdAt: 100, endDate: 250 }, 400)).toEqual({
    waited: 150,
    worked: undefined,
  });
});

it('waits again when it is put back, whenever it had begun', () => {
  expect(stepTimes({ status: 'Waiting', _createdAt: 100, startDate: 150 }, 400)).toEqual({
    waited: 300,
    worked: undefined,
  });
});
