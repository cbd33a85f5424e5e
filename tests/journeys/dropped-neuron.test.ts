/** A newcomer's neuron, dropped beside the data of a server that has other folders to look in. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { neuronPrelude, temporaryFolder, writeNeuron } from '../../server/src/engine/testing.ts';
import { basic, createApiClient, type Wire } from './api-client.ts';
import { withServer } from './server.ts';

const script = `${neuronPrelude}\nsucceed({});`;

it('is offered while the server runs, beside those of the folders that SKEP_NEURONS names', async () => {
  await using named = await temporaryFolder();
  await writeNeuron(named.path, script, { name: 'Named', command: 'Named/named.mjs' });
  await withServer({ SKEP_NEURONS: named.path }, async ({ url, administrator, folder }) => {
    const root = createApiClient(url, basic(administrator.login, administrator.password), 'main');
    const offered = async (): Promise<readonly unknown[]> => {
      const { offers } = await root.call('GET', '/neuron');
      return Array.isArray(offers) ? offers.map((offer: Wire) => offer.id) : [];
    };
    expect(await offered()).toContain('Named_1_0');
    expect(await offered()).not.toContain('Dropped_1_0');
    const dropped = join(folder, 'data', 'neurons');
    await writeNeuron(dropped, script, { name: 'Dropped', command: 'Dropped/dropped.mjs' });
    await expect.poll(offered, { timeout: 60_000, interval: 50 }).toContain('Dropped_1_0');
    expect(await offered()).toContain('Named_1_0');
  });
}, 120_000);
