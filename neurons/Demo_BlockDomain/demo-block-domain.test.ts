/** Runs the demonstration against a real file and a real HTTP sink. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./demo-block-domain.ts', import.meta.url).pathname;
const received: string[] = [];
const sink: { server: Server | undefined; url: string; folder: string } = {
  server: undefined,
  url: '',
  folder: '',
};

beforeAll(async () => {
  sink.folder = await mkdtemp(join(tmpdir(), 'block-domain-'));
  const server = createServer(async (request, response) => {
    received.push(await text(request));
    response.writeHead(request.url === '/broken' ? 500 : 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  sink.server = server;
  sink.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(async () => {
  await new Promise((resolve) => sink.server?.close(resolve));
  await rm(sink.folder, { recursive: true });
});

const block = (config: object, dataType = 'domain', pap = 1) =>
  tryNeuron({
    script,
    input: {
      dataType: 'thehive:case_artifact',
      data: { _type: 'case_artifact', dataType, data: 'evil.example' },
      tlp: 2,
      pap,
      config: { check_pap: true, max_pap: 1, ...config },
    },
  });

describe('Demo_BlockDomain', () => {
  it('tells both sinks and tags the observable', async () => {
    const file = join(sink.folder, 'blocked.jsonl');
    const { output } = await block({ sink_url: `${sink.url}/block`, sink_file: file });
    expect(output).toMatchObject({
      success: true,
      operations: [{ type: 'AddTagToArtifact', tag: 'blocked' }],
    });
    expect(received).toContain('{"action":"block","domain":"evil.example"}');
    expect(await readFile(file, 'utf8')).toBe('{"action":"block","domain":"evil.example"}\n');
  });

  it('says that nobody was told when no sink is set', async () => {
    const { output } = await block({});
    expect(output).toMatchObject({
      full: { message: 'Blocked evil.example; told nobody: no sink is set', sinks: [] },
    });
  });

  it('fails when the sink refuses or is not there', async () => {
    const gone = await block({ sink_url: 'http://127.0.0.1:1/' });
    expect(gone.output.errorMessage).toBe('The sink at http://127.0.0.1:1/ cannot be reached');
    const { output } = await block({ sink_url: `${sink.url}/broken` });
    expect(output).toMatchObject({ success: false, errorMessage: 'The sink answered 500' });
  });

  it('refuses other observables and a PAP above its ceiling', async () => {
    expect((await block({}, 'ip')).output.errorMessage).toBe('Only a domain or fqdn can be blocked, not ip');
    expect((await block({}, 'domain', 2)).output.errorMessage).toBe('PAP is higher than allowed.');
  });
});
