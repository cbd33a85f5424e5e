/** The command as a process: what it writes, prints, refuses, and with which exit code. */

import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { BlobReader, ZipReader } from '@zip.js/zip.js';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { temporaryFolder } from '../testing.ts';
import { neuronCommand } from './command.ts';

const launcher = resolve(import.meta.dirname, '../../../bin/skep.mjs');
const base = await temporaryFolder();
afterAll(() => base[Symbol.asyncDispose]());

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly told: string;
}

/** Runs `skep neuron` with these words in the temporary folder. */
async function skepNeuron(...words: string[]): Promise<Said> {
  const child = spawn(process.execPath, [launcher, 'neuron', ...words], {
    cwd: base.path,
    env: { PATH: process.env.PATH, SKEP_DATA_DIR: join(base.path, 'data'), SKEP_NEURON_ISOLATION: 'limited' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const [out, told, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, told };
}

/** The same in this process, where the process itself is not what is tested. */
async function askHere(...words: string[]): Promise<Said> {
  const said = { out: '', told: '' };
  const code = await neuronCommand(words, {
    ...{ workingFolder: base.path, environment: {}, signal: new AbortController().signal },
    loadConfig: () => loadConfig({ environment: {}, workingFolder: '/', homeFolder: '/', root: false }),
    write: (text) => {
      said.out += text;
    },
    tell: (text) => {
      said.told += text;
    },
  });
  return { code, ...said };
}

async function exampleOfCase(): Promise<string> {
  const path = join(base.path, 'case.txt');
  await writeFile(path, JSON.stringify({ _type: 'case', title: 'A phishing wave' }));
  return path;
}

describe('skep neuron', () => {
  it('writes an analyzer that passes its check, runs, and is packed', { timeout: 60_000 }, async () => {
    expect(await skepNeuron('new', 'Probe')).toMatchObject({ code: 0 });
    expect(await skepNeuron('test', 'Probe')).toEqual({
      ...{ code: 0, told: '', out: 'Probe_1_0: analyzer for domain, url\n' },
    });
    const words = ['--type', 'domain', '--data', 'evil.example', '--set', 'greeting=Good day'];
    const ran = await skepNeuron('run', 'Probe', ...words);
    expect(ran).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.out)).toMatchObject({
      full: { message: 'Good day, evil.example' },
      summary: { taxonomies: [{ level: 'info', namespace: 'Probe', predicate: 'length', value: 12 }] },
    });
    await writeFile(join(base.path, 'Probe', 'probe.test.ts'), '');
    expect(await skepNeuron('pack', 'Probe')).toMatchObject({ code: 0, told: '2 files\n' });
    const packed = await readFile(join(base.path, 'Probe-1.0.zip'));
    const entries = await new ZipReader(new BlobReader(new Blob([packed]))).getEntries();
    expect(entries.map(({ filename }) => filename)).toEqual(['Probe/Probe.json', 'Probe/probe.ts']);
  });

  it('writes a responder that runs on an object', async () => {
    await askHere('new', 'Greeter', '--responder');
    const object = await exampleOfCase();
    const ran = await skepNeuron('run', 'Greeter', '--type', 'thehive:case', '--object', object);
    expect(JSON.parse(ran.out)).toMatchObject({
      full: { message: 'Hello, A phishing wave' },
      operations: [{ type: 'AddTagToCase', tag: 'Greeter' }],
    });
  });

  it('writes neurons in Python that pass their check', async () => {
    await askHere('new', 'Snake', '--python');
    await askHere('new', 'Adder', '--python', '--responder');
    expect(await askHere('test', 'Snake')).toMatchObject({ code: 0 });
    expect(await askHere('test', 'Adder')).toMatchObject({ code: 0 });
    expect(await readdir(join(base.path, 'Snake'))).toEqual(['Snake.json', 'requirements.txt', 'snake.py']);
  });

  it('passes on what a neuron prints and why it fails, and leaves no file behind', async () => {
    await askHere('new', 'Broken');
    await writeFile(
      join(base.path, 'Broken', 'broken.ts'),
      `console.log('looking it up'); throw new Error('no answer from the service');`,
    );
    const ran = await skepNeuron('run', 'Broken', '--type', 'domain', '--data', 'evil.example');
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.told).toContain('looking it up');
    expect(ran.told).toContain('no answer from the service');
  });

  it('says everything that is wrong with a folder', async () => {
    const folder = join(base.path, 'Wrong');
    await mkdir(folder);
    expect(await skepNeuron('test', 'Wrong')).toMatchObject({
      ...{ code: 1, told: expect.stringContaining('holds no definition') },
    });
    await writeFile(join(folder, 'Wrong.json'), '{"name": "Wrong", "version": 3}');
    const { code, told } = await askHere('test', 'Wrong');
    expect(code).toBe(1);
    expect(told).toMatch(/Wrong\.json "version" is not accepted.*"author" is missing/);
    expect(await skepNeuron('pack', 'Wrong')).toMatchObject({ code: 1, out: '' });
  });

  it('packs no link', async () => {
    await askHere('new', 'Linked');
    await symlink('/etc/hostname', join(base.path, 'Linked', 'host'));
    const packed = await askHere('pack', 'Linked');
    expect(packed).toMatchObject({ code: 2, told: expect.stringContaining('is a link') });
    expect(await readdir(base.path)).not.toContain('Linked-1.0.zip');
  });
});

describe('a wrong request', () => {
  it.each([
    [[], /Usage:/],
    [['run'], /takes one folder/],
    [['new', 'One', 'Two'], /takes one name/],
    [['new', '../Evil'], /cannot be the name/],
    [['test', 'Nowhere'], /is not a folder/],
    [['test', 'Asked', '--data', 'x'], /does not know --data/],
    [['new', 'Other', '--nonsense'], /nonsense/],
    [['run', 'Asked'], /one of --data VALUE/],
    [['run', 'Asked', '--type', 'ip', '--data', '192.0.2.1'], /domain, url/],
    [['run', 'Asked', '--type', 'domain', '--data', 'x', '--tlp', '5'], /from 0 to 4/],
    [['run', 'Asked', '--type', 'domain', '--data', 'x', '--set', 'colour=red'], /"colour" is not known/],
    [['run', 'Asked', '--type', 'domain', '--data', 'x', '--id', 'Other_1_0'], /one of Asked_1_0/],
  ])('%j ends with code 2 and what would be accepted', async (words, said) => {
    if (words.includes('Asked')) await askHere('new', 'Asked');
    const { code, out, told } = await askHere(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(told).toMatch(said);
  });
});
