/** Folders of neurons: their layouts, what is left out and why, and that changes are noticed. */

import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { plainDefinition, temporaryFolder, writeAt, writeNeuron } from '../testing.ts';
import { openCatalogue } from './catalogue.ts';
import { type Snapshot, scanCatalogues } from './catalogue-scan.ts';

const script = '';

function idsIn({ entries }: Snapshot): string[] {
  return [...entries.keys()].sort();
}

function reasonsIn({ refused }: Snapshot): string[] {
  return refused.map(({ reason }) => reason);
}

test('each folder may hold several definitions, each file one or a list', async () => {
  await using base = await temporaryFolder();
  await writeNeuron(base.path, script, { name: 'A', command: 'A/a.py' });
  const command = 'A/a.py';
  await writeAt(
    join(base.path, 'A', 'more.json'),
    JSON.stringify([
      { ...plainDefinition, name: 'B', command },
      { ...plainDefinition, name: 'C', command },
    ]),
  );
  await writeAt(join(base.path, 'A', 'package.json'), '{}');
  await writeAt(join(base.path, 'A', 'off.json.disabled'), '{}');
  const found = await scanCatalogues([base.path]);
  expect(idsIn(found)).toEqual(['A_1_0', 'B_1_0', 'C_1_0']);
  expect(found.refused).toEqual([]);
  expect(found.entries.get('B_1_0')).toMatchObject({
    root: base.path,
    folder: join(base.path, 'A'),
    script: join(base.path, 'A', 'a.py'),
  });
});

test('a folder with analyzers and responders counts as those two, and they tell the kind', async () => {
  await using base = await temporaryFolder();
  await writeNeuron(join(base.path, 'analyzers'), script, { name: 'A', command: 'A/a.py' });
  await writeNeuron(join(base.path, 'responders'), script, {
    name: 'R',
    command: 'R/r.py',
    dataTypeList: ['url'],
  });
  const { entries } = await scanCatalogues([base.path]);
  expect(entries.get('A_1_0')?.definition.kind).toBe('analyzer');
  expect(entries.get('R_1_0')?.definition.kind).toBe('responder');
});

test('a file of definitions is a source as well', async () => {
  await using base = await temporaryFolder();
  await writeNeuron(base.path, script, { name: 'A', command: 'A/a.py' });
  await writeAt(join(base.path, 'all.json'), JSON.stringify([{ ...plainDefinition, command: 'A/a.py' }]));
  expect(idsIn(await scanCatalogues([join(base.path, 'all.json')]))).toEqual(['Trial_1_0']);
});

test('what is wrong with one definition harms no other', async () => {
  await using base = await temporaryFolder();
  await writeNeuron(base.path, script);
  await writeAt(join(base.path, 'NoJson', 'x.json'), '{');
  await writeAt(
    join(base.path, 'Wrong', 'x.json'),
    JSON.stringify([{ name: 'X' }, { ...plainDefinition, name: 'Y', command: 'Trial/trial.mjs' }]),
  );
  await writeAt(join(base.path, 'Large', 'x.json'), ' '.repeat(1024 ** 2 + 1));
  await mkdir(join(base.path, 'Folder', 'x.json'), { recursive: true });
  const found = await scanCatalogues([base.path, join(base.path, 'absent')]);
  expect(idsIn(found)).toEqual(['Trial_1_0', 'Y_1_0']);
  expect(reasonsIn(found)).toEqual([
    'is not a regular file',
    'is larger than 1048576 bytes',
    expect.stringMatching(/^is not JSON/),
    expect.stringMatching(/"version" is missing.*"author" is missing/),
    'does not exist',
  ]);
});

test.each([
  ['../outside/x.py', /not a path such as/],
  ['x.py', /not a path such as/],
  ['/etc/passwd', /not a path such as/],
  ['Trial/../../x.py', /not a path such as/],
  ['Absent/x.py', /there is no folder/],
  ['Trial/absent.py', /there is no such file/],
  ['Trial/leak.py', /a link that leads out/],
  ['Trial/inner', /is not a file/],
])('the command %s is refused', async (command, reason) => {
  await using base = await temporaryFolder();
  await writeNeuron(join(base.path, 'all'), script);
  await writeAt(join(base.path, 'outside', 'x.py'), '');
  await mkdir(join(base.path, 'all', 'Trial', 'inner'));
  await symlink('/etc/passwd', join(base.path, 'all', 'Trial', 'leak.py'));
  await writeAt(
    join(base.path, 'all', 'Trial', 'bad.json'),
    JSON.stringify({ ...plainDefinition, name: 'Bad', command }),
  );
  const found = await scanCatalogues([join(base.path, 'all')]);
  expect(idsIn(found)).toEqual(['Trial_1_0']);
  expect(found.refused).toMatchObject([{ id: 'Bad_1_0', reason: expect.stringMatching(reason) }]);
});

test('links to folders and to definitions are not followed', async () => {
  await using base = await temporaryFolder();
  const all = join(base.path, 'all');
  const { folder, file } = await writeNeuron(join(base.path, 'other'), script);
  await mkdir(join(all, 'Mine'), { recursive: true });
  await symlink(folder, join(all, 'Linked'));
  await symlink(file, join(all, 'Mine', 'x.json'));
  const found = await scanCatalogues([all]);
  expect(idsIn(found)).toEqual([]);
  expect(reasonsIn(found)).toEqual([
    expect.stringMatching(/^is a link/),
    'is a link; links are not followed',
  ]);
});

test('of two definitions with one identifier the later source wins', async () => {
  await using base = await temporaryFolder();
  const sources = [join(base.path, 'first'), join(base.path, 'second')];
  for (const source of sources) await writeNeuron(source, script, { description: source });
  const found = await scanCatalogues(sources);
  expect(found.entries.get('Trial_1_0')?.root).toBe(sources[1]);
  expect(reasonsIn(found)).toEqual([expect.stringMatching(/^is replaced by/)]);
});

test('a definition with only an image is left out with the reason', async () => {
  await using base = await temporaryFolder();
  const { command: _, ...rest } = plainDefinition;
  await writeAt(join(base.path, 'Trial', 'x.json'), JSON.stringify({ ...rest, dockerImage: 'x' }));
  expect(reasonsIn(await scanCatalogues([base.path]))).toEqual([expect.stringMatching(/images are not run/)]);
});

test('a definition with an image needs nothing beside it where images are run', async () => {
  await using base = await temporaryFolder();
  const listed = [
    { ...plainDefinition, dockerImage: 'cortex/trial:1.0' },
    { ...plainDefinition, name: 'Bare', command: undefined, dockerImage: 'cortex/bare:1.0' },
  ];
  const file = join(base.path, 'catalogue.json');
  await writeAt(file, JSON.stringify(listed));
  const found = await scanCatalogues([file], undefined, true);
  expect([...found.entries.keys()].sort()).toEqual(['Bare_1_0', 'Trial_1_0']);
  expect(found.refused).toEqual([]);
});

test('a neuron added, changed and removed is noticed without asking', async () => {
  await using base = await temporaryFolder();
  const catalogue = await openCatalogue({
    sources: [base.path],
    rescanMs: 60_000,
    quietMs: 10,
    settledMs: 20,
  });
  try {
    const changes: Snapshot[] = [];
    catalogue.onChange((snapshot) => changes.push(snapshot));
    const { file, folder } = await writeNeuron(base.path, script);
    await expect
      .poll(() => idsIn(catalogue.current()), { interval: 10, timeout: 5000 })
      .toEqual(['Trial_1_0']);
    await writeFile(file, JSON.stringify({ ...plainDefinition, version: '2.0' }));
    await expect
      .poll(() => idsIn(catalogue.current()), { interval: 10, timeout: 5000 })
      .toEqual(['Trial_2_0']);
    await rm(folder, { recursive: true });
    await expect.poll(() => idsIn(catalogue.current()), { interval: 10, timeout: 5000 }).toEqual([]);
    expect(changes.length).toBeGreaterThanOrEqual(3);
  } finally {
    catalogue.close();
  }
});

test('a folder that is being written is not taken before it is complete', async () => {
  await using base = await temporaryFolder();
  const catalogue = await openCatalogue({
    sources: [base.path],
    rescanMs: 60_000,
    quietMs: 10,
    settledMs: 500,
  });
  try {
    const seen: string[][] = [];
    catalogue.onChange((snapshot) => seen.push(idsIn(snapshot)));
    // Slower than the pause after which a change is acted on, and the script comes last.
    for (const version of ['1.0', '1.1', '1.2']) {
      await writeNeuron(base.path, script, { version });
      await setTimeout(60);
    }
    await expect
      .poll(() => idsIn(catalogue.current()), { interval: 10, timeout: 5000 })
      .toEqual(['Trial_1_2']);
    expect(seen).toEqual([['Trial_1_2']]);
  } finally {
    catalogue.close();
  }
});

test('a neuron stays as it was while its folder is being written again', async () => {
  await using base = await temporaryFolder();
  const { file } = await writeNeuron(base.path, script);
  const before = await scanCatalogues([base.path]);
  await writeFile(file, JSON.stringify({ ...plainDefinition, version: '2.0' }));
  const during = await scanCatalogues([base.path], { withinMs: 60_000, before });
  expect(idsIn(during)).toEqual(['Trial_1_0']);
  expect(during.unsettled).toBe(true);
});

test('versions of a neuron stand side by side in folders of their own', async () => {
  await using base = await temporaryFolder();
  for (const version of ['1.0', '2.0'])
    await writeNeuron(base.path, script, { version, command: `Trial-${version}/trial.mjs` });
  expect(idsIn(await scanCatalogues([base.path]))).toEqual(['Trial_1_0', 'Trial_2_0']);
});

test('a folder that appears after the start is noticed by the slow look', async () => {
  await using base = await temporaryFolder();
  const source = join(base.path, 'later');
  const catalogue = await openCatalogue({ sources: [source], rescanMs: 50, quietMs: 10, settledMs: 20 });
  try {
    expect(reasonsIn(catalogue.current())).toEqual(['does not exist']);
    await writeNeuron(source, script);
    await expect
      .poll(() => idsIn(catalogue.current()), { interval: 10, timeout: 5000 })
      .toEqual(['Trial_1_0']);
  } finally {
    catalogue.close();
  }
});

test('scans asked for while one runs share the next', async () => {
  await using base = await temporaryFolder();
  const catalogue = await openCatalogue({ sources: [base.path], rescanMs: 60_000, quietMs: 60_000 });
  try {
    await writeNeuron(base.path, script);
    const [first, second, third] = [catalogue.rescan(), catalogue.rescan(), catalogue.rescan()];
    expect(idsIn(await first)).toEqual(['Trial_1_0']);
    expect(await second).not.toBe(await first);
    expect(await second).toBe(await third);
  } finally {
    catalogue.close();
  }
});
