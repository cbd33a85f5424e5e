/** Analyzers and responders in Python, as they are published: their library from the registry, through a real server. */
import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Wire } from '../journeys/api-client.ts';
import { type JourneyServer, startServer, stopServer, withServer } from '../journeys/server.ts';
import { registrySettings } from './registry.ts';
import { buildScene, observe, runAction, runJob, type Scene, until } from './scene.ts';

const fixtures = join(import.meta.dirname, 'neurons');

/** The server of all tests here: what takes long is the first environment. */
interface Place {
  readonly folder: string;
  readonly neurons: string;
  readonly server: JourneyServer;
  readonly scene: Scene;
}

const place: { current?: Place } = {};

function here(): Place {
  if (place.current === undefined) throw new Error('The server did not start');
  return place.current;
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-python-'));
  const neurons = join(folder, 'neurons');
  await mkdir(neurons);
  await chmod(folder, 0o755);
  const server = await startServer(folder, { SKEP_NEURONS: neurons, ...registrySettings() });
  place.current = { folder, neurons, server, scene: await buildScene(server) };
});

afterAll(async () => {
  const { folder, server } = here();
  await stopServer(server);
  await rm(folder, { recursive: true, force: true });
});

async function offeredIds(): Promise<readonly unknown[]> {
  const { offers } = await here().scene.ana.call('GET', '/neuron');
  return Array.isArray(offers) ? offers.map((offer: Wire) => offer.id) : [];
}

/** Puts a fixture where the running server looks, once, and enables it. */
async function enableFixture(name: string, fields: Wire = {}): Promise<void> {
  const { neurons } = here();
  if (!(await readdir(neurons)).includes(name))
    await cp(join(fixtures, name), join(neurons, name), { recursive: true });
  const definitionId = `${name}_1_0`;
  await until(`${definitionId} to be offered`, async () => (await offeredIds()).includes(definitionId));
  await enable(definitionId, fields);
}

async function enable(definitionId: string, fields: Wire): Promise<void> {
  await here().scene.ana.call('POST', '/neuron', { definitionId, configuration: {}, ...fields });
}

function reportOf(job: Wire): Wire {
  expect(job).toMatchObject({ status: 'Success' });
  return job.report as Wire;
}

it('the neuron that ships in Python runs at once after it was enabled, and waits for its packages', async () => {
  const { scene } = here();
  await enable('DemoPythonEcho_1_0', { configuration: { greeting: 'hello' } });
  const domain = await observe(scene, { dataType: 'domain', data: 'evil.example' });
  const report = reportOf(await runJob(scene, 'DemoPythonEcho_1_0', domain));
  expect(report).toMatchObject({
    full: { message: 'hello: evil.example', dataType: 'domain' },
    summary: { taxonomies: [{ level: 'info', namespace: 'DemoPythonEcho', value: 'domain' }] },
  });
});

describe('neurons of a folder of their own', () => {
  it('are offered without a restart, and a definition that cannot be used is named', async () => {
    const { neurons, scene } = here();
    expect(await offeredIds()).not.toContain('FileParts_1_0');
    await enableFixture('FileParts');
    await mkdir(join(neurons, 'Wrong'));
    await writeFile(join(neurons, 'Wrong', 'Wrong.json'), '{"name": "Wrong", "version": 3}');
    await until('the refusal', async () => {
      const { refused } = await scene.ana.call('GET', '/neuron');
      return JSON.stringify(refused).includes('Wrong.json');
    });
  });

  it('a file analyzer reads the file and gives back a file and values, which become observables', async () => {
    const { scene } = here();
    const { ana, caseId } = scene;
    const bytes = Buffer.from('first line\nsecond\n');
    await ana.upload(
      `/case/${caseId}/observable`,
      'attachment',
      [{ name: 'two lines.txt', type: 'text/plain', bytes }],
      { dataType: 'file' },
    );
    const file = (await observables(scene)).find((one) => one.dataType === 'file');
    const job = await runJob(scene, 'FileParts_1_0', String(file?._id));
    const sha256 = (file?.attachment as { hashes?: readonly string[] } | undefined)?.hashes?.[0];
    expect(reportOf(job)).toMatchObject({
      full: {
        ...{ filename: 'two lines.txt', size: bytes.length, sha256, unicode: 'naïve 表' },
        name_on_disk_is_another: true,
      },
      summary: {
        taxonomies: [
          { level: 'suspicious', predicate: 'Lines', value: 2 },
          { level: 'info', predicate: 'Size', value: bytes.length },
        ],
      },
      artifacts: [
        { dataType: 'file', tags: ['part'], tlp: 4, attachment: expect.any(String) },
        { dataType: 'hash', data: sha256, message: 'digest of the whole' },
        { dataType: 'domain', data: 'second.example', tags: ['from:file'] },
      ],
    });
    await ana.call('POST', `/connector/cortex/job/${String(job._id)}/import`, {});
    const after = await observables(scene);
    expect(after.map((one) => one.data)).toEqual(expect.arrayContaining([sha256, 'second.example']));
    const part = after.find((one) =>
      String((one.attachment as Wire | undefined)?.name).endsWith('first-line.txt'),
    );
    expect(part).toMatchObject({ tlp: 4, attachment: { size: 'first line'.length } });
  });

  it('what an analyzer says with error() is the reason of the failure, with secrets removed', async () => {
    const { scene } = here();
    await enableFixture('Complains', { configuration: { service_key: 'very-secret-7' } });
    const said = await runJob(scene, 'Complains_1_0', await domain('asked.example'));
    expect(said).toMatchObject({
      status: 'Failure',
      errorMessage: 'The service answered 403: quota is used up (naïve)',
    });
    const raised = await runJob(scene, 'Complains_1_0', await domain('loudly.example'));
    expect(String(raised.errorMessage)).toMatch(/Traceback[\s\S]*ValueError: nobody caught REMOVED$/);
    const silent = await runJob(scene, 'Complains_1_0', await domain('quietly.example'));
    expect(silent).toMatchObject({ status: 'Failure', errorMessage: 'no output' });
    expect(JSON.stringify([said, raised, silent])).not.toContain('very-secret-7');
    expect(here().server.printed()).not.toContain('very-secret-7');
  });

  it('an analyzer without a setting that it requires cannot be enabled', async () => {
    await expect(enableFixture('Complains', { name: 'Again', configuration: {} })).rejects.toThrow(
      /service_key/,
    );
  });

  it('what is above the highest TLP or PAP is refused in the words of the library', async () => {
    const { scene } = here();
    await enableFixture('Guarded');
    const low = { tlp: 1, pap: 1 };
    const secret = await runJob(scene, 'Guarded_1_0', await domain('amber.example', { ...low, tlp: 2 }));
    expect(secret).toMatchObject({ status: 'Failure', errorMessage: 'TLP is higher than allowed.' });
    const careful = await runJob(scene, 'Guarded_1_0', await domain('careful.example', { ...low, pap: 2 }));
    expect(careful).toMatchObject({ status: 'Failure', errorMessage: 'PAP is higher than allowed.' });
    const open = await runJob(scene, 'Guarded_1_0', await domain('green.example', low));
    expect(reportOf(open).full).toEqual({ tlp: 1, pap: 1, max_tlp: 1 });
    expect(await refusalOfLibrary({ tlp: 2, pap: 1 })).toBe(secret.errorMessage);
    expect(await refusalOfLibrary({ tlp: 1, pap: 2 })).toBe(careful.errorMessage);
  });

  it('the library finds observables in a report when the neuron is set to', async () => {
    const { scene } = here();
    await enableFixture('Reads', { configuration: { auto_extract_artifacts: true } });
    await enableFixture('Reads', { name: 'ReadsNothing', configuration: { auto_extract_artifacts: false } });
    const given = await domain('given.example');
    const found = reportOf(await runJob(scene, 'Reads_1_0', given)).artifacts as readonly Wire[];
    expect(found.map(({ dataType, data }) => `${String(dataType)} ${String(data)}`)).toEqual(
      expect.arrayContaining([
        'url http://bad.example/pay',
        'mail x@bad.example',
        'hash 44d88612fea8a8f36de82e1278abb02f',
      ]),
    );
    expect(found.map(({ data }) => data)).not.toContain('given.example');
    expect(reportOf(await runJob(scene, 'ReadsNothing', given)).artifacts).toEqual([]);
  });

  it('a responder changes its case by operations, and each says how it went', async () => {
    const { scene } = here();
    await enableFixture('Tidies');
    const action = await runAction(scene, 'Tidies_1_0');
    expect(action).toMatchObject({ status: 'Success' });
    const done = JSON.parse(String(action.operations)) as readonly Wire[];
    expect(done.map(({ type, status }) => `${String(type)} ${String(status)}`)).toEqual([
      'AddTagToCase Success',
      'CreateTask Success',
      'AddArtifactToCase Success',
      'CloseTask Failure',
    ]);
    const { ana, caseId } = scene;
    expect((await ana.call('GET', `/case/${caseId}`)).tags).toContain('tidied');
    expect((await below(scene, 'tasks')).map(({ title }) => title)).toContain('Look again');
    expect(await observables(scene)).toContainEqual(
      expect.objectContaining({ dataType: 'domain', data: 'tidy.example', tags: ['by:Tidies'] }),
    );
  });

  it('a run whose packages cannot be installed fails with what the installer said', async () => {
    const { scene } = here();
    await enableFixture('Unmakeable');
    const unmakeable = (await scene.ana.list('GET', '/neuron/enabled')).find(
      (one) => one.definitionId === 'Unmakeable_1_0',
    );
    const path = `/neuron/${String(unmakeable?._id)}/environment`;
    await until(
      'the environment to fail',
      async () => (await scene.ana.call('GET', path)).state === 'failed',
    );
    const view = await scene.ana.call('GET', path);
    expect(view).toMatchObject({
      step: 'install',
      reason: expect.stringMatching(/^ERROR: .*cortexutils==0\.0\.1\.dev404/),
    });
    expect(JSON.stringify(view.log)).toContain('cortexutils==0.0.1.dev404');
    const job = await runJob(scene, 'Unmakeable_1_0', await domain('never.example'));
    expect(job.status).toBe('Failure');
    expect(String(job.errorMessage)).toMatch(
      /^Worker cannot be run: its packages could not be installed: [\s\S]*cortexutils==0\.0\.1\.dev404/,
    );
  });

  it('all with the same list of packages share one environment', async () => {
    const environments = (await readdir(join(here().folder, 'data', 'venvs'))).filter(
      (name) => !name.includes('.'),
    );
    expect(environments).toHaveLength(1);
  });
});

it('a neuron on a machine without a usable interpreter says which was tried and what names another', async () => {
  await withServer({ SKEP_PYTHON: '/nowhere/python3' }, async (server) => {
    const scene = await buildScene(server);
    await scene.ana.call('POST', '/neuron', { definitionId: 'DemoPythonEcho_1_0', configuration: {} });
    const job = await runJob(
      scene,
      'DemoPythonEcho_1_0',
      await observe(scene, { dataType: 'domain', data: 'evil.example' }),
    );
    expect(job.status).toBe('Failure');
    expect(String(job.errorMessage)).toMatch(
      /^Worker cannot be run: no usable Python 3\.9 or later was found \(\/nowhere\/python3: .+\); SKEP_PYTHON names another one$/,
    );
  });
});

function domain(data: string, fields: Wire = {}): Promise<string> {
  return observe(here().scene, { dataType: 'domain', data, ...fields });
}

function below({ ana, caseId }: Scene, operation: string): Promise<readonly Wire[]> {
  return ana.list('POST', '/query', {
    query: [{ _name: 'getCase', idOrName: caseId }, { _name: operation }],
  });
}

function observables(scene: Scene): Promise<readonly Wire[]> {
  return below(scene, 'observables');
}

/** What the library itself answers for an object above the ceilings, without the server. */
async function refusalOfLibrary(levels: Wire): Promise<unknown> {
  const { folder } = here();
  const environments = join(folder, 'data', 'venvs');
  const [key = ''] = (await readdir(environments)).filter((name) => !name.includes('.'));
  const job = await mkdtemp(join(folder, 'job-'));
  await mkdir(join(job, 'input'));
  const config = { check_tlp: true, max_tlp: 1, check_pap: true, max_pap: 1 };
  const input = { dataType: 'domain', data: 'x.example', config, ...levels };
  await writeFile(join(job, 'input', 'input.json'), JSON.stringify(input));
  const python = join(environments, key, 'bin', 'python');
  // It ends with 1 after it has refused.
  const command = ['-c', '"$@" || true', 'sh', python, join(fixtures, 'Guarded', 'guarded.py'), job];
  execFileSync('/bin/sh', command, { stdio: 'pipe' });
  const output: Wire = JSON.parse(await readFile(join(job, 'output', 'output.json'), 'utf8'));
  return output.errorMessage;
}
