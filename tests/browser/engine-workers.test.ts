/** While no process takes runs, the engine room says so; once one does, what waited is done without anybody's help. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JourneyServer, startServer, stopServer } from '../journeys/server.ts';
import { lines, openScene, organisation, type Scene, signedIn } from './alert-scene.ts';
import { expectAccessible } from './browser.ts';
import { takeShots } from './shots.ts';

let scene: Scene;
let second: JourneyServer | undefined;

beforeAll(async () => {
  scene = await openScene({ SKEP_SERVICES: 'http' });
  await scene.source.call('POST', '/neuron', {
    definitionId: 'Demo_DNS_1_0',
    configuration: { delay_ms: 0 },
  });
  const made = await scene.source.call('POST', '/case', { title: 'A name', description: '' });
  const [added] = await scene.source.list('POST', `/case/${String(made._id)}/observable`, {
    dataType: 'domain',
    data: 'evil.example',
  });
  await scene.source.call('POST', '/connector/cortex/job', {
    analyzerId: 'Demo_DNS_1_0',
    cortexId: 'local',
    artifactId: String(added?._id),
  });
});

afterAll(async () => {
  if (second !== undefined) await stopServer(second);
  await scene?.close();
});

it('says that no process takes runs, and that one does again', async () => {
  await signedIn(scene, 'lea', async (page, { takeComplaints }) => {
    await page.goto(`${scene.server.url}/o/${organisation}/engine/jobs`);
    await page.getByRole('status').getByText('no worker').waitFor();
    await page.getByRole('alert').getByText('No process takes runs at the moment').waitFor();
    await lines(page).filter({ hasText: 'Queued' }).click();
    await page.getByTestId('preview-drawer').getByText('no worker').waitFor();
    await expectAccessible(page);
    await takeShots(page, 'no-worker', true);

    await stopServer(scene.server);
    second = await startServer(scene.server.folder, { SKEP_PORT: new URL(scene.server.url).port });
    await page.reload();
    await page.getByRole('status').getByText('1 worker').waitFor();
    await lines(page).filter({ hasText: 'Success' }).waitFor();
    expect(await page.getByText('No process takes runs').count()).toBe(0);
    // The server was away for a moment.
    takeComplaints();
  });
});
