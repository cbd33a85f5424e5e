/** Python neurons: an interpreter they can execute, packages of their own, and reasons when something is missing. */

import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../server/src/engine/catalogue/catalogue-scan.ts';
import { environmentKey } from '../../server/src/engine/python/environment.ts';
import { findInterpreter } from '../../server/src/engine/python/interpreter.ts';
import { pipSettings } from '../../server/src/engine/python/pip-settings.ts';
import { createPython, type Python } from '../../server/src/engine/python/python.ts';
import { type ExecutionResult, executeNeuron } from '../../server/src/engine/run/execute.ts';
import { type IsolationForm, isolationForms } from '../../server/src/engine/runner/levels.ts';
import { lookAtMachine } from '../../server/src/engine/runner/machine.ts';
import { tryForm } from '../../server/src/engine/runner/probe.ts';
import { createProcessRunner } from '../../server/src/engine/runner/process.ts';
import { createGround, testIdentities, writeAt, writeNeuron } from '../../server/src/engine/testing.ts';

const ground = await createGround();
afterAll(() => ground[Symbol.asyncDispose]());

const machine = lookAtMachine();
const identities = testIdentities();
const form = await strongestForm();
const never = new AbortController().signal;

async function strongestForm(): Promise<IsolationForm> {
  for (const candidate of isolationForms) {
    const trial = await tryForm(candidate, { machine, identities, jobsFolder: ground.jobs });
    if ('succeeded' in trial) return candidate;
  }
  throw new Error('No form of isolation works on this machine');
}

const longAgo = new Date(0);
const packages = join(ground.data, '..', 'packages');

function python(setting = 'python3', environment: NodeJS.ProcessEnv = {}, pool = identities): Python {
  return createPython({
    ...{ setting, isolation: { form, machine }, identities: pool },
    folder: join(ground.data, 'environments'),
    environment: { PIP_NO_INDEX: '1', PIP_FIND_LINKS: packages, ...environment },
  });
}

async function run(entry: CatalogueEntry, with_: Python): Promise<ExecutionResult> {
  return executeNeuron(
    {
      entry,
      configuration: {},
      subject: { kind: 'value', dataType: 'domain', data: 'evil.example' },
      levels: { tlp: 2, pap: 2 },
    },
    {
      runner: createProcessRunner(form, machine),
      identities,
      jobsFolder: ground.jobs,
      pythonFor: (one) => with_.runtimeFor(one),
      storeFile: async () => 'stored',
    },
    never,
  );
}

const script = `
import json, os, sys
import beside
try:
    import trialpackage
    package = trialpackage.__file__
except ImportError:
    package = None
job = sys.argv[1]
with open(os.path.join(job, 'input', 'input.json')) as file:
    given = json.load(file)
full = {'data': given['data'], 'beside': beside.value, 'package': package, 'pip': [name for name in os.environ if name.startswith('PIP')]}
try:
    open(os.path.join(sys.prefix, 'planted'), 'w')
    full['planted'] = True
except OSError:
    full['planted'] = False
with open(os.path.join(job, 'output', 'output.json'), 'w') as file:
    json.dump({'success': True, 'full': full}, file)
`;

async function pythonNeuron(name: string, requirements?: string): Promise<CatalogueEntry> {
  const entry = await writeNeuron(ground.neurons, script, { name, command: `${name}/${name}.py` });
  await writeAt(join(entry.folder, 'beside.py'), 'value = 7');
  if (requirements !== undefined) await writeAt(join(entry.folder, 'requirements.txt'), requirements);
  return entry;
}

/** A wheel is an archive with a few files; Python can write one without any package. */
async function writeWheel(interpreter: string): Promise<void> {
  await mkdir(packages, { recursive: true });
  const code = `
import zipfile, sys
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    info = 'trialpackage-1.0.dist-info/'
    wheel.writestr('trialpackage.py', 'value = 1')
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: trialpackage\\nVersion: 1.0\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'RECORD', 'trialpackage.py,,\\n' + info + 'METADATA,,\\n' + info + 'WHEEL,,\\n' + info + 'RECORD,,\\n')
`;
  execFileSync(interpreter, ['-c', code, join(packages, 'trialpackage-1.0-py3-none-any.whl')]);
}

test("the interpreter is one that the neuron's own user can execute", async () => {
  const { executable, version } = await python().interpreter();
  const identity = identities.all[0];
  expect(version).toMatch(/^3\.\d+\.\d+$/);
  const shown = execFileSync(executable, ['--version'], { encoding: 'utf8', cwd: '/', ...identity });
  expect(shown).toContain(version);
});

test('a neuron without a list of packages runs with the interpreter itself', async () => {
  const result = await run(await pythonNeuron('Bare'), python());
  expect(result).toMatchObject({
    report: { full: { data: 'evil.example', beside: 7, package: null, pip: [] } },
  });
});

test('packages are installed once and neurons can use but not change them', {
  timeout: 120_000,
}, async () => {
  const { executable } = await python().interpreter();
  await writeWheel(executable);
  const one = await pythonNeuron('One', 'trialpackage\n');
  const two = await pythonNeuron('Two', '# the same list\r\n\r\ntrialpackage\r\n');
  const shared = python();
  expect(await run(one, shared)).toMatchObject({
    errorMessage: 'Worker cannot be run: its Python packages are not installed yet',
  });
  const steps: string[] = [];
  const printed: string[] = [];
  const listener = {
    onStep: (step: string) => steps.push(step),
    onOutput: ({ text }: { text: string }) => printed.push(text),
  };
  await Promise.all([shared.prepare(one, listener, never), shared.prepare(two, {}, never)]);
  expect(steps).toEqual(['create', 'install', 'compile', 'protect']);
  expect(printed.join('')).toContain('trialpackage');

  const folder = join(ground.data, 'environments');
  const [key = ''] = await readdir(folder);
  expect(await readdir(folder)).toEqual([key]);
  expect((await stat(join(folder, key))).mode & 0o022).toBe(0);
  const planted = form.level === 'limited' ? expect.any(Boolean) : false;
  for (const entry of [one, two]) {
    expect(await run(entry, shared)).toMatchObject({
      report: { full: { package: expect.stringContaining(key), beside: 7, planted, pip: [] } },
    });
  }
  expect(await readdir(join(folder, key))).not.toContain('pip.conf');
  expect(await shared.unused([one])).toEqual([]);
  expect(await shared.unused([])).toEqual([key]);

  // A run may still be using it; and while it is being made it belongs to whoever makes it.
  expect(await shared.remove(key)).toBe(false);
  expect(await run(one, shared)).toMatchObject({ report: { full: { package: expect.any(String) } } });
  await utimes(join(folder, key, 'environment.json'), longAgo, longAgo);
  await writeFile(join(folder, `${key}.lock`), String(process.pid));
  expect(await shared.remove(key)).toBe(false);
  await rm(join(folder, `${key}.lock`));
  expect(await shared.remove(key)).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

test('an environment that is being made is neither unused nor removed, and one that was left half made is', {
  timeout: 120_000,
}, async () => {
  const folder = join(ground.data, 'environments');
  const entry = await pythonNeuron('Making', 'trialpackage\n');
  const making = python();
  const seen: unknown[] = [];
  let looks = Promise.resolve();
  const look = async (): Promise<void> => {
    const key = environmentKey('trialpackage\n', await making.interpreter());
    seen.push(await making.unused([]), await making.remove(key), await python().remove(key));
  };
  await making.prepare(entry, { onStep: (step) => (looks = step === 'install' ? look() : looks) }, never);
  await looks;
  expect(seen).toEqual([[], false, false]);
  expect(await run(entry, making)).toMatchObject({ report: { full: { package: expect.any(String) } } });

  const half = '0'.repeat(32);
  await mkdir(join(folder, half));
  expect(await making.unused([entry])).toEqual([half]);
  expect(await making.remove(half)).toBe(true);
  const [key = ''] = await making.unused([]);
  await utimes(join(folder, key, 'environment.json'), longAgo, longAgo);
  // Handing it out to a run makes it used anew.
  await run(entry, making);
  expect(await making.remove(key)).toBe(false);
  await utimes(join(folder, key, 'environment.json'), longAgo, longAgo);
  expect(await making.remove(key)).toBe(true);
});

test('an installation that fails says why and leaves nothing', { timeout: 120_000 }, async () => {
  const entry = await pythonNeuron('Missing', 'no-such-package-anywhere\n');
  const attempt = python().prepare(entry, {}, never);
  await expect(attempt).rejects.toThrow(/packages could not be installed[\s\S]*no-such-package-anywhere/);
  expect(await readdir(join(ground.data, 'environments'))).toEqual([]);
});

test.skipIf(process.getuid?.() !== 0)(
  'nobody else gets the user of an installation before it has ended [needs root]',
  async () => {
    const own = testIdentities(1);
    const entry = await pythonNeuron('Alone', 'no-such-package-at-all\n');
    const taken: string[] = [];
    const takeAnother = (step: string): void => {
      try {
        own.take();
        taken.push(step);
      } catch {
        // All are taken, as they must be.
      }
    };
    const attempt = python('python3', {}, own).prepare(entry, { onStep: takeAnother }, never);
    await expect(attempt).rejects.toThrow('could not be installed');
    expect(taken).toEqual([]);
  },
);

test('an installation can be cancelled', async () => {
  const entry = await pythonNeuron('Cancelled', 'trialpackage\n');
  const controller = new AbortController();
  const attempt = python().prepare(entry, { onStep: () => controller.abort() }, controller.signal);
  await expect(attempt).rejects.toThrow(/cancelled/);
  expect(await readdir(join(ground.data, 'environments'))).toEqual([]);
});

test('an interpreter that is missing, broken or too old is named with the reason', async () => {
  const folder = join(ground.data, '..', 'bin');
  await writeAt(join(folder, 'broken'), '#!/bin/sh\necho no >&2; exit 3\n', 0o755);
  await writeAt(join(folder, 'old'), '#!/bin/sh\necho \'[[2,7,18],"/x","/","/"]\'\n', 0o755);
  await expect(findInterpreter('/nowhere/python', undefined)).rejects.toThrow('/nowhere/python: ');
  await expect(findInterpreter('absent', undefined, [folder])).rejects.toThrow('there is no absent');
  await expect(findInterpreter('broken', undefined, [folder])).rejects.toThrow(`${folder}/broken: no`);
  await expect(findInterpreter('old', undefined, [folder])).rejects.toThrow('it is version 2.7.18');
});

test.skipIf(process.getuid?.() !== 0)(
  'an interpreter in a closed folder is passed over [needs root]',
  async () => {
    const folder = join(ground.data, '..', 'closed');
    await mkdir(folder, { mode: 0o700 });
    await writeAt(join(folder, 'hidden'), '#!/bin/sh\n', 0o755);
    await expect(findInterpreter('hidden', identities.all[0], [folder])).rejects.toThrow(
      'may not execute it',
    );
  },
);

test('the same list gives the same environment, another interpreter another', () => {
  const interpreter = { executable: '/usr/bin/python3', version: '3.11.2', readable: [] };
  const key = environmentKey('a\nb\n', interpreter);
  expect(environmentKey('# note\r\na\r\n\r\nb', interpreter)).toBe(key);
  expect(environmentKey('a\nc\n', interpreter)).not.toBe(key);
  expect(environmentKey('a\nb\n', { ...interpreter, version: '3.12.0' })).not.toBe(key);
});

test('pip gets its own settings and nothing else of the environment', async () => {
  const home = join(ground.data, '..', 'home');
  const certificate = join(home, 'registry.pem');
  await writeAt(certificate, 'PEM');
  await writeAt(join(home, '.config', 'pip', 'pip.conf'), `[global]\ncert = ${certificate}\n`);
  const environment = {
    PIP_INDEX_URL: 'https://registry.example/simple',
    https_proxy: 'http://proxy:1',
    SKEP_ADMIN_PASSWORD: 'x',
  };
  const settings = await pipSettings(environment, home);
  expect(settings.environment).toEqual({
    PIP_INDEX_URL: 'https://registry.example/simple',
    https_proxy: 'http://proxy:1',
  });
  expect(settings.configuration).toContain(`cert = ${certificate}`);
  expect(settings.readable).toContain(certificate);
});
