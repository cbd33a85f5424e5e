/** One Skep as the Cortex of another, both killed while a run goes on: it is carried out once, and its report arrives. */
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type ApiClient, basic, createApiClient } from '../journeys/api-client.ts';
import { type JourneyServer, startServer, stopServer } from '../journeys/server.ts';
import { byChance, takesPart } from '../support/faults.ts';
import { type Scene, until, withScene } from './scene.ts';

/** Longest wait for what a server does in the background, in milliseconds. */
const longest = 90_000;
const analyzer = 'UrlAnatomy_1_0';

function clientOf({ url, administrator }: JourneyServer, organisation: string): ApiClient {
  return createApiClient(url, basic(administrator.login, administrator.password), organisation);
}

/** An account of the far server that may run its analyzer; gives its key. */
async function prepareFar(far: JourneyServer): Promise<string> {
  const client = clientOf(far, 'main');
  await client.call('POST', '/neuron', { definitionId: analyzer });
  const account = { login: 'near@main.test', name: 'Near', profile: 'analyst', organisation: 'main' };
  const { _id } = await client.call('POST', '/user', account);
  return String((await client.call('POST', `/user/${String(_id)}/key/renew`)).text);
}

/** The runs of the far server, as its Cortex API tells them. */
async function runsOf(far: JourneyServer, key: string): Promise<readonly { readonly id: string }[]> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${far.url}/cortex/api/job?range=all`, { headers });
  const runs: unknown = await answer.json();
  return Array.isArray(runs) ? runs : [];
}

/** Asks for a run on the far server; gives the id of the job and of its observable. */
async function askForRun(
  near: JourneyServer,
): Promise<{ readonly job: string; readonly observable: string }> {
  const client = clientOf(near, 'main');
  const { _id: caseId } = await client.call('POST', '/case', { title: 'Far', description: 'Far' });
  const [observable] = await client.list('POST', `/case/${String(caseId)}/observable`, {
    dataType: 'url',
    data: 'https://evil.example/login?to=https%3A%2F%2Fworse.example',
  });
  const asked = { analyzerId: analyzer, cortexId: 'far', artifactId: observable?._id };
  const { _id } = await client.call('POST', '/connector/cortex/job', asked);
  return { job: String(_id), observable: String(observable?._id) };
}

/** Nobody waits here until the queue counts the run of a killed process as lost by itself. */
function forgetHeartbeats(scene: Scene): Promise<unknown> {
  return scene.reach((session) =>
    session.query(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`),
  );
}

async function killed(server: JourneyServer): Promise<void> {
  const ended = once(server.process, 'exit');
  server.process.kill('SIGKILL');
  await ended;
}

it.skipIf(!takesPart('external-cortex'))(
  `runs an analyzer of another Skep once, although both are killed meanwhile ${byChance}`,
  {
    timeout: 300_000,
  },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'skep-far-'));
    await chmod(folder, 0o755);
    // Without its engine a run stays where it is, so both can be killed in the middle of it.
    let far = await startServer(folder, { SKEP_SERVICES: 'http' });
    try {
      const key = await prepareFar(far);
      await withScene({}, async (scene) => {
        const near = await scene.server();
        const attached = await clientOf(near, 'admin').call('POST', '/cortexServer', {
          name: 'far',
          address: `${far.url}/cortex`,
          apiKey: key,
          internal: true,
        });
        expect(attached).toMatchObject({ status: 'OK', neuronCount: 1 });
        expect(await clientOf(near, 'main').list('GET', '/connector/cortex/analyzer')).toMatchObject([
          { name: analyzer, cortexIds: ['far'] },
        ]);
        const { job, observable } = await askForRun(near);
        const read = async () =>
          clientOf(await scene.server(), 'main').call('GET', `/connector/cortex/job/${job}`);
        await until('the run to be known there', longest, async () => (await runsOf(far, key)).length > 0);
        const [there] = await runsOf(far, key);
        await until(
          'the run there to be known here',
          longest,
          async () => (await read()).cortexJobId === there?.id,
        );

        await Promise.all([scene.kill('server'), killed(far)]);
        const { port } = new URL(far.url);
        far = await startServer(folder, { SKEP_PORT: port });
        await scene.restart();
        await forgetHeartbeats(scene);

        await until(
          'the run to end',
          longest,
          async () => !/Waiting|InProgress/.test(String((await read()).status)),
        );
        expect(await read()).toMatchObject({
          status: 'Success',
          cortexId: 'far',
          cortexJobId: there?.id,
          report: { success: true },
        });
        expect(await runsOf(far, key)).toMatchObject([{ id: there?.id, status: 'Success' }]);
        const seen = await clientOf(await scene.server(), 'main').call('GET', `/observable/${observable}`);
        expect(seen.reports).toHaveProperty(analyzer);
      });
    } finally {
      await stopServer(far);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
