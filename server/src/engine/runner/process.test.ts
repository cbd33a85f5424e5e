/** The process runner, in the strongest form of each level that this machine can do. */

import { afterAll, describe, test } from 'vitest';
import { createGround, testIdentities } from '../testing.ts';
import { describeRunner } from './conformance.ts';
import { type IsolationForm, isolationForms, isolationLevels } from './levels.ts';
import { lookAtMachine } from './machine.ts';
import { tryForm } from './probe.ts';
import { createProcessRunner } from './process.ts';

const machine = lookAtMachine();
const identities = testIdentities();
const ground = await createGround();
afterAll(() => ground[Symbol.asyncDispose]());

for (const level of isolationLevels) {
  const { form, reasons } = await strongest(isolationForms.filter((one) => one.level === level));
  if (form === undefined) {
    describe.skip(`a process runner that is ${level} (skipped: ${reasons.join('; ')})`, () => {
      test('runs neurons', () => undefined);
    });
  } else {
    describeRunner(`a process runner that is ${level} (${form.name})`, {
      runner: createProcessRunner(form, machine),
      identities,
      level,
    });
  }
}

/** The first form that passes its trial. */
async function strongest(
  forms: readonly IsolationForm[],
): Promise<{ form: IsolationForm | undefined; reasons: readonly string[] }> {
  const reasons: string[] = [];
  for (const form of forms) {
    const trial = await tryForm(form, { machine, identities, jobsFolder: ground.jobs });
    if ('succeeded' in trial) return { form, reasons };
    reasons.push(trial.reason);
  }
  return { form: undefined, reasons };
}
