/** Catalogues at addresses, against a small server: what counts, what is refused, and what stays when nothing comes. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDownload } from '../../lib/download.ts';
import { plainDefinition, type TemporaryFolder, temporaryFolder } from '../testing.ts';
import { type Catalogue, openCatalogue } from './catalogue.ts';
import { fetchedCatalogue, largestCatalogue } from './catalogue-download.ts';

const answers = new Map<string, string>();
const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? '');
  response.writeHead(answer === undefined ? 503 : 200).end(answer);
});
let folder: TemporaryFolder;
let base = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await folder[Symbol.asyncDispose]();
});

const { command: _, ...withoutCommand } = plainDefinition;
const inImage = { ...withoutCommand, dockerImage: 'registry.example/trial:1' };
const download = createDownload({ networks: ['127.0.0.0/8'], timeoutMs: 5_000 });

async function opened(paths: readonly string[], images = true): Promise<Catalogue & Disposable> {
  const sources = paths.map((path) => fetchedCatalogue(`${base}${path}`, folder.path, download));
  const catalogue = await openCatalogue({ sources, images });
  return { ...catalogue, [Symbol.dispose]: () => catalogue.close() };
}

function seen({ current }: Catalogue): { ids: string[]; reasons: string[]; places: string[] } {
  const { entries, refused } = current();
  return {
    ids: [...entries.keys()],
    reasons: refused.map(({ reason }) => reason),
    places: [...new Set(refused.map(({ file }) => file))],
  };
}

test('each definition of a catalogue counts by itself, and only images are taken', async () => {
  const list = [
    inImage,
    { name: 'Half' },
    { ...plainDefinition, name: 'Program' },
    { ...inImage, name: 'B', command: '/bin/sh' },
  ];
  answers.set('/analyzers.json?key=secret', JSON.stringify(list));
  using catalogue = await opened(['/analyzers.json?key=secret']);
  await catalogue.rescan();
  const { ids, reasons, places } = seen(catalogue);
  expect(ids).toEqual(['Trial_1_0', 'B_1_0']);
  expect(catalogue.current().entries.get('B_1_0')?.definition.command).toBeUndefined();
  expect(reasons).toEqual([
    expect.stringContaining('"version"'),
    'names no container image, and programs are not fetched',
  ]);
  expect(places).toEqual([`${base}/analyzers.json`]);
});

test('where images are not run each definition is shown with that reason', async () => {
  answers.set('/responders.json', JSON.stringify(inImage));
  using catalogue = await opened(['/responders.json'], false);
  await catalogue.rescan();
  expect(seen(catalogue)).toMatchObject({
    ids: [],
    reasons: [expect.stringContaining('SKEP_NEURON_RUNNER is not docker')],
  });
});

test('an address that fails harms only itself, and what came before it counts, also after a restart', async () => {
  answers.set('/one.json', JSON.stringify([inImage]));
  answers.set('/two.json', JSON.stringify([{ ...inImage, name: 'Two' }]));
  using before = await opened(['/one.json', '/two.json']);
  await before.rescan();
  expect(seen(before)).toMatchObject({ ids: ['Trial_1_0', 'Two_1_0'], reasons: [] });
  answers.delete('/one.json');
  answers.set('/two.json', JSON.stringify([{ ...inImage, name: 'Changed' }]));
  using after = await opened(['/one.json', '/two.json', '/never.json']);
  expect(seen(after).ids).toEqual(['Trial_1_0', 'Two_1_0']);
  await after.rescan();
  expect(seen(after)).toMatchObject({
    ids: ['Trial_1_0', 'Changed_1_0'],
    reasons: [
      expect.stringMatching(/answered 503; what came at \S+ counts until then$/),
      expect.stringMatching(/answered 503$/),
    ],
  });
});

test('what is no JSON, too large or at a forbidden address is not kept', async () => {
  answers.set('/page.json', '<html>');
  answers.set('/large.json', `"${'x'.repeat(largestCatalogue)}"`);
  using catalogue = await opened(['/page.json', '/large.json']);
  await catalogue.rescan();
  expect(seen(catalogue).reasons).toEqual([
    'cannot be fetched: what came is not JSON',
    expect.stringContaining('it is larger than'),
  ]);
  const guarded = createDownload({ networks: [] });
  const inside = fetchedCatalogue(`${base}/one.json`, `${folder.path}/other`, guarded);
  await inside.refresh();
  expect(inside.trouble()).toContain('is no public address');
});
