/** The container runner with the engine of this machine, where there is one: everything that any runner has to do, and be safe from. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJobFolder, removeJobFolder } from '../run/folder.ts';
import { defaultLimits } from '../run/limits.ts';
import { describeRunner } from '../runner/conformance.ts';
import { createRefusingRunner } from '../runner/runner.ts';
import { createGround, neuronPrelude, testIdentities, writeAt } from '../testing.ts';
import { createContainerRunner } from './container-runner.ts';
import { askEngine, createImages, engineSocket, neuronsInImage, type TestImages } from './testing-images.ts';

const engine = await askEngine();
const options = { socket: engineSocket, mayPull: false, owner: `test-${process.pid}` };
const runner = createContainerRunner(options);

if ('reason' in engine) {
  describe.skip(`a container runner (skipped: ${engine.reason})`, () => {
    test('runs neurons', () => undefined);
  });
} else {
  let images: TestImages | undefined;
  beforeAll(async () => {
    images = await createImages();
  });
  afterAll(() => images?.[Symbol.asyncDispose]());

  describeRunner(`a container runner with Docker ${engine.version}`, {
    runner: createRefusingRunner('Everything here runs in containers'),
    containers: {
      ...runner,
      neurons: neuronsInImage,
      imageOf: async (neurons, command) => (await images?.imageOf(neurons, command)) ?? '',
    },
    identities: testIdentities(),
    level: 'sealed',
  });

  test('what a killed server left running is removed when it starts again', async () => {
    await using ground = await createGround();
    await writeAt(
      join(ground.neurons, 'Left/left.mjs'),
      `${neuronPrelude} console.log('ready'); setInterval(() => {}, 1000);`,
    );
    const image = await images?.imageOf(ground.neurons, 'Left/left.mjs');
    const folder = await createJobFolder(
      ground.jobs,
      { input: {}, file: undefined, certificates: undefined },
      undefined,
    );
    const request = { image, folder, limits: defaultLimits, network: false };
    const server = spawn(process.execPath, ['--input-type=module', '-e', serverWith(request)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect(await once(createInterface(server.stdout), 'line')).toEqual(['ready']);
    server.kill('SIGKILL');
    await once(server, 'exit');
    expect(await runner.sweep()).toBe(1);
    expect(await runner.sweep()).toBe(0);
    await removeJobFolder(folder);
  });
}

/** A program that runs one neuron as a server does, and tells what it prints. */
function serverWith(request: object): string {
  return `import { createContainerRunner } from ${JSON.stringify(join(import.meta.dirname, 'container-runner.ts'))};
const request = { ...${JSON.stringify(request)}, standardInput: () => '' };
await createContainerRunner(${JSON.stringify(options)}).run(request, new AbortController().signal, ({ text }) => process.stdout.write(text));`;
}
