/**
 * How any runner behaves, as tests: what neurons get, how each way of ending is told, and what none of them can do. A test
 * that needs a certain level of isolation says so, and is skipped where the runner does not reach it.
 */

import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parsedJson } from '../../lib/json-text.ts';
import type { ContainerRunner } from '../container/container-runner.ts';
import { isJsonObject, type JsonObject } from '../report/json.ts';
import { type ExecutionDeps, type ExecutionResult, executeNeuron } from '../run/execute.ts';
import type { Subject } from '../run/input.ts';
import { createKitCache } from '../run/kit-cache.ts';
import type { JobLimits } from '../run/limits.ts';
import {
  createGround,
  type Ground,
  neuronPrelude,
  temporaryFolder,
  writeAt,
  writeNeuron,
} from '../testing.ts';
import { describeEscapes } from './conformance-escapes.ts';
import { describeInput } from './conformance-input.ts';
import type { IdentityPool } from './identity.ts';
import { type IsolationLevel, isAtLeast } from './levels.ts';
import type { OutputChunk, Runner } from './runner.ts';

/** The runner under test. */
export interface TestedRunner {
  readonly runner: Runner;
  readonly identities: IdentityPool;
  readonly level: IsolationLevel;
  /** Runs everything in place of the runner. */
  readonly containers?: SubjectContainers;
  /** Folders that it knows; the suite makes its own where it may. */
  readonly ground?: Ground;
}

/** Containers under test. */
export interface SubjectContainers extends Pick<ContainerRunner, 'run'> {
  /** The image with a neuron in it; `command` is the path of its script below the folder of neurons. */
  readonly imageOf: (neurons: string, command: string) => Promise<string> | string;
  /** The folder of neurons inside the image. */
  readonly neurons: string;
}

/** Runs small neurons with the runner under test. */
export interface Bench {
  readonly ground: () => Ground;
  /** The folder of neurons as a neuron sees it. */
  readonly neurons: () => string;
  /** Users that neurons run under, besides the server's own. */
  readonly uids: readonly number[];
  /** Whether neurons find what the server brings along, beside what lies in their own folder. */
  readonly onServer: boolean;
  /** Runs a neuron in JavaScript, or in another language when its file is named otherwise. */
  readonly run: (script: string, options?: BenchOptions) => Promise<ExecutionResult>;
  /** Declares a test that needs a level. */
  readonly needs: (level: IsolationLevel, title: string, body: () => Promise<void>) => void;
}

/** Changes to a run. */
export interface BenchOptions {
  readonly limits?: Partial<JobLimits>;
  readonly parameters?: JsonObject;
  /** What it runs on; a domain when missing. */
  readonly subject?: Subject;
  readonly fields?: JsonObject;
  readonly signal?: AbortSignal;
  readonly onOutput?: (chunk: OutputChunk) => void;
  readonly storeFile?: ExecutionDeps['storeFile'];
  readonly readableFolders?: readonly string[];
  readonly kitCache?: ExecutionDeps['kitCache'];
}

/** Describes a runner. */
export function describeRunner(name: string, subject: TestedRunner): void {
  describe(name, () => {
    const bench = createBench(subject);
    describeEndings(bench);
    describeStandardInput(bench);
    describeLimits(bench);
    describeSurroundings(bench);
    describeInput(bench);
    describeOpenedFolders(bench);
    describeEscapes(bench);
  });
}

/** Describes how a runner tells the ways of ending, for one whose isolation is another's. */
export function describeEndingsOf(name: string, subject: TestedRunner): void {
  describe(name, () => {
    const bench = createBench(subject);
    describeEndings(bench);
    describeStandardInput(bench);
  });
}

function createBench({ runner, identities, level, containers, ground: given }: TestedRunner): Bench {
  let ground: Ground | undefined = given;
  let count = 0;
  const made = (): Ground => {
    if (ground === undefined) throw new Error('The folders are only there while tests run');
    return ground;
  };
  beforeAll(async () => {
    ground ??= await createGround();
  });
  afterAll(async () => {
    expect(await readdir(made().jobs)).toEqual([]);
    if (given === undefined) await made()[Symbol.asyncDispose]();
  });
  return {
    ground: made,
    neurons: () => containers?.neurons ?? made().neurons,
    uids: identities.all.map(({ uid }) => uid),
    onServer: containers === undefined,
    async run(script, options = {}) {
      count += 1;
      const fields = { name: `Trial${count}`, command: `Trial${count}/trial.mjs`, ...options.fields };
      const command = String(fields.command);
      const text = command.endsWith('.mjs') ? neuronPrelude + script : script;
      const written = await writeNeuron(made().neurons, text, fields);
      const dockerImage = await containers?.imageOf(made().neurons, command);
      const entry = { ...written, definition: { ...written.definition, dockerImage } };
      return executeNeuron(
        {
          entry,
          configuration: {},
          subject: { kind: 'value', dataType: 'domain', data: 'evil.example' },
          levels: { tlp: 2, pap: 2 },
          ...options,
        },
        {
          runner,
          containers,
          identities,
          jobsFolder: made().jobs,
          pythonFor: async () => undefined,
          storeFile: options.storeFile ?? (async () => 'stored'),
          readableFolders: options.readableFolders ?? [],
          kitCache: options.kitCache,
          onOutput: options.onOutput,
        },
        options.signal ?? new AbortController().signal,
      );
    },
    needs(needed, title, body) {
      const enough = isAtLeast(level, needed);
      const why = enough ? '' : `, skipped: this is ${level}`;
      test.skipIf(!enough)(`${title} [needs ${needed}${why}]`, body);
    },
  };
}

function describeEndings({ run }: Bench): void {
  test('a report comes back whole', async () => {
    const result = await run(
      `succeed({ found: input.data }, { summary: { taxonomies: [{ level: 'safe', namespace: 'N', predicate: 'p', value: 3 }] },
        artifacts: [{ dataType: 'ip', data: '192.0.2.1', tags: ['a'] }], operations: [{ type: 'AddTagToCase', tag: 't' }] });`,
    );
    expect(result).toMatchObject({
      status: 'Success',
      report: {
        full: { found: 'evil.example' },
        tags: [{ level: 'safe', namespace: 'N', predicate: 'p', value: 3 }],
        artifacts: [{ dataType: 'ip', content: { data: '192.0.2.1' }, tlp: 2, tags: ['a'] }],
        operations: [{ type: 'AddTagToCase', tag: 't' }],
        notes: [],
      },
    });
  });

  test("a neuron's own error is the message of the failure", async () => {
    const result = await run(
      `write({ success: false, errorMessage: 'The service refused' }); process.exitCode = 1;`,
    );
    expect(result).toMatchObject({ status: 'Failure', errorMessage: 'The service refused' });
  });

  test('a crash without a report is a failure with what was printed', async () => {
    const result = await run(`throw new Error('broken on purpose');`);
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'noOutput', exitCode: 1 } });
    expect(result).toHaveProperty('errorMessage', expect.stringContaining('broken on purpose'));
  });

  test('a crash after a good report leaves the report', async () => {
    const result = await run(`succeed({ done: true }); process.exit(7);`);
    expect(result).toMatchObject({ status: 'Success', report: { full: { done: true } } });
  });

  test('a death by signal is a failure even after a report', async () => {
    const result = await run(`succeed({}); process.kill(process.pid, 'SIGSEGV');`);
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'crashed', signal: 'SIGSEGV' } });
  });

  test('output that is not JSON is refused with the reason', async () => {
    const result = await run(`fs.writeFileSync(output('output.json'), '{"success": tru');`);
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'reportRefused' } });
    expect(result).toHaveProperty('errorMessage', expect.stringContaining('output.json is not JSON'));
  });

  test('cancelling ends the run at once', async () => {
    const controller = new AbortController();
    const result = await run(`console.log('ready'); setInterval(() => {}, 1000);`, {
      signal: controller.signal,
      onOutput: () => controller.abort(),
    });
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'cancelled' } });
  });

  test('a run cancelled before it starts does not start', async () => {
    const result = await run(`succeed({});`, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'cancelled' } });
  });

  test('a report that is printed counts where none was written', async () => {
    const result = await run(
      `console.log('Looking…'); console.log(JSON.stringify({ success: true, full: { old: true } }, null, 1));`,
    );
    expect(result).toMatchObject({ status: 'Success', report: { full: { old: true } } });
  });

  test('an error that is printed is the message of the failure', async () => {
    const result = await run(
      `console.log('{"success": false, "errorMessage": "The service refused"}'); process.exitCode = 1;`,
    );
    expect(result).toMatchObject({ status: 'Failure', errorMessage: 'The service refused' });
  });

  test('a printed report of success does not count after a crash, nor beside one that was written', async () => {
    const print = `console.log('{"success": true, "full": {"forged": true}}');`;
    const crashed = await run(`${print} process.exitCode = 1;`);
    expect(crashed).toMatchObject({ status: 'Failure', failure: { code: 'noOutput', exitCode: 1 } });
    const written = await run(`${print} succeed({ forged: false });`);
    expect(written).toMatchObject({ status: 'Success', report: { full: { forged: false } } });
  });

  test('a program with an interpreter line of its own is run by it', async () => {
    const report = '{"success": true, "full": {"shell": true}}';
    const result = await run(`#!/bin/sh\nprintf '%s' '${report}' > "$1/output/output.json"\n`, {
      fields: { command: 'Program/program' },
    });
    expect(result).toMatchObject({ status: 'Success', report: { full: { shell: true } } });
  });

  test('an interpreter that does not exist is a failure', async () => {
    const result = await run('#!/nowhere/at-all\n', { fields: { command: 'Program/other' } });
    expect(result).toMatchObject({ status: 'Failure' });
    expect(result).toHaveProperty('errorMessage', expect.stringMatching(/no such file|does not exist/i));
  });
}

function describeLimits({ run, needs }: Bench): void {
  test('a neuron that hangs and ignores the request to end is stopped when its time is over', async () => {
    const result = await run(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`, {
      limits: { wallMs: 400 },
    });
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'stopped', by: 'time' } });
    expect(result.endedAt - result.startedAt).toBeLessThan(3000);
  });

  test('endless printing is cut off', async () => {
    const result = await run(`const line = 'x'.repeat(65536); for (;;) fs.writeSync(1, line);`, {
      limits: { streamBytes: 1024 ** 2, wallMs: 10_000 },
    });
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'stopped', by: 'printed' } });
  });

  test('a report larger than allowed is refused', async () => {
    const result = await run(`succeed({ filling: 'x'.repeat(200_000) });`, {
      limits: { reportBytes: 100_000 },
    });
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'reportRefused' } });
  });

  test('one file larger than allowed ends the run', async () => {
    const result = await run(
      `const block = Buffer.alloc(65536); const file = fs.openSync(output('big'), 'w');
       for (let index = 0; index < 200; index++) fs.writeSync(file, block); setInterval(() => {}, 1000);`,
      { limits: { outputBytes: 1024 ** 2, wallMs: 10_000 } },
    );
    expect(['exhausted', 'stopped', 'noOutput']).toContain(codeOf(result));
    expect(result).toHaveProperty(
      'errorMessage',
      expect.stringMatching(/larger than|wrote more|EFBIG|too large/i),
    );
  });

  test('more files than allowed end the run', async () => {
    const result = await run(
      `for (let index = 0; index < 60; index++) fs.writeFileSync(output('f' + index), ''); setInterval(() => {}, 1000);`,
      { limits: { outputFiles: 50, wallMs: 10_000 } },
    );
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'stopped', by: 'files' } });
  });

  test('more memory than allowed ends the run', async () => {
    const result = await run(
      `const kept = []; for (let index = 0; index < 24; index++) kept.push(Buffer.alloc(16 * 1024 ** 2, 1)); setInterval(() => kept.length, 1000);`,
      { limits: { memoryBytes: 128 * 1024 ** 2, wallMs: 10_000 } },
    );
    expect(codeOf(result)).toMatch(/^(exhausted|stopped)$/);
    expect(result).toHaveProperty('errorMessage', expect.stringContaining('memory'));
  });

  test('memory is counted over all processes of a job', async () => {
    const child = `const kept = Buffer.alloc(60 * 1024 ** 2, 1); setInterval(() => kept.length, 1000);`;
    const result = await run(
      `for (let index = 0; index < 4; index++) childProcess.spawn(process.execPath, ['-e', ${JSON.stringify(child)}]);
       setInterval(() => {}, 1000);`,
      { limits: { memoryBytes: 192 * 1024 ** 2, wallMs: 10_000 } },
    );
    expect(result).toMatchObject({ status: 'Failure', failure: { code: 'stopped', by: 'memory' } });
  });

  needs('separated', 'a fork bomb meets its limit', async () => {
    const result = await run(
      `let started = 0; for (let index = 0; index < 60; index++) works(() => {
         const child = childProcess.spawn('/bin/sleep', ['5'], { stdio: 'ignore' }); child.on('error', () => {}); if (child.pid) started++;
       }); succeed({ started }); process.exit(0);`,
      { limits: { processes: 32 } },
    );
    if (result.status === 'Success') expect(fullOf(result).started).toBeLessThan(32);
    else expect(codeOf(result)).toMatch(/^(exhausted|crashed)$/);
  });
}

function codeOf(result: ExecutionResult): string {
  return result.status === 'Failure' ? result.failure.code : result.status;
}

function describeStandardInput({ run }: Bench): void {
  test('its input is on standard input as well, which ends behind it', async () => {
    const result = await run(`succeed({ same: JSON.stringify(input) === fs.readFileSync(0, 'utf8') });`, {
      parameters: { filling: 'é'.repeat(200_000) },
    });
    expect(result).toMatchObject({ status: 'Success', report: { full: { same: true } } });
  });

  test('a neuron that knows only standard input and output analyses and reports', async () => {
    const result = await run(
      `#!/bin/sh\nread -r input\nprintf 'working\\n{"success": true, "full": {"asked": %s}}\\n' "$input"\n`,
      { fields: { command: 'Older/older' } },
    );
    expect(result).toMatchObject({
      status: 'Success',
      report: { full: { asked: { data: 'evil.example' } } },
    });
  });
}

function describeSurroundings({ run, neurons, uids, onServer, needs }: Bench): void {
  test("nothing of the server's environment arrives", async () => {
    const result = await run(`succeed(process.env);`);
    const all = result.status === 'Success' ? Object.keys(result.report.full).sort() : [];
    // A container engine tells each container the name it gave it.
    const names = all.filter((name) => name !== 'HOSTNAME');
    expect(names).toEqual([
      'HOME',
      'LANG',
      'OPENBLAS_NUM_THREADS',
      'PATH',
      ...(names.includes('PWD') ? ['PWD'] : []),
      'TMPDIR',
    ]);
  });

  test('a file is named on standard input by the path where it lies', async () => {
    const content = 'MZ and more';
    const file = { filename: 'a.exe', contentType: 'application/octet-stream', size: content.length };
    const result = await run(
      `const { file, filename } = JSON.parse(fs.readFileSync(0, 'utf8')); succeed({ filename, content: fs.readFileSync(file, 'latin1') });`,
      {
        subject: { kind: 'file', dataType: 'file', file: { ...file, open: () => Readable.from([content]) } },
      },
    );
    expect(result).toMatchObject({ status: 'Success', report: { full: { filename: 'a.exe', content } } });
  });

  test('it starts in the folder that holds the folders of neurons', async () => {
    const result = await run(`succeed({ folder: process.cwd() });`);
    expect(result).toMatchObject({ status: 'Success', report: { full: { folder: neurons() } } });
  });

  test('it can write temporary files', async () => {
    const result = await run(
      `fs.writeFileSync(path.join(process.env.TMPDIR, 'cache'), 'x'); succeed({ home: works(() => fs.writeFileSync(path.join(process.env.HOME, 'y'), '')) });`,
    );
    expect(result).toMatchObject({ status: 'Success', report: { full: { home: true } } });
  });

  test('what it prints arrives while it runs', async () => {
    const seen: OutputChunk[] = [];
    await run(`console.log('one'); console.error('two'); succeed({});`, {
      onOutput: (chunk) => seen.push(chunk),
    });
    expect(seen).toContainEqual({ stream: 'stdout', text: 'one\n' });
    expect(seen).toContainEqual({ stream: 'stderr', text: 'two\n' });
  });

  test('the server has no open files to inherit', async () => {
    const result = await run(
      `const open = fs.readdirSync('/proc/self/fd').map(Number).filter((fd) => fd > 2)
         .map((fd) => { try { return fs.readlinkSync('/proc/self/fd/' + fd); } catch { return ''; } });
       succeed({ files: open.filter((target) => target.startsWith('/') && !['/dev/null', '/proc', '/etc'].some((known) => target.startsWith(known))) });`,
    );
    expect(result).toMatchObject({ status: 'Success', report: { full: { files: [] } } });
  });

  needs('sealed', 'a neuron that asks for no network has none', async () => {
    const result = await run(
      `import('node:os').then((os) => succeed({ names: Object.keys(os.networkInterfaces()) }));`,
      {
        fields: { network: false },
      },
    );
    const { names } = fullOf(result);
    expect([[], ['lo']]).toContainEqual(names);
  });

  const kit = 'the kit for neurons can be imported from any folder';
  test.skipIf(!onServer)(`${kit}${onServer ? '' : ' [skipped: an image brings its own]'}`, async () => {
    const result = await run(`import('@skep/sdk').then((kit) => succeed({ kind: typeof kit.analyzer }));`);
    expect(result).toMatchObject({ status: 'Success', report: { full: { kind: 'function' } } });
    expect(neurons()).not.toContain('node_modules');
  });

  const compiled = 'the kit that was compiled beforehand is looked for where it lies';
  test.skipIf(!onServer)(`${compiled}${onServer ? '' : ' [skipped: an image brings its own]'}`, async () => {
    await using folder = await temporaryFolder();
    const { signal } = new AbortController();
    const kitCache = createKitCache({ folder: folder.path, uids, report: vi.fn(), signal });
    const cache = await vi.waitUntil(kitCache, { timeout: 20_000 });
    const result = await run(
      `import('node:module').then((module) => succeed({ at: module.getCompileCacheDir() }));`,
      { kitCache },
    );
    const at = String(fullOf(result).at);
    expect(await readdir(at)).not.toEqual([]);
    expect(dirname(at)).toBe(cache);
  });
}

function describeOpenedFolders({ run, needs }: Bench): void {
  test('it reads the folders that the administrator opens, also when another one is gone', async () => {
    await using lists = await temporaryFolder();
    await writeAt(join(lists.path, 'rules', 'first.txt'), 'evil.example');
    const result = await run(
      `succeed({ read: fs.readFileSync(input.parameters.folder + '/rules/first.txt', 'utf8') });`,
      {
        parameters: { folder: lists.path },
        readableFolders: [lists.path, join(lists.path, 'gone')],
      },
    );
    expect(result).toMatchObject({ report: { full: { read: 'evil.example' } } });
  });

  needs('separated', 'in these folders it changes nothing', async () => {
    await using lists = await temporaryFolder();
    await writeAt(join(lists.path, 'first.txt'), 'evil.example');
    const result = await run(
      `const { folder } = input.parameters;
       succeed({ wrote: works(() => fs.writeFileSync(folder + '/first.txt', '')), added: works(() => fs.writeFileSync(folder + '/new', '')) });`,
      { parameters: { folder: lists.path }, readableFolders: [lists.path] },
    );
    expect(result).toMatchObject({ report: { full: { wrote: false, added: false } } });
  });
}

/** What a run reported; nothing where it failed. */
function fullOf(result: ExecutionResult): JsonObject {
  const full = result.status === 'Success' ? parsedJson(result.report.full) : {};
  return isJsonObject(full) ? full : {};
}
