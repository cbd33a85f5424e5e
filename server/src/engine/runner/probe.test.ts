/** Finding isolation: what is accepted, what is refused, and that a form is believed only for what it really stops. */

import { readdir } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { createGround, testIdentities } from '../testing.ts';
import { type Leak, leakSentences } from './leaks.ts';
import { type IsolationForm, isolationForms } from './levels.ts';
import { lookAtMachine } from './machine.ts';
import { findIsolation, tryForm } from './probe.ts';

const ground = await createGround();
afterAll(() => ground[Symbol.asyncDispose]());

const machine = lookAtMachine();
const bare = lookAtMachine(['bwrap', 'setpriv', 'prlimit']);
const identities = testIdentities();
const sameUser = isolationForms.filter(({ name }) => name === 'same-user');

test('a machine without tools and without root only offers the limited level', async () => {
  const request = { machine: { ...bare, root: false }, identities, jobsFolder: ground.jobs };
  const { report } = await findIsolation({ ...request, minimum: 'limited' });
  expect(report).toMatchObject({ level: 'limited', form: 'same-user', accepted: true });
  expect(report.rejected.map(({ form }) => form)).toEqual(
    isolationForms.slice(0, -1).map(({ name }) => name),
  );
  expect(report.leaks).toEqual(
    expect.arrayContaining<Leak>(['readSecret', 'signalServer', 'noKernelLimits']),
  );
});

test('without a bound on processes a server that runs as root offers the limited level as well', async () => {
  const request = {
    machine: { ...lookAtMachine(['prlimit']), root: true },
    identities,
    jobsFolder: ground.jobs,
  };
  const { report } = await findIsolation({ ...request, minimum: 'limited' });
  expect(report).toMatchObject({ level: 'limited', form: 'same-user' });
  expect(report.rejected.at(-1)).toMatchObject({
    form: 'own-user',
    reason: expect.stringContaining('prlimit'),
  });
  expect(report.leaks).toContain('noProcessLimit');
});

test('a level weaker than asked for runs nothing and says why', async () => {
  const { runner, report } = await findIsolation({
    machine,
    identities,
    jobsFolder: ground.jobs,
    minimum: 'separated',
    forms: sameUser,
  });
  expect(report.accepted).toBe(false);
  expect(runner.name).toBe('none');
});

test('a form that claims more than it does is rejected by its trial', async () => {
  const boastful = sameUser.map(
    (form): IsolationForm => ({ ...form, level: 'sealed', mustStop: ['readSecret', 'outliveJob'] }),
  );
  const { report } = await findIsolation({
    machine,
    identities,
    jobsFolder: ground.jobs,
    minimum: 'limited',
    forms: boastful,
  });
  expect(report).toMatchObject({ level: undefined, accepted: false });
  expect(report.rejected[0]?.reason).toMatch(/did not stop: readSecret, outliveJob/);
});

test('a form whose launcher fails is rejected with what the launcher says', async () => {
  const broken = sameUser.map(
    (form): IsolationForm => ({
      ...form,
      commandLine: () => ({ executable: '/nowhere/launcher', arguments: [], identity: undefined }),
    }),
  );
  const [form] = broken;
  const trial =
    form === undefined ? undefined : await tryForm(form, { machine, identities, jobsFolder: ground.jobs });
  expect(trial).toEqual({ reason: 'the program or the folder it starts in does not exist' });
});

test('a trial leaves nothing behind', async () => {
  expect(await readdir(ground.jobs)).toEqual([]);
});

test('every leak has a sentence', () => {
  expect(Object.values(leakSentences).every((sentence) => sentence.length > 10)).toBe(true);
});
