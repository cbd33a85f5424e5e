/** One run from end to end: ceilings, files, secrets, and a server that cannot do its part. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { isolationForms } from '../runner/levels.ts';
import { lookAtMachine } from '../runner/machine.ts';
import { createProcessRunner } from '../runner/process.ts';
import { createRefusingRunner, type OutputChunk } from '../runner/runner.ts';
import { createGround, neuronPrelude, testIdentities, writeNeuron } from '../testing.ts';
import { type Execution, type ExecutionDeps, executeNeuron } from './execute.ts';

const ground = await createGround();
afterAll(() => ground[Symbol.asyncDispose]());

/** What is tested here does not depend on isolation, so the form every machine has is used. */
const [form] = isolationForms.slice(-1);
if (form === undefined) throw new Error('There is always a form of isolation');
const deps: ExecutionDeps = {
  runner: createProcessRunner(form, lookAtMachine()),
  identities: testIdentities(),
  jobsFolder: ground.jobs,
  pythonFor: async () => undefined,
  storeFile: async () => 'stored',
};
const never = new AbortController().signal;

async function execution(script: string, more: Partial<Execution> = {}): Promise<Execution> {
  const name = `Neuron${Math.floor(Math.random() * 1e9)}`;
  const entry = await writeNeuron(ground.neurons, neuronPrelude + script, { name, command: `${name}/a.mjs` });
  return {
    entry,
    configuration: {},
    subject: { kind: 'value', dataType: 'domain', data: 'evil.example' },
    levels: { tlp: 2, pap: 2 },
    ...more,
  };
}

const succeed = 'succeed(input);';

test.each([
  [{ tlp: 3, pap: 0 }, { check_tlp: true, max_tlp: 2 }, 'TLP is higher than allowed.'],
  [{ tlp: 4, pap: 0 }, { check_tlp: true, max_tlp: 2 }, 'TLP is higher than allowed.'],
  [{ tlp: 0, pap: 3 }, { check_pap: true, max_pap: 2 }, 'PAP is higher than allowed.'],
])('levels %j above %j fail before anything is written', async (levels, configuration, errorMessage) => {
  const run = await execution(succeed, { levels, configuration });
  const result = await executeNeuron(run, { ...deps, jobsFolder: '/nowhere' }, never);
  expect(result).toMatchObject({ status: 'Failure', errorMessage });
  expect(result).not.toHaveProperty('input');
});

test("the caller's ceiling counts besides the one in the settings", async () => {
  const run = await execution(succeed, { ceiling: { maxTlp: 1, maxPap: undefined } });
  expect(await executeNeuron(run, deps, never)).toMatchObject({ failure: { code: 'tlpTooHigh' } });
});

test('the input holds the object, its levels on the older scale, and the merged settings', async () => {
  const run = await execution(succeed, {
    levels: { tlp: 4, pap: 1 },
    configuration: { key: 'k', proxy_http: 'http://proxy:3128' },
    parameters: { user: 'ana' },
    message: '42',
  });
  expect(await executeNeuron(run, deps, never)).toMatchObject({
    report: {
      full: {
        ...{
          data: 'evil.example',
          dataType: 'domain',
          tlp: 3,
          pap: 1,
          message: '42',
          parameters: { user: 'ana' },
        },
        config: { key: 'k', proxy: { http: 'http://proxy:3128' } },
      },
    },
  });
});

test('a file is given by its name in input, and files come back through the store', async () => {
  const file = {
    filename: 'mail.eml',
    contentType: 'message/rfc822',
    size: 4,
    open: () => Readable.from([Buffer.from('mail')]),
  };
  const run = await execution(
    `fs.writeFileSync(output('part'), fs.readFileSync(path.join(job, 'input', input.file)) + ' part');
     succeed(input, { artifacts: [{ dataType: 'file', file: 'part', filename: 'part.txt', contentType: 'text/plain' }, { dataType: 'file', file: 'absent', filename: 'x' }] });`,
    { subject: { kind: 'file', dataType: 'file', file } },
  );
  const stored: unknown[] = [];
  const storeFile: ExecutionDeps['storeFile'] = async (content, about) => {
    stored.push([await text(content), about]);
    return 'id-1';
  };
  const about = { filename: 'part.txt', contentType: 'text/plain', size: 9 };
  expect(await executeNeuron(run, { ...deps, storeFile }, never)).toMatchObject({
    report: {
      full: {
        file: expect.stringMatching(/^attachment\d+$/),
        filename: 'mail.eml',
        contentType: 'message/rfc822',
      },
      artifacts: [{ dataType: 'file', content: { attachment: { ...about, id: 'id-1' } } }],
      notes: ['artifacts: the file absent does not exist'],
    },
  });
  expect(stored).toEqual([['mail part', about]]);
});

test('a secret appears nowhere: not in the report, the error, the kept input or what is printed', async () => {
  const configuration = { key: 'planted-secret', proxy_https: 'http://me:planted-pass@proxy:1' };
  const leak =
    'process.stdout.write(input.config.key.slice(0, 7)); setTimeout(() => { console.log(input.config.key.slice(7)); console.error(input.config.proxy.https);';
  const seen: OutputChunk[] = [];
  const watching = { ...deps, onOutput: (chunk: OutputChunk) => seen.push(chunk) };
  const results = [
    await executeNeuron(
      await execution(`${leak} succeed(input); }, 50);`, { configuration }),
      watching,
      never,
    ),
    await executeNeuron(
      await execution(`${leak} process.exit(1); }, 50);`, { configuration }),
      watching,
      never,
    ),
    await executeNeuron(
      await execution(`write({ success: false, errorMessage: input.config.key, input });`, { configuration }),
      watching,
      never,
    ),
  ];
  expect(results.map(({ status }) => status)).toEqual(['Success', 'Failure', 'Failure']);
  expect(JSON.stringify([results, seen])).toContain('REMOVED');
  expect(JSON.stringify([results, seen])).not.toMatch(/planted-secret|planted-pass/);
});

test('certificates are given as a file that programs look for', async () => {
  const run = await execution(`succeed({ pem: fs.readFileSync(process.env.REQUESTS_CA_BUNDLE, 'utf8') });`, {
    configuration: { cacerts: 'PEM' },
  });
  expect(await executeNeuron(run, deps, never)).toMatchObject({ report: { full: { pem: 'PEM' } } });
});

test('a server that cannot isolate says why it runs nothing', async () => {
  const refusing = { ...deps, runner: createRefusingRunner('the isolation is too weak') };
  expect(await executeNeuron(await execution(succeed), refusing, never)).toMatchObject({
    errorMessage: 'Worker cannot be run: the isolation is too weak',
  });
});

test('a server that cannot write the job folder, or store a file, states it', async () => {
  const nowhere = { ...deps, jobsFolder: join(ground.data, 'absent') };
  expect(await executeNeuron(await execution(succeed), nowhere, never)).toMatchObject({
    status: 'Failure',
    failure: { code: 'serverFault' },
  });
  const script = `fs.writeFileSync(output('x'), 'x'); succeed({}, { artifacts: [{ dataType: 'file', file: 'x', filename: 'x' }] });`;
  const full = { ...deps, storeFile: () => Promise.reject(new Error('The disk is full')) };
  expect(await executeNeuron(await execution(script), full, never)).toMatchObject({
    errorMessage: 'The server could not carry out the run: The disk is full',
  });
});

test('no job folder is left', async () => {
  expect(await readdir(ground.jobs)).toEqual([]);
});
