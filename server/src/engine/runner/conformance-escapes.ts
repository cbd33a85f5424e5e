/** What no neuron can do to the server, to other jobs or to whoever reads its report. Part of the conformance tests. */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bench } from './conformance.ts';
import { listProcesses } from './process-table.ts';

/** Declares the tests. */
export function describeEscapes(bench: Bench): void {
  describeSurvivors(bench);
  describeReaching(bench);
  describeFalseOutput(bench);
}

/** A length of sleep that nobody else uses, to find a process again by its command line. */
function rareSleep(): string {
  return `3600.${Math.floor(Math.random() * 1e9)}`;
}

async function sleeping(rare: string): Promise<number> {
  const lines = (await listProcesses()).map(({ pid }) =>
    readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => ''),
  );
  return (await Promise.all(lines)).filter((line) => line.includes(rare)).length;
}

function describeSurvivors({ run, needs }: Bench): void {
  test('children left behind in its group end with it', async () => {
    const rare = rareSleep();
    await run(
      `childProcess.spawn('/bin/sleep', ['${rare}'], { stdio: 'ignore' }).unref(); succeed({}); process.exit(0);`,
    );
    expect(await sleeping(rare)).toBe(0);
  });

  needs(
    'separated',
    'a process that forked twice into a session of its own with an empty environment ends with it',
    async () => {
      const rare = rareSleep();
      const result = await run(
        `childProcess.spawnSync('/bin/sh', ['-c', 'sleep ${rare} >/dev/null 2>&1 &'], { detached: true, env: {} }); succeed({}); process.exit(0);`,
      );
      expect(result.status).toBe('Success');
      expect(await sleeping(rare)).toBe(0);
    },
  );

  needs('separated', 'such a process ends as well when the run is stopped', async () => {
    const rare = rareSleep();
    await run(
      `childProcess.spawnSync('/bin/sh', ['-c', 'sleep ${rare} >/dev/null 2>&1 &'], { detached: true, env: {} }); setInterval(() => {}, 1000);`,
      { limits: { wallMs: 500 } },
    );
    expect(await sleeping(rare)).toBe(0);
  });

  test('a process that keeps the pipes open does not delay the end', async () => {
    const result = await run(
      `childProcess.spawn('/bin/sleep', ['3'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref(); succeed({}); process.exit(0);`,
    );
    expect(result.status).toBe('Success');
    expect(result.endedAt - result.startedAt).toBeLessThan(2500);
  });
}

function describeReaching({ run, ground, needs }: Bench): void {
  const parameters = (): { data: string; server: number } => ({ data: ground().data, server: process.pid });

  needs('separated', "the server's environment cannot be read", async () => {
    const result = await run(
      `succeed({ read: works(() => fs.readFileSync('/proc/' + input.parameters.server + '/environ')), parent: works(() => fs.readFileSync('/proc/' + process.ppid + '/environ')) && process.ppid === input.parameters.server });`,
      { parameters: parameters() },
    );
    expect(result).toMatchObject({ report: { full: { read: false, parent: false } } });
  });

  needs('separated', 'a secret in the data folder cannot be read', async () => {
    const result = await run(
      `succeed({ read: works(() => fs.readFileSync(input.parameters.data + '/secret')) });`,
      {
        parameters: parameters(),
      },
    );
    expect(result).toMatchObject({ report: { full: { read: false } } });
  });

  needs('separated', 'nothing can be written to the data folder or beside its own script', async () => {
    const result = await run(
      `succeed({ data: works(() => fs.writeFileSync(input.parameters.data + '/new', '')), own: works(() => fs.writeFileSync(process.argv[1] + '.new', '')) });`,
      { parameters: parameters() },
    );
    expect(result).toMatchObject({ report: { full: { data: false, own: false } } });
  });

  needs('separated', 'the folders of other jobs cannot be listed', async () => {
    const result = await run(
      `succeed({ listed: works(() => fs.readdirSync(input.parameters.data + '/jobs')) });`,
      { parameters: parameters() },
    );
    expect(result).toMatchObject({ report: { full: { listed: false } } });
  });

  needs('separated', 'the server cannot be signalled', async () => {
    const result = await run(`succeed({ reached: works(() => process.kill(input.parameters.server, 0)) });`, {
      parameters: parameters(),
    });
    expect(result).toMatchObject({ report: { full: { reached: false } } });
  });

  needs('sealed', 'what it writes outside its job does not appear on the host', async () => {
    const outside = `/tmp/skep-outside-${Math.floor(Math.random() * 1e9)}`;
    const shared = outside.replace('/tmp', '/dev/shm');
    await run(
      `works(() => fs.writeFileSync('${outside}', '')); works(() => fs.writeFileSync('${shared}', '')); succeed({});`,
    );
    expect(await stat(outside).catch(() => undefined)).toBeUndefined();
    expect(await stat(shared).catch(() => undefined)).toBeUndefined();
  });

  needs('sealed', 'it sees no file of the host besides programs and what it is given', async () => {
    const result = await run(
      `succeed({ root: fs.readdirSync('/').sort(), shadow: fs.existsSync('/etc/shadow'), home: fs.existsSync('/root') });`,
    );
    expect(result).toMatchObject({ report: { full: { shadow: false, home: false } } });
  });
}

function describeFalseOutput({ run, ground }: Bench): void {
  const refused = async (script: string, reason: RegExp): Promise<void> => {
    const stored: string[] = [];
    const result = await run(script, {
      parameters: { secret: join(ground().data, 'secret') },
      limits: { wallMs: 10_000 },
      storeFile: async (content) => {
        for await (const chunk of content) stored.push(String(chunk));
        return 'stored';
      },
    });
    expect(result).toMatchObject({ status: 'Failure' });
    expect(result).toHaveProperty('errorMessage', expect.stringMatching(reason));
    expect(JSON.stringify([result, stored])).not.toContain('the secret');
  };
  const artifact = (name: string): string =>
    `succeed({}, { artifacts: [{ dataType: 'file', file: ${JSON.stringify(name)}, filename: 'x' }] });`;

  test('a report that is a link to a secret is not read', () =>
    refused(`fs.symlinkSync(input.parameters.secret, output('output.json'));`, /is a link/));

  test('a report that is a pipe does not hold the server up', () =>
    refused(`childProcess.execFileSync('mkfifo', [output('output.json')]);`, /not a regular file/));

  test('a report that is a folder is refused', () =>
    refused(`fs.mkdirSync(output('output.json'));`, /not a regular file/));

  test('a file that is a link to a secret is not stored', () =>
    refused(
      `fs.symlinkSync(input.parameters.secret, output('leak')); ${artifact('leak')}`,
      /leak is a link/,
    ));

  test('a file that is another name of a file is not stored', () =>
    refused(
      `fs.writeFileSync(output('one'), 'x'); fs.linkSync(output('one'), output('two')); ${artifact('two')}`,
      /more than one name/,
    ));

  test('a file that is a pipe is not stored', () =>
    refused(
      `childProcess.execFileSync('mkfifo', [output('pipe')]); ${artifact('pipe')}`,
      /not a regular file/,
    ));

  test('a file named by a path is not stored', () =>
    refused(artifact('../input/input.json'), /not a name directly inside/));

  test('an output folder replaced by a link is not followed', async () => {
    const result = await run(
      `const moved = works(() => { fs.renameSync(path.join(job, 'output'), path.join(job, 'was')); fs.symlinkSync('/etc', path.join(job, 'output')); });
       if (!moved) write({ success: false, errorMessage: 'gone or was replaced' });`,
    );
    expect(result).toHaveProperty('errorMessage', expect.stringContaining('gone or was replaced'));
  });
}
