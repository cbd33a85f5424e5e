/** Runs small neurons as real processes and looks at the reports they leave. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from './json.ts';
import { type TrialResult, tryNeuron } from './testing.ts';

const kit = import.meta.resolve('./index.ts');
const scripts = { folder: '', count: 0 };

beforeAll(async () => {
  scripts.folder = await mkdtemp(join(tmpdir(), 'sdk-neurons-'));
});

afterAll(async () => {
  await rm(scripts.folder, { recursive: true });
});

/** Runs an analyzer or responder whose entry call is the given source text. */
async function tryCode(source: string, input: JsonObject, file?: { filename: string; content: Uint8Array }) {
  scripts.count += 1;
  const script = join(scripts.folder, `neuron-${scripts.count}.ts`);
  const names = 'analyzer, responder, buildArtifact, buildOperation, buildTaxonomy, NeuronError';
  await writeFile(script, `import { ${names} } from ${JSON.stringify(kit)};\n${source}\n`);
  return tryNeuron({ script, input, ...(file === undefined ? {} : { file }) });
}

const onDomain = { dataType: 'domain', data: 'evil.example', tlp: 1, pap: 1, message: '42' };

function failure(result: TrialResult): unknown {
  return [result.exitCode, result.output.success, result.output.errorMessage];
}

describe('an analyzer', () => {
  it('writes a complete report', async () => {
    const result = await tryCode(
      `analyzer({ run: (job) => ({
        full: { seen: job.data, note: 'é世' },
        taxonomies: [buildTaxonomy('malicious', 'Test', 'Verdict', 3)],
        artifacts: [buildArtifact('ip', '203.0.113.9', { tags: ['a'] })],
        operations: [buildOperation('AddTagToArtifact', { tag: 'seen' })],
      }) });`,
      onDomain,
    );
    expect(result.exitCode).toBe(0);
    expect(result.output).toEqual({
      success: true,
      full: { seen: 'evil.example', note: 'é世' },
      summary: { taxonomies: [{ level: 'malicious', namespace: 'Test', predicate: 'Verdict', value: 3 }] },
      artifacts: [{ dataType: 'ip', data: '203.0.113.9', tags: ['a'], tlp: 1 }],
      operations: [{ type: 'AddTagToArtifact', tag: 'seen' }],
    });
    expect([...result.files.keys()]).toEqual(['output.json']);
  });

  it('takes artifacts from its report when it names none', async () => {
    const full = { list: ['hxxp://bad[.]example/x', { a: '198.51.100.4' }, '198.51.100.4', 'plain words'] };
    const source = `analyzer({ run: () => (${JSON.stringify({ full: { ...full, own: 'www.evil.example' } })}) });`;
    const found = await tryCode(source, onDomain);
    expect(found.output.artifacts).toEqual([
      { dataType: 'url', data: 'http://bad.example/x', tlp: 1, tags: [] },
      { dataType: 'ip', data: '198.51.100.4', tlp: 1, tags: [] },
    ]);
    const switchedOff = await tryCode(source, { ...onDomain, config: { auto_extract_artifacts: false } });
    expect(switchedOff.output.artifacts).toEqual([]);
  });

  it('reads a file and hands one back under a harmless name', async () => {
    const result = await tryCode(
      `import { readFileSync } from 'node:fs';
       analyzer({ run: (job) => ({
        full: { name: job.data, same: job.getParam('file') === job.file?.path, type: job.file?.contentType },
        artifacts: [job.buildFileArtifact({
          filename: '../../a:b?.bin', content: readFileSync(job.file.path), contentType: 'x/y', tags: ['t'] })],
      }) });`,
      { tlp: 2, pap: 2 },
      { filename: 'invoice.eml', content: new TextEncoder().encode('bytes') },
    );
    expect(result.output.full).toEqual({ name: 'invoice.eml', same: true, type: 'application/octet-stream' });
    const [stored] = [...result.files.keys()].filter((name) => name.startsWith('artifact-'));
    expect(result.output.artifacts).toEqual([
      { dataType: 'file', file: stored, filename: 'a_b_.bin', contentType: 'x/y', tags: ['t'], tlp: 2 },
    ]);
    expect(new TextDecoder().decode(result.files.get(String(stored)))).toBe('bytes');
  });

  it('may declare what it uses below its entry call', async () => {
    const result = await tryCode(
      `analyzer({ run: () => ({ full: { used } }) }); const used = 'below';`,
      onDomain,
    );
    expect(result.output.full).toEqual({ used: 'below' });
  });

  it('leaves its partial output beside the report', async () => {
    const result = await tryCode(
      `analyzer({ run: (job) => { job.partial({ step: 1 }); job.partial({ step: 2 }); return { full: {} }; } });`,
      onDomain,
    );
    expect(JSON.parse(new TextDecoder().decode(result.files.get('partial.json')))).toEqual({
      full: { step: 2 },
    });
  });

  it('ends although a timer of its own still runs', async () => {
    const result = await tryCode(`setInterval(() => {}, 60_000); analyzer({ run: () => ({ full: {} }) });`, {
      ...onDomain,
    });
    expect(result.exitCode).toBe(0);
  });

  it('uses the proxy of its configuration', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(String(request.url));
      response.end('through the proxy');
    });
    proxy.on('connect', (request, socket) => {
      asked.push(String(request.url));
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await tryCode(
      `analyzer({ run: async () => { await fetch('http://upstream.example/'); return { full: {} }; } });`,
      { ...onDomain, config: { proxy: { http: `http://127.0.0.1:${port}` } } },
    );
    await new Promise((resolve) => proxy.close(resolve));
    expect(asked.join()).toContain('upstream.example');
  });
});

describe('a responder', () => {
  const source = `responder({ run: (job) => ({
    full: { title: job.getParam('data.title'), who: job.getParam('parameters.user', 'nobody') },
    operations: [buildOperation('CreateTask', { title: 't', description: 'd' })],
  }) });`;

  it('writes its report without summary and artifacts', async () => {
    const result = await tryCode(source, { dataType: 'thehive:case', data: { title: 'One' } });
    expect(result.output).toEqual({
      success: true,
      full: { title: 'One', who: 'nobody' },
      operations: [{ type: 'CreateTask', title: 't', description: 'd' }],
    });
  });

  it('fails without an object to run on', async () => {
    const result = await tryCode(source, { dataType: 'thehive:case', data: 'text' });
    expect(failure(result)).toEqual([1, false, 'Missing data field: the object a responder runs on']);
  });
});

describe('a ceiling', () => {
  const source = `analyzer({ run: () => ({ full: {} }) });`;

  it.each([
    ['TLP', { tlp: 3 }, { check_tlp: true, max_tlp: 2 }, 'TLP is higher than allowed.'],
    ['TLP without a maximum', { tlp: 3 }, { check_tlp: true, max_tlp: null }, 'TLP is higher than allowed.'],
    ['PAP', { pap: 2 }, { check_pap: true, max_pap: 1 }, 'PAP is higher than allowed.'],
  ])('of %s refuses a job above it', async (_name, levels, config, message) => {
    const result = await tryCode(source, { ...onDomain, ...levels, config });
    expect(failure(result)).toEqual([1, false, message]);
  });

  it.each([
    ['equal to it', { tlp: 2 }, { check_tlp: true, max_tlp: 2 }],
    ['above it while the check is off', { tlp: 3 }, { check_tlp: false, max_tlp: 1 }],
  ])('lets a job pass that is %s', async (_name, levels, config) => {
    expect((await tryCode(source, { ...onDomain, ...levels, config })).exitCode).toBe(0);
  });
});

describe('a failure report', () => {
  it.each([
    ['a stated failure', `throw new NeuronError('Quota used up', 'quota')`, 'Quota used up'],
    ['an exception', `throw new TypeError('x is wrong')`, 'x is wrong'],
    ['a thrown text', `throw 'just text'`, 'just text'],
    [
      'a rejected promise nobody waits for',
      `Promise.reject(new Error('lost')); return new Promise(() => setInterval(() => {}, 1000))`,
      'lost',
    ],
    [
      'an exception in a callback',
      `setImmediate(() => { throw new Error('later') }); return new Promise(() => {})`,
      'later',
    ],
    [
      'a promise that never settles',
      `return new Promise(() => {})`,
      'The neuron ended without giving a report',
    ],
    ['an exit of its own', `process.exit(0)`, 'The neuron ended without giving a report'],
    [
      'a result without report',
      `return { taxonomies: [] }`,
      'The neuron returned no { full: {…} }: its report must be an object',
    ],
  ])('follows %s', async (_name, body, message) => {
    const result = await tryCode(`analyzer({ run: () => { ${body} } });`, onDomain);
    expect(failure(result)).toEqual([1, false, message]);
  });

  it('follows a report that is no JSON', async () => {
    const result = await tryCode(`analyzer({ run: () => ({ full: { big: 1n } }) });`, onDomain);
    expect(result.output).toMatchObject({ success: false, errorMessage: expect.stringContaining('BigInt') });
  });

  it('follows missing input', async () => {
    const result = await tryCode(`analyzer({ run: () => ({ full: {} }) });`, { data: 'x' });
    expect(failure(result)).toEqual([1, false, 'Missing dataType field in input.json: a text such as "ip"']);
    expect(result.output.errorCode).toBe('inputUnreadable');
  });

  it('names a missing setting and removes every text of the configuration', async () => {
    const config = {
      service: 'scan',
      token: 'hush',
      limit: 3,
      list: ['hush'],
      proxy: { http: 'http://u:hush@p' },
      none: null,
    };
    const result = await tryCode(`analyzer({ run: (job) => ({ full: { k: job.config.text('key') } }) });`, {
      ...onDomain,
      config,
    });
    expect(result.output.errorMessage).toBe('Configuration item "key" is missing: a text');
    expect(JSON.stringify(result.output)).not.toContain('hush');
    expect(result.output.input).toMatchObject({
      data: 'evil.example',
      config: { service: 'scan', token: 'REMOVED', limit: 3, list: ['REMOVED'], none: null },
    });
  });
});
