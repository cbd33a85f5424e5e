import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');
const execute = promisify(execFile);

/** A program in place of the real one: says who runs it, waits for a signal when asked, ends as told. */
const probe = `
const [what = '', code = '0']: string[] = process.argv.slice(2);
if (what === 'wait') {
  const timer = setTimeout(() => process.exit(99), 20_000);
  process.on('SIGTERM', () => { clearTimeout(timer); process.exitCode = 7; });
}
console.log(JSON.stringify({ version: process.version, main: import.meta.main, words: process.argv.slice(2) }));
if (what === 'die') process.kill(process.pid, 'SIGKILL');
if (what === 'end') process.exitCode = Number(code);
`;

/** Makes this Node.js say that it is version 20, which also lacks the means to take a process over. */
const pretendOld = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'version', { value: 'v20.0.0' }); process.execve = undefined;",
)}`;

/** A folder laid out like the repository, with the launcher and the probe. */
function layOut(withPackages: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'skep-launcher-'));
  for (const name of ['server/bin', 'server/src']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  copyFileSync(join(import.meta.dirname, 'skep.mjs'), join(folder, 'server/bin/skep.mjs'));
  writeFileSync(join(folder, 'server/src/main.ts'), probe);
  if (withPackages) symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const folder = layOut(true);
const bare = layOut(false);
afterAll(() => {
  for (const made of [folder, bare]) rmSync(made, { recursive: true });
});

/** Node.js of other major versions on this machine, if any. */
function otherNodes(): string[] {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, 'node'));
  const present = candidates.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  return [...new Set(present)].filter(
    (path) => majorOf(execFileSync(path, ['-v'], { encoding: 'utf8' })) !== majorOf(process.version),
  );
}

function majorOf(version: string): string | undefined {
  return version.trim().split('.')[0];
}

const ways = [
  { name: 'the pinned Node.js', node: process.execPath, before: [] },
  { name: 'a Node.js that says it is 20', node: process.execPath, before: ['--import', pretendOld] },
  ...otherNodes().map((node) => ({ name: node, node, before: [] })),
];

describe.each(ways)('started by $name', ({ node, before }) => {
  const launcher = [...before, join(folder, 'server/bin/skep.mjs')];

  it('runs the program under the pinned Node.js with its arguments', async () => {
    const { stdout } = await execute(node, [...launcher, 'end', '0', '--demo']);
    expect(JSON.parse(stdout)).toEqual({
      version: process.version,
      main: true,
      words: ['end', '0', '--demo'],
    });
  });

  it('ends with the code of the program', async () => {
    await expect(execute(node, [...launcher, 'end', '3'])).rejects.toMatchObject({ code: 3 });
  });

  it('ends by the signal that ended the program', async () => {
    await expect(execute(node, [...launcher, 'die'])).rejects.toMatchObject({ signal: 'SIGKILL' });
  });

  it('passes a signal on and waits for the program', async () => {
    const child = spawn(node, [...launcher, 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await printed(child, '"version"');
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(7);
  });
});

/** Resolves when the child has printed a text. */
async function printed(child: ChildProcess, text: string): Promise<void> {
  let all = '';
  while (child.stdout !== null && !all.includes(text)) {
    const [part] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) });
    all += String(part);
  }
}

it('says what to install where no fitting Node.js is at hand', async () => {
  const started = execute(process.execPath, ['--import', pretendOld, join(bare, 'server/bin/skep.mjs')]);
  await expect(started).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('npm ci') });
});

it('needs the major version that is pinned, on every platform that has one', () => {
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  const launcher = readFileSync(join(import.meta.dirname, 'skep.mjs'), 'utf8');
  const needed = /const neededMajor = (\d+);/.exec(launcher)?.[1];
  for (const [name, version] of Object.entries(manifest.optionalDependencies)) {
    expect(launcher).toContain(`'${name}'`);
    expect(version.split('.')[0]).toBe(needed);
  }
});
