/** What happens to a job when its server is killed, and what a server that inherited open files passes on. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { createGround, neuronPrelude, testIdentities, writeAt, writeNeuron } from '../testing.ts';
import { isolationForms } from './levels.ts';
import { lookAtMachine } from './machine.ts';
import { tryForm } from './probe.ts';
import { listProcesses } from './process-table.ts';

const ground = await createGround();
afterAll(() => ground[Symbol.asyncDispose]());

const engine = join(import.meta.dirname, '..');

/** A server of its own that runs one neuron and prints how it went. */
async function writeServer(neuron: string, form: string, firstUid: number): Promise<string> {
  const path = join(ground.neurons, '..', 'server.mts');
  await writeAt(
    path,
    `import { executeNeuron } from ${JSON.stringify(join(engine, 'run/execute.ts'))};
import { createIdentityPool } from ${JSON.stringify(join(engine, 'runner/identity.ts'))};
import { isolationForms } from ${JSON.stringify(join(engine, 'runner/levels.ts'))};
import { lookAtMachine } from ${JSON.stringify(join(engine, 'runner/machine.ts'))};
import { createProcessRunner } from ${JSON.stringify(join(engine, 'runner/process.ts'))};
const form = isolationForms.find(({ name }) => name === ${JSON.stringify(form)});
const result = await executeNeuron(
  { entry: ${neuron}, configuration: {}, subject: { kind: 'value', dataType: 'domain', data: 'x.example' }, levels: { tlp: 2, pap: 2 } },
  { runner: createProcessRunner(form, lookAtMachine()), identities: createIdentityPool([${firstUid}]), jobsFolder: ${JSON.stringify(ground.jobs)},
    pythonFor: async () => undefined, storeFile: async () => '', onOutput: ({ text }) => process.stdout.write(text) },
  new AbortController().signal,
);
console.log(JSON.stringify(result));`,
  );
  return path;
}

const machine = lookAtMachine();
const identities = testIdentities(2);

for (const form of isolationForms) {
  const trial = await tryForm(form, { machine, identities, jobsFolder: ground.jobs });
  const reason = machine.setpriv === undefined ? 'setpriv is missing' : 'reason' in trial ? trial.reason : '';
  const why = reason === '' ? '' : ` [skipped: ${reason}]`;

  test.skipIf(reason !== '')(
    `a neuron ends with a killed server in the form ${form.name}${why}`,
    async () => {
      const rare = `3600.${Math.floor(Math.random() * 1e9)}`;
      const neuron = await writeNeuron(
        ground.neurons,
        `${neuronPrelude} process.title = 'neuron-${rare}'; console.log('ready'); setInterval(() => {}, 1000);`,
      );
      const path = await writeServer(JSON.stringify(neuron), form.name, identities.all[0]?.uid ?? 0);
      const server = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(createInterface(server.stdout), 'line');
      expect(await namedLike(rare)).toBeGreaterThan(0);
      server.kill('SIGKILL');
      await expect.poll(() => namedLike(rare), { interval: 20, timeout: 5000 }).toBe(0);
    },
  );
}

async function namedLike(rare: string): Promise<number> {
  const lines = (await listProcesses()).map(({ pid }) =>
    readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => ''),
  );
  return (await Promise.all(lines)).filter((line) => line.includes(`neuron-${rare}`)).length;
}

const bash = '/bin/bash';

// Only a number beyond the first dozen shows it: Node.js closes those by itself when it starts.
test.skipIf(!existsSync(bash))(
  `files that a server inherited open do not reach a neuron [needs ${bash}]`,
  async () => {
    const neuron = await writeNeuron(
      ground.neurons,
      `${neuronPrelude} let read = ''; works(() => { read = fs.readFileSync(40, 'utf8'); }); succeed({ read });`,
    );
    const path = await writeServer(JSON.stringify(neuron), 'same-user', identities.all[0]?.uid ?? 0);
    const words = ['-c', 'exec 40<"$0"; exec "$@"', join(ground.data, 'secret'), process.execPath, path];
    const server = spawn(bash, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(server.stdout), 'line');
    const result: { report?: { full: { read: string } } } = JSON.parse(String(line));
    expect(result.report?.full.read).not.toContain('the secret');
  },
);
