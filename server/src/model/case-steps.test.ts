import { describe, expect, it } from 'vitest';
import { type StepFacts, type StepName, type StepTransition, stepsOf } from './case-steps.ts';

const facts: StepFacts = {
  now: 1_000,
  createdAt: 100,
  createdBy: 'ann',
  isClosed: false,
  inProgressDate: null,
  containedDate: null,
  endDate: null,
  alertNewDate: null,
  alertInProgressDate: null,
  transitions: [],
  tasks: [],
  actions: [],
};
const moved = (
  objectId: string,
  before: string,
  after: string,
  at: number,
  actor = 'bob',
): StepTransition => ({
  objectId,
  field: 'status',
  before,
  after,
  stageAfter: after === 'Resolved' ? 'Closed' : null,
  actor,
  at,
});
const waits = (name: string, at: number, ends = false): StepTransition => ({
  ...moved('t', '', '', at),
  field: 'waiting',
  before: ends ? name : null,
  after: ends ? null : name,
});
const task = (id: string, more: object = {}) => ({
  id,
  assignee: null,
  startDate: null,
  endDate: null,
  ...more,
});
const step = (name: StepName, given: Partial<StepFacts>) =>
  stepsOf({ ...facts, ...given }).find((one) => one.step === name);

describe('the steps of a case', () => {
  it('are all there, reached or not', () => {
    expect(stepsOf(facts).map(({ step: name, from }) => [name, from])).toEqual([
      ['triage', null],
      ['waiting', 100],
      ['investigation', null],
      ['waitingForOthers', null],
      ['containment', null],
      ['closing', null],
    ]);
  });

  it('count the triage of its alert as waited until somebody took it up', () => {
    expect(step('triage', { alertNewDate: 40, alertInProgressDate: 70 })).toEqual({
      step: 'triage',
      from: 40,
      to: 100,
      worked: 30,
      waited: 30,
      who: ['ann'],
    });
    expect(step('triage', { alertNewDate: 40 })).toMatchObject({ worked: 0, waited: 60 });
    expect(step('triage', { alertNewDate: 200 })).toMatchObject({ from: null });
  });

  it('wait until the case or a task is under way', () => {
    expect(step('waiting', {})).toMatchObject({ from: 100, to: null, waited: 900 });
    expect(step('waiting', { inProgressDate: 150 })).toMatchObject({ to: 150, waited: 50 });
    const begun = { inProgressDate: 150, tasks: [task('t', { startDate: 120 })] };
    expect(step('waiting', begun)).toMatchObject({ to: 120, waited: 20 });
    expect(step('waiting', { isClosed: true, endDate: 300 })).toMatchObject({ to: 300, waited: 200 });
  });

  it('count work once, however many tasks are under way, and its pauses as waited', () => {
    const transitions = [
      moved('t', 'Waiting', 'InProgress', 200),
      moved('t', 'InProgress', 'Waiting', 300),
      moved('t', 'Waiting', 'InProgress', 500),
      moved('t', 'InProgress', 'Completed', 600, 'eve'),
      moved('u', 'Waiting', 'InProgress', 250),
      moved('u', 'InProgress', 'Completed', 400),
    ];
    const tasks = [task('t', { assignee: 'cat' }), task('u')];
    const closed = { transitions, tasks, isClosed: true, endDate: 700 };
    expect(step('investigation', closed)).toEqual({
      step: 'investigation',
      from: 200,
      to: 600,
      worked: 300,
      waited: 100,
      who: ['bob', 'cat', 'eve'],
    });
    expect(step('investigation', { transitions, tasks })).toMatchObject({
      to: null,
      worked: 300,
      waited: 500,
    });
  });

  it('read a task without changes of status by its own dates', () => {
    const tasks = [task('t', { startDate: 200, endDate: 300 }), task('u', { startDate: 900 })];
    expect(step('investigation', { tasks })).toMatchObject({ from: 200, to: null, worked: 200, waited: 600 });
    const made = [moved('t', 'InProgress', 'Completed', 400)];
    expect(step('investigation', { tasks, transitions: made })).toMatchObject({ worked: 300 });
  });

  it('tell waiting for other organisations apart from waiting', () => {
    const transitions = [
      moved('t', 'Waiting', 'InProgress', 200),
      moved('t', 'InProgress', 'Waiting', 300),
      waits('partner', 300),
      waits('partner', 600, true),
    ];
    const given = { transitions, tasks: [task('t')] };
    expect(step('waitingForOthers', given)).toEqual({
      step: 'waitingForOthers',
      from: 300,
      to: 600,
      worked: 0,
      waited: 300,
      who: ['partner'],
    });
    expect(step('investigation', given)).toMatchObject({ worked: 100, waited: 400 });
    expect(step('waitingForOthers', { transitions: [waits('partner', 300)] })).toMatchObject({
      to: null,
      waited: 700,
    });
  });

  it('measure containment from the first containing action', () => {
    const actions = [
      { at: 300, by: 'eve' },
      { at: 250, by: 'bob' },
    ];
    expect(step('containment', { actions, containedDate: 320 })).toMatchObject({
      from: 250,
      to: 320,
      worked: 70,
      who: ['bob', 'eve'],
    });
    expect(step('containment', { actions })).toMatchObject({ to: null, worked: 750 });
    expect(step('containment', { containedDate: 320 })).toMatchObject({ from: 320, to: 320, worked: 0 });
  });

  it('close between the last work and the end', () => {
    const given = {
      isClosed: true,
      endDate: 700,
      tasks: [task('t', { startDate: 200, endDate: 300 })],
      transitions: [moved('c', 'New', 'Resolved', 700)],
    };
    expect(step('closing', given)).toEqual({
      step: 'closing',
      from: 300,
      to: 700,
      worked: 0,
      waited: 400,
      who: ['bob'],
    });
    expect(step('closing', { ...given, containedDate: 500 })).toMatchObject({ from: 500, waited: 200 });
    expect(step('closing', { ...given, tasks: [task('t', { startDate: 200 })] })).toMatchObject({
      from: 700,
      waited: 0,
    });
  });
});
