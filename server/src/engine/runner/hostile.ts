/**
 * Neurons that do everything a neuron should not, as a table: what each tries, the weakest level of isolation that stops it,
 * and how its run may end. What must hold for all of them is looked at from outside (see the test beside this file).
 */

import type { JobLimits } from '../run/limits.ts';
import type { IsolationLevel } from './levels.ts';

/** One of them. */
export interface HostileNeuron {
  /** What it tries; goes after "a neuron that". */
  readonly tries: string;
  readonly needs: IsolationLevel;
  /** JavaScript after `hostilePrelude`. */
  readonly script: string;
  readonly limits?: Partial<JobLimits>;
  /** It declares that it needs no network. */
  readonly offline?: true;
  /** What its report says, where it comes to write one: which of its attempts worked. */
  readonly reports?: Readonly<Record<string, unknown>>;
  /** Codes of the failures its run has to end with; without, it may also succeed. */
  readonly fails?: RegExp;
}

/** What each script can use. `p` tells where things are that it should not reach; `mark` names what it leaves. */
export const hostilePrelude = `
import * as net from 'node:net';
import * as dgram from 'node:dgram';
import * as os from 'node:os';
import * as threads from 'node:worker_threads';
const p = input.parameters;
const sleep = '/bin/sleep ' + p.mark;
const sh = (line, more = {}) => childProcess.spawnSync('/bin/sh', ['-c', line], { timeout: 3000, ...more });
const away = { detached: true, stdio: 'ignore' };
const start = (line, more = away) => { const child = childProcess.spawn('/bin/sh', ['-c', line], more); child.on('error', () => {}); child.unref(); return child; };
const read = (...paths) => paths.map((one) => { try { return fs.readFileSync(one, 'latin1'); } catch { return ''; } });
const list = (folder) => { try { return fs.readdirSync(folder); } catch { return []; } };
const leave = (full = {}) => { succeed(full); process.exit(0); };
const forever = () => setInterval(() => {}, 1000);
const connects = (where) => new Promise((done) => { const to = net.connect(where); to.on('connect', () => { to.destroy(); done(true); }).on('error', () => done(false)); setTimeout(() => done(false), 1000); });
`;

const fromItsGroup: readonly HostileNeuron[] = [
  { tries: 'leaves a child behind', needs: 'limited', script: `start(sleep, { stdio: 'ignore' }); leave();` },
  {
    tries: 'leaves a child that ignores every signal it can',
    needs: 'limited',
    script: `start("trap '' TERM HUP INT QUIT PIPE; " + sleep + '; ' + sleep, { stdio: 'ignore' }); setTimeout(leave, 50);`,
  },
  {
    tries: 'crashes and leaves a child',
    needs: 'limited',
    script: `start(sleep, { stdio: 'ignore' }); process.abort();`,
    fails: /crashed|noOutput/,
  },
  {
    tries: 'leaves a child that holds its standard output open',
    needs: 'limited',
    script: `start(sleep, { stdio: 'inherit' }); leave();`,
  },
];

const gone: readonly HostileNeuron[] = [
  { tries: 'leaves a child in a session of its own', needs: 'separated', script: `start(sleep); leave();` },
  {
    tries: 'forks twice into a session of its own with an empty environment',
    needs: 'separated',
    script: `sh('(' + sleep + ' >/dev/null 2>&1 &) &', { ...away, env: {} }); leave();`,
  },
  {
    tries: 'leaves the sixth generation, each in a session of its own',
    needs: 'separated',
    script: `let line = sleep; for (let n = 0; n < 6; n++) line = 'setsid sh -c ' + JSON.stringify(line).replaceAll('$', '\\\\$') + ' &'; sh(line, away); setTimeout(leave, 200);`,
  },
  {
    tries: 'starts its child again whenever it dies',
    needs: 'separated',
    script: `start('while :; do ' + sleep + '; done'); leave();`,
  },
  {
    tries: 'calls its child like a thread of the kernel',
    needs: 'separated',
    script: `childProcess.spawn('/bin/sleep', [p.mark], { ...away, argv0: '[kworker/0:1]' }).unref(); leave();`,
  },
  {
    tries: 'leaves a child that has stopped itself',
    needs: 'separated',
    script: `start('kill -STOP $$; ' + sleep); setTimeout(leave, 100);`,
  },
  {
    tries: 'leaves a child that sits in the output folder',
    needs: 'separated',
    script: `start('cd ' + path.join(job, 'output') + ' && ' + sleep); setTimeout(leave, 50);`,
  },
  {
    tries: 'leaves a process that hops from number to number',
    needs: 'separated',
    script: `fs.writeFileSync(output('hop'), '#!/bin/sh\\nsleep 0.01\\nsetsid "$0" ' + p.mark + ' >/dev/null 2>&1 &\\n', { mode: 0o755 }); start(output('hop') + ' ' + p.mark); setTimeout(leave, 200);`,
  },
  {
    tries: 'starts children until its time is over',
    needs: 'separated',
    script: `setInterval(() => works(() => start(sleep)), 5);`,
    limits: { wallMs: 1_000, processes: 64 },
    fails: /stopped|exhausted|crashed|noOutput/,
  },
];

const readers: readonly HostileNeuron[] = [
  {
    tries: 'reads a file of the server',
    needs: 'separated',
    script: `leave({ found: read(p.data + '/secret') });`,
  },
  {
    tries: 'reads the key of the instance',
    needs: 'separated',
    script: `leave({ found: read(p.data + '/instance.key') });`,
  },
  {
    tries: "reads the server's environment and that of all processes",
    needs: 'separated',
    script: `leave({ found: [p.server, ...list('/proc').filter((name) => /^\\d+$/.test(name) && name !== String(process.pid))].flatMap((pid) => read('/proc/' + pid + '/environ')) });`,
  },
  {
    tries: "reads the server's memory",
    needs: 'separated',
    script: `const found = []; works(() => {
      const [maps] = read('/proc/' + p.server + '/maps'); const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) .*\\[stack\\]/m.exec(maps);
      const size = parseInt(to, 16) - parseInt(from, 16); const block = Buffer.alloc(size);
      fs.readSync(fs.openSync('/proc/' + p.server + '/mem'), block, 0, size, parseInt(from, 16)); found.push(block.toString('latin1'));
    }); leave({ found });`,
  },
  {
    tries: "goes through the server's open files, root and working folder",
    needs: 'separated',
    script: `const of = '/proc/' + p.server; leave({ open: list(of + '/fd'), found: read(of + '/root' + p.data + '/secret', of + '/cwd/secret') });`,
    reports: { open: [] },
  },
  {
    tries: 'lists the folders of all jobs',
    needs: 'separated',
    script: `leave({ names: list(path.dirname(p.otherJob)) });`,
    reports: { names: [] },
  },
  {
    tries: 'reads the input of another job whose folder it knows',
    needs: 'separated',
    script: `leave({ found: read(p.otherJob + '/input/input.json') });`,
  },
  {
    tries: 'writes into the output of another job whose folder it knows',
    needs: 'separated',
    script: `leave({ wrote: works(() => fs.writeFileSync(p.otherJob + '/output/output.json', '{}')) });`,
    reports: { wrote: false },
  },
  {
    tries: 'reads the passwords of the machine and the home of its administrator',
    needs: 'separated',
    script: `leave({ passwords: read('/etc/shadow', '/etc/gshadow'), home: list('/root') });`,
    reports: { passwords: ['', ''], home: [] },
  },
  {
    tries: 'reads the memory of the kernel and the disks',
    needs: 'separated',
    script: `const disks = list('/dev').filter((name) => /^(sd|vd|xvd|nvme|dm-|loop|mem|kmem|port)/.test(name)).map((name) => '/dev/' + name);
      leave({ opened: [...disks, '/proc/kcore', '/proc/kmsg'].filter((one) => works(() => fs.closeSync(fs.openSync(one, 'r')))) });`,
    reports: { opened: [] },
  },
  {
    tries: 'reads a secret through a link of its own',
    needs: 'separated',
    script: `fs.symlinkSync(p.data + '/secret', path.join(os.tmpdir(), 'link')); leave({ found: read(path.join(os.tmpdir(), 'link')) });`,
  },
  {
    tries: 'looks for the processes of others',
    needs: 'sealed',
    script: `leave({ sees: list('/proc').includes(String(p.server)) && read('/proc/' + p.server + '/comm')[0] === 'cat\\n' });`,
    reports: { sees: false },
  },
];

const falseReports: readonly HostileNeuron[] = [
  {
    tries: 'reports through a link to a secret',
    needs: 'limited',
    script: `fs.symlinkSync(p.data + '/secret', output('output.json'));`,
    fails: /reportRefused/,
  },
  {
    tries: 'reports through a chain of links to a secret',
    needs: 'limited',
    script: `fs.symlinkSync('one', output('output.json')); fs.symlinkSync(p.data + '/secret', output('one'));`,
    fails: /reportRefused/,
  },
  {
    tries: 'gives another name of a secret as a found file',
    needs: 'limited',
    script: `const linked = works(() => fs.linkSync(p.data + '/secret', output('x'))); if (!linked) { fs.writeFileSync(output('y'), ''); fs.linkSync(output('y'), output('x')); }
      succeed({}, { artifacts: [{ dataType: 'file', file: 'x', filename: 'x' }] });`,
    fails: /reportRefused/,
  },
  {
    tries: 'gives a folder, a pipe or a socket as a found file',
    needs: 'limited',
    script: `sh('mkfifo ' + output('pipe')); fs.mkdirSync(output('folder')); process.chdir(path.join(job, 'output'));
      net.createServer().listen('socket', () => { succeed({}, { artifacts: ['pipe', 'folder', 'socket'].map((file) => ({ dataType: 'file', file, filename: 'x' })) }); process.exit(0); });`,
    fails: /reportRefused/,
  },
  {
    tries: 'names a found file by a path',
    needs: 'limited',
    script: `succeed({}, { artifacts: [{ dataType: 'file', file: '../../../' + p.data + '/secret', filename: 'x' }] });`,
    fails: /reportRefused/,
  },
  {
    tries: 'swaps its report for a link again and again',
    needs: 'separated',
    script: `succeed({}); start('cd ' + path.join(job, 'output') + '; while :; do ln -sf ' + p.data + '/secret output.json; ln -sf ../input/input.json output.json; done'); setTimeout(() => process.exit(0), 200);`,
    fails: /reportRefused/,
  },
  {
    tries: 'reports lists in lists without end',
    needs: 'limited',
    script: `fs.writeFileSync(output('output.json'), '{"success":true,"full":{"a":' + '['.repeat(200000) + ']'.repeat(200000) + '}}');`,
    fails: /reportRefused/,
  },
  {
    tries: 'reports names that change the server’s objects',
    needs: 'limited',
    script: `fs.writeFileSync(output('output.json'), '{"success":true,"full":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}},"__proto__":{"polluted":true}}');`,
  },
  {
    tries: 'reports more than is read',
    needs: 'limited',
    script: `succeed({ filling: 'x'.repeat(3_000_000) });`,
    limits: { reportBytes: 1_000_000 },
    fails: /reportRefused/,
  },
];

const writers: readonly HostileNeuron[] = [
  {
    tries: 'leaves files where everybody may write',
    needs: 'sealed',
    script: `for (const folder of ['/tmp', '/var/tmp', '/dev/shm', '/run', p.open]) works(() => fs.writeFileSync(folder + '/' + p.mark, '')); leave();`,
  },
  {
    tries: 'writes into the data folder and beside the scripts',
    needs: 'separated',
    script: `leave({ wrote: [p.data, path.dirname(process.argv[1])].filter((folder) => works(() => fs.writeFileSync(folder + '/' + p.mark, ''))) });`,
    reports: { wrote: [] },
  },
  {
    tries: 'changes its input, also by changing its rights',
    needs: 'separated',
    script: `const file = path.join(job, 'input', 'input.json'); works(() => fs.chmodSync(path.dirname(file), 0o777)); works(() => fs.chmodSync(file, 0o666));
      leave({ wrote: works(() => fs.appendFileSync(file, ' ')), removed: works(() => fs.unlinkSync(file)) });`,
    reports: { wrote: false, removed: false },
  },
  {
    tries: 'plants work for others: schedules, start scripts, libraries',
    needs: 'separated',
    script: `leave({ wrote: ['/etc/cron.d', '/etc/profile.d', '/etc/ld.so.preload', '/usr/local/bin', '/usr/lib', '/etc/systemd/system'].filter((place) => works(() => fs.writeFileSync(place.endsWith('preload') ? place : place + '/' + p.mark, '', { flag: 'a' }))) });`,
    reports: { wrote: [] },
  },
  {
    tries: 'sets values of the kernel',
    needs: 'separated',
    script: `leave({ wrote: ['/proc/sys/kernel/core_pattern', '/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/proc/' + p.server + '/oom_score_adj'].filter((one) => works(() => fs.closeSync(fs.openSync(one, 'r+')))) });`,
    reports: { wrote: [] },
  },
  {
    tries: 'makes a device and mounts a file system',
    needs: 'separated',
    script: `leave({ device: sh('mknod ' + output('disk') + ' b 8 0').status === 0, mounted: sh('mount -t tmpfs none /mnt').status === 0 });`,
    reports: { device: false, mounted: false },
  },
  {
    tries: 'leaves a shell that becomes another user',
    needs: 'limited',
    script: `fs.copyFileSync('/bin/sh', output('sh')); works(() => fs.chmodSync(output('sh'), 0o6755)); leave();`,
  },
  {
    tries: 'makes folders that nobody can open',
    needs: 'limited',
    script: `fs.mkdirSync(output('a/b'), { recursive: true }); fs.writeFileSync(output('a/b/c'), ''); fs.chmodSync(output('a/b'), 0); fs.chmodSync(output('a'), 0); leave();`,
  },
  {
    tries: 'makes a tree deeper than any path',
    needs: 'limited',
    script: `process.chdir(path.join(job, 'output')); for (let n = 0; n < 60; n++) { fs.mkdirSync('d'.repeat(200)); process.chdir('d'.repeat(200)); } leave();`,
  },
  {
    tries: 'gives files names that mean something to tools',
    needs: 'limited',
    script: `for (const name of ['-rf', '$(touch ' + p.mark + ')', 'a\\nb', '*', ';reboot', 'x'.repeat(255)]) fs.writeFileSync(output(name), ''); fs.writeFileSync(Buffer.concat([Buffer.from(output('')), Buffer.from([0xff, 0xfe])]), ''); leave();`,
  },
];

const offline: readonly HostileNeuron[] = [
  ['a port of this machine', `await connects({ host: '127.0.0.1', port: p.port })`],
  ['a port by its newer address', `await connects({ host: '::ffff:127.0.0.1', port: p.port })`],
  ['a socket without a file', `await connects({ path: '\\0' + p.abstract })`],
  ['a socket of the server by its path', `await connects({ path: p.socket })`],
  [
    'a port from a grandchild in a session of its own',
    `sh('setsid ' + process.execPath + " -e 'require(\\"net\\").connect(" + p.port + ", \\"127.0.0.1\\").on(\\"connect\\", () => process.exit(0)).on(\\"error\\", () => process.exit(9))'").status === 0`,
  ],
  [
    'an address of this machine on its network',
    `(await Promise.all(p.addresses.map((host) => connects({ host, port: p.port })))).includes(true)`,
  ],
].map(
  ([what, attempt]): HostileNeuron => ({
    tries: `declares no network and reaches for ${what}`,
    needs: 'sealed',
    offline: true,
    script: `const reached = ${attempt}; leave({ reached });`,
    reports: { reached: false },
  }),
);

const datagrams: HostileNeuron = {
  tries: 'declares no network and sends datagrams',
  needs: 'sealed',
  offline: true,
  script: `const socket = dgram.createSocket('udp4'); socket.on('error', () => {}); socket.send('x', p.datagrams, '127.0.0.1', () => setTimeout(leave, 100));`,
};

const floods: readonly HostileNeuron[] = [
  ...[1, 2].map(
    (stream): HostileNeuron => ({
      tries: `prints without end on ${stream === 1 ? 'standard output' : 'standard error'}`,
      needs: 'limited',
      script: `const line = 'x'.repeat(65536); for (;;) fs.writeSync(${stream}, line);`,
      limits: { streamBytes: 1024 ** 2 },
      fails: /stopped/,
    }),
  ),
  {
    tries: 'prints what is no text',
    needs: 'limited',
    script: `process.stdout.write(Buffer.from(Array.from({ length: 65536 }, (_, n) => n % 256))); process.stdout.write('\\u001b[2J\\0\\ud800', () => leave());`,
  },
  {
    tries: 'prints one line that never ends',
    needs: 'limited',
    script: `process.stdout.write('x'.repeat(900_000), () => leave());`,
    limits: { streamBytes: 1024 ** 2 },
  },
  {
    tries: 'makes files without end',
    needs: 'limited',
    script: `for (let n = 0; ; n++) fs.writeFileSync(output('f' + n), '');`,
    limits: { outputFiles: 100 },
    fails: /stopped/,
  },
  {
    tries: 'writes a file without end',
    needs: 'limited',
    script: `const block = Buffer.alloc(1024 ** 2); const file = fs.openSync(output('big'), 'w'); for (;;) fs.writeSync(file, block);`,
    limits: { outputBytes: 8 * 1024 ** 2 },
    fails: /stopped|exhausted|crashed|noOutput/,
  },
  {
    tries: 'makes a file that is large only by its name',
    needs: 'limited',
    script: `works(() => fs.truncateSync(fs.openSync(output('hole'), 'w'), 2 ** 40)); succeed({}, { artifacts: [{ dataType: 'file', file: 'hole', filename: 'x' }] });`,
  },
  {
    tries: 'fills its own temporary folder',
    needs: 'sealed',
    script: `const block = Buffer.alloc(1024 ** 2); let n = 0; while (n < 200 && works(() => fs.writeFileSync(os.tmpdir() + '/' + n, block))) n++; leave({ full: n < 200 });`,
    reports: { full: true },
  },
  {
    tries: 'fills the memory that processes share',
    needs: 'sealed',
    script: `const block = Buffer.alloc(1024 ** 2); let n = 0; while (n < 20 && works(() => fs.writeFileSync('/dev/shm/' + n, block))) n++; leave({ full: n < 20 });`,
    reports: { full: true },
  },
];

const bombs: readonly HostileNeuron[] = [
  {
    tries: 'forks without end',
    needs: 'separated',
    script: `fs.writeFileSync(output('bomb'), '#!/bin/sh\\n"$0" ' + p.mark + ' & "$0" ' + p.mark + ' &\\n', { mode: 0o755 }); start(output('bomb')); forever();`,
    limits: { processes: 48, wallMs: 1_500 },
    fails: /stopped|exhausted|crashed|noOutput/,
  },
  {
    tries: 'starts threads without end',
    needs: 'separated',
    script: `let n = 0; const more = () => { const one = new threads.Worker('setInterval(() => {}, 1000)', { eval: true }); one.on('error', () => {}); if (++n < 200) setImmediate(more); }; more(); forever();`,
    limits: { processes: 48, wallMs: 4_000 },
    fails: /stopped|exhausted|crashed|noOutput/,
  },
  {
    tries: 'takes memory without end',
    needs: 'limited',
    script: `const kept = []; for (;;) kept.push(Buffer.alloc(16 * 1024 ** 2, 1));`,
    limits: { memoryBytes: 128 * 1024 ** 2 },
    fails: /stopped|exhausted|crashed|noOutput/,
  },
  {
    tries: 'takes memory with many processes together',
    needs: 'limited',
    script: `for (let n = 0; n < 6; n++) childProcess.spawn(process.execPath, ['-e', 'const kept = Buffer.alloc(60 * 1024 ** 2, 1); setInterval(() => kept.length, 1000);']); forever();`,
    limits: { memoryBytes: 192 * 1024 ** 2 },
    fails: /stopped/,
  },
  {
    tries: 'computes without end',
    needs: 'limited',
    script: `for (;;);`,
    limits: { cpuSeconds: 1 },
    fails: /stopped|exhausted/,
  },
  {
    tries: 'opens files without end',
    needs: 'limited',
    script: `let n = 0; while (n < 5000 && works(() => fs.openSync('/dev/null'))) n++; process.exit(n < 5000 ? 3 : 0);`,
    fails: /noOutput|exhausted/,
  },
];

const signallers: readonly HostileNeuron[] = [
  {
    tries: 'kills the server',
    needs: 'separated',
    script: `leave({ reached: ['SIGKILL', 'SIGSTOP', 'SIGTERM'].filter((signal) => works(() => process.kill(p.server, signal))) .length > 0 && process.ppid !== 1 && !works(() => fs.readdirSync('/job')) });`,
    reports: { reached: false },
  },
  {
    tries: 'kills everything that it may',
    needs: 'separated',
    script: `sh('kill -9 -1', away); forever();`,
    limits: { wallMs: 2_000 },
    fails: /crashed|exhausted|stopped|noOutput/,
  },
  {
    tries: 'kills whoever started it',
    needs: 'separated',
    script: `works(() => process.kill(process.ppid, 'SIGKILL')); works(() => process.kill(process.ppid, 'SIGSTOP')); setTimeout(leave, 100);`,
  },
  {
    tries: 'stops itself and its whole group',
    needs: 'limited',
    script: `process.kill(0, 'SIGSTOP'); forever();`,
    limits: { wallMs: 1_000 },
    fails: /stopped/,
  },
  {
    tries: 'puts itself before everybody else',
    needs: 'separated',
    script: `leave({ first: works(() => os.setPriority(-20)) });`,
    reports: { first: false },
  },
];

/** All of them. */
export const hostileNeurons: readonly HostileNeuron[] = Object.freeze([
  ...fromItsGroup,
  ...gone,
  ...readers,
  ...falseReports,
  ...writers,
  ...offline,
  datagrams,
  ...floods,
  ...bombs,
  ...signallers,
]);
