/** The API of Cortex on a port of its own, for programs that take no path in the address of a Cortex. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { basic } from './api-client.ts';
import { withServer } from './server.ts';

/** A port that nobody uses at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('answers there at /api as it does below /cortex, and nothing else', { timeout: 100_000 }, async () => {
  const port = await freePort();
  await withServer(
    { SKEP_CORTEX_PORT: String(port) },
    async ({ url, administrator: { login, password } }) => {
      const alone = `http://127.0.0.1:${port}`;
      const headers = { authorization: basic(login, password) };
      const asked = async (address: string): Promise<unknown> => (await fetch(address, { headers })).json();
      for (const path of ['/api/status', '/api/user/current', '/modules'])
        expect(await asked(`${alone}${path}`)).toEqual(await asked(`${url}/cortex${path}`));
      expect(await asked(`${alone}/api/user/current`)).toMatchObject({ id: login });
      expect(await asked(`${alone}/api/v1/user/current`)).toEqual({
        type: 'NotFoundError',
        message: 'Route not found',
        code: 'notFound',
      });
    },
  );
});
