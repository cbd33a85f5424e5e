/** Tries a neuron the way the platform runs it: a process of its own, a job folder, an almost empty environment. */

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isJsonObject, type JsonObject } from './json.ts';

export {
  type PlayedService,
  playService,
  type ReceivedRequest,
  type RecordedAnswer,
} from './testing-service.ts';

/** A job to try a neuron on. */
export interface Trial {
  /** Absolute path of the neuron's script. */
  script: string;
  /** Content of `input.json`; with `file`, its fields are added. */
  input: JsonObject;
  file?: { filename: string; content: Uint8Array; contentType?: string };
  /** Certificate authorities in PEM that the administrator configured for outgoing connections. */
  certificates?: string;
  /** Internal networks that the platform allows for outgoing requests. */
  allowedNetworks?: readonly string[];
  /** Bound on the whole run; the process is killed then. */
  timeoutMs?: number;
}

/** What the process left behind. */
export interface TrialResult {
  /** Null when it was killed. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** Content of `output.json`; empty when there was none. */
  output: JsonObject;
  /** Every file of the output folder by name. */
  files: ReadonlyMap<string, Uint8Array>;
}

const defaultTimeoutMs = 10_000;

/** Makes a job folder, runs the script in it, reads what it wrote and removes the folder. */
export async function tryNeuron(trial: Trial): Promise<TrialResult> {
  const folder = await mkdtemp(join(tmpdir(), 'neuron-trial-'));
  try {
    await writeJobFolder(folder, trial);
    const ending = await runScript(folder, trial);
    const files = await readFolder(join(folder, 'output'));
    return { ...ending, output: parsedReport(files.get('output.json')), files };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeJobFolder(folder: string, { input, file, certificates }: Trial): Promise<void> {
  await mkdir(join(folder, 'input'));
  await mkdir(join(folder, 'output'));
  const content = file === undefined ? input : { ...input, ...fileFields(file) };
  await writeFile(join(folder, 'input', 'input.json'), JSON.stringify(content));
  if (file !== undefined) await writeFile(join(folder, 'input', attachment), file.content);
  if (certificates !== undefined) await writeFile(join(folder, 'input', 'cacerts'), certificates);
}

const attachment = 'attachment1';

function fileFields(file: { filename: string; contentType?: string }): JsonObject {
  const { filename, contentType = 'application/octet-stream' } = file;
  return { dataType: 'file', file: attachment, filename, contentType };
}

type Ending = Pick<TrialResult, 'exitCode' | 'stdout' | 'stderr'>;

/** Where Node.js keeps what it has compiled, if the tests have such a place: each trial is a process that begins anew. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = process.env.NODE_COMPILE_CACHE;
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

function runScript(
  folder: string,
  { script, allowedNetworks = [], timeoutMs = defaultTimeoutMs }: Trial,
): Promise<Ending> {
  const child = spawn(process.execPath, [script, folder], {
    cwd: dirname(script),
    env: { LANG: 'C.UTF-8', SKEP_ALLOWED_INTERNAL_NETWORKS: allowedNetworks.join(','), ...compileCache() },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) =>
      resolve({ exitCode, stdout: stdout.join(''), stderr: stderr.join('') }),
    );
  });
}

async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
  return files;
}

function parsedReport(content: Uint8Array | undefined): JsonObject {
  if (content === undefined) return {};
  const parsed: unknown = JSON.parse(new TextDecoder().decode(content));
  return isJsonObject(parsed) ? parsed : {};
}
