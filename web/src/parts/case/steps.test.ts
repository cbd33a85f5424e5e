/** The steps of a case as they are drawn. */
import { describe, expect, it } from 'vitest';
import { caseSteps, currentStep, stepDuration, type ToldStep, workedAndWaited } from './steps.ts';

const step = (name: ToldStep['step'], part: Partial<ToldStep> = {}): ToldStep => ({
  step: name,
  from: null,
  to: null,
  worked: 0,
  waited: 0,
  who: [],
  ...part,
});
const told: readonly ToldStep[] = [
  step('triage', { from: 10, to: 30, worked: 5, waited: 15 }),
  step('waiting', { from: 30, to: 40, waited: 10 }),
  step('investigation', { from: 40, worked: 20, waited: 40 }),
  step('waitingForOthers'),
  step('containment', { from: 45, to: 50 }),
  step('closing'),
];
const open = { stage: 'InProgress' as const, startDate: 0, newDate: 30, alertNewDate: 10 };

describe('the steps of a case', () => {
  it('follow each other, and the running one is known', () => {
    const steps = caseSteps(open, told);
    expect(steps.map(({ name }) => name)).toEqual([
      'detect',
      'triage',
      'waiting',
      'investigation',
      'closing',
    ]);
    expect(currentStep(steps)?.name).toBe('investigation');
    expect(steps.map((one) => stepDuration(one, 100))).toEqual([10, 20, 10, 60, undefined]);
    expect(workedAndWaited(steps)).toEqual({ worked: 25, waited: 75, forOthers: 0 });
  });
  it('have no triage without an alert, and none that took no time', () => {
    const steps = caseSteps({ stage: 'New', startDate: 5, newDate: 5 }, [
      step('triage'),
      step('waiting', { from: 5 }),
      step('investigation'),
      step('closing'),
    ]);
    expect(steps.map(({ name }) => name)).toEqual(['waiting', 'investigation', 'closing']);
  });
  it('end with the case, and what was not reached is left out', () => {
    const ended = told.map((one) => (one.step === 'investigation' ? { ...one, to: 90 } : one));
    const steps = caseSteps({ ...open, stage: 'Closed' }, ended);
    expect(steps.map(({ name }) => name)).toEqual(['detect', 'triage', 'waiting', 'investigation']);
    expect(currentStep(steps)).toBeUndefined();
  });
  it('name waiting for others before what it lies over', () => {
    const others = step('waitingForOthers', { from: 60, waited: 9, who: ['beta'] });
    const steps = caseSteps(open, [...told.filter(({ step: name }) => name !== 'waitingForOthers'), others]);
    expect(currentStep(steps)?.name).toBe('waitingForOthers');
    expect(workedAndWaited(steps).forOthers).toBe(9);
  });
});
