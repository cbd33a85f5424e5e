/** Runs neurons as processes of this machine, in the strongest isolation that was found to work here. */

import { basename, join } from 'node:path';
import type { JobFolder } from '../run/folder.ts';
import { writtenUsage } from '../run/folder-usage.ts';
import type { JobLimits } from '../run/limits.ts';
import { type ConfinedOutcome, type ProcessEnd, runConfined } from './confined.ts';
import { exhaustedBy } from './exhausted.ts';
import { killAllOf } from './identity.ts';
import type { Launch, Mount } from './launch.ts';
import type { IsolationForm } from './levels.ts';
import type { Machine } from './machine.ts';
import { belongingTo, listProcesses, memoryOf, ownedBy } from './process-table.ts';
import type { RunEnd, Runner, RunRequest, Stop } from './runner.ts';

/** Path of the job folder for a process with a view of its own. */
const ownJobPath = '/job';

/** Node.js does not start with less private memory than this; below it its own heap limit has to do. */
const leastNodeData = 768 * 1024 ** 2;

/** A runner that uses one form of isolation. */
export function createProcessRunner(form: IsolationForm, machine: Machine): Runner {
  return {
    name: `process (${form.name})`,
    ownUser: form.ownUser,
    async run(request, signal, onOutput) {
      const startedAt = Date.now();
      const launch = launchOf(request, form);
      const outcome = await runConfined(
        {
          commandLine: form.commandLine(launch, machine),
          environment: launch.environment,
          workingFolder: form.ownView ? '/' : launch.workingFolder,
          standardInput: request.standardInput(
            join(jobPathOf(request, form), basename(request.folder.input)),
          ),
          inherited: machine.inherited,
          wallMs: request.limits.wallMs,
          streamBytes: request.limits.streamBytes,
          supervise: (pid) => measure(pid, request),
          onOutput,
        },
        signal,
      );
      if (request.identity !== undefined) await killAllOf(request.identity);
      return { ...outcome, end: endOf(outcome, form), startedAt, endedAt: Date.now() };
    },
  };
}

/** Where the neuron sees its job folder. */
function jobPathOf({ folder }: RunRequest, { ownView }: IsolationForm): string {
  return ownView ? ownJobPath : folder.path;
}

function launchOf(request: RunRequest, form: IsolationForm): Launch {
  const { command, folder, limits, neuronFolder, readableFolders = [] } = request;
  const { ownView } = form;
  const job = jobPathOf(request, form);
  return {
    executable: command.executable,
    arguments: [...command.arguments, job],
    environment: environmentOf(request, job, ownView ? '/tmp' : folder.temporary),
    workingFolder: request.workingFolder,
    readable: [neuronFolder, ...command.readable, ...readableFolders],
    mounts: mountsOf(folder),
    identity: request.identity,
    network: request.network,
    limits: {
      cpuSeconds: limits.cpuSeconds,
      processes: limits.processes,
      fileBytes: limits.outputBytes,
      openFiles: limits.openFiles,
      dataBytes: dataBytesOf(command.language, limits),
    },
  };
}

function dataBytesOf(
  language: RunRequest['command']['language'],
  { memoryBytes }: JobLimits,
): number | undefined {
  return language === 'node' && memoryBytes < leastNodeData ? undefined : memoryBytes;
}

/** It may write beside what it is given; that itself lies above its folder once more, where nobody can change it. */
function mountsOf({ input, output, given }: JobFolder): Mount[] {
  const inputPath = join(ownJobPath, basename(input));
  return [
    { from: input, to: inputPath, writable: true },
    ...given.map((name) => ({ from: join(input, name), to: join(inputPath, name), writable: false })),
    { from: output, to: join(ownJobPath, basename(output)), writable: true },
  ];
}

/** Nothing of the server's environment is passed on: it may hold passwords. */
function environmentOf(
  { command, folder, allowedNetworks = [] }: RunRequest,
  job: string,
  temporary: string,
): Record<string, string> {
  const programs = command.language === 'python' ? [command.executable.replace(/\/[^/]*$/, '')] : [];
  return {
    PATH: [...programs, '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: temporary,
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    ...(allowedNetworks.length === 0 ? {} : { SKEP_ALLOWED_INTERNAL_NETWORKS: allowedNetworks.join(',') }),
    ...command.environment,
    // One library of numbers starts a thread per core otherwise, and counts them as processes.
    OPENBLAS_NUM_THREADS: '1',
    ...(folder.hasCertificates ? certificatesAt(join(job, 'input', 'cacerts')) : {}),
  };
}

function certificatesAt(path: string): Record<string, string> {
  return { REQUESTS_CA_BUNDLE: path, NODE_EXTRA_CA_CERTS: path };
}

/** What the kernel does not limit for a job as a whole is measured. */
async function measure(pid: number, { folder, limits, identity }: RunRequest): Promise<Stop | undefined> {
  const usage = await writtenUsage(folder, limits.outputFiles);
  if (usage.files > limits.outputFiles) return 'files';
  if (usage.bytes > limits.outputBytes) return 'output';
  const all = await listProcesses();
  const family = belongingTo(pid, all);
  const owned = identity === undefined ? [] : await ownedBy(identity.uid, all);
  const job = new Map([...family, ...owned].map((entry) => [entry.pid, entry]));
  return (await memoryOf([...job.values()], limits.memoryBytes)) > limits.memoryBytes ? 'memory' : undefined;
}

function endOf({ end, errors }: ConfinedOutcome, form: IsolationForm): RunEnd {
  if (end.how === 'stopped' || end.how === 'notStarted') return end;
  const reason = launcherFault(end, errors, form);
  if (reason !== undefined) return { how: 'notStarted', reason };
  return { ...signalOf(end, form), exhausted: exhaustedBy(signalOf(end, form), errors) };
}

/** The tools around the neuron speak for themselves when they, and not the neuron, have failed. */
function launcherFault(end: ProcessEnd, errors: string, form: IsolationForm): string | undefined {
  if (end.how !== 'exited') return undefined;
  const first = errors.split('\n', 1)[0] ?? '';
  const byBubblewrap = form.ownView && end.code === 1 && first.startsWith('bwrap: ');
  const byTool = [125, 126, 127].includes(end.code) && /^(setpriv|prlimit): /.test(first);
  return byBubblewrap || byTool ? first : undefined;
}

const signals: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
};

/** Bubblewrap reports a signal as an exit code of 128 and the signal's number. */
function signalOf(
  end: Extract<ProcessEnd, { how: 'exited' | 'signalled' }>,
  { ownView }: IsolationForm,
): Extract<ProcessEnd, { how: 'exited' | 'signalled' }> {
  const signal = ownView && end.how === 'exited' ? signals[end.code - 128] : undefined;
  return signal === undefined ? end : { how: 'signalled', signal };
}
