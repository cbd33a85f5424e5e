/** What executing neurons needs, put together once at start: the isolation that works here, job folders, and Python. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import { type ContainerRunner, createContainerRunner } from '../container/container-runner.ts';
import type { EnvironmentView } from '../python/progress.ts';
import { createPython, installationsAtOnce, type Python } from '../python/python.ts';
import { createReadiness } from '../python/readiness.ts';
import { type IdentityPool, killAllOf } from '../runner/identity.ts';
import { type ClaimedIdentities, claimIdentities } from '../runner/identity-claim.ts';
import { isolationForms, isolationLevels } from '../runner/levels.ts';
import { lookAtMachine } from '../runner/machine.ts';
import { findIsolation, type IsolationReport } from '../runner/probe.ts';
import type { ExecutionDeps } from './execute.ts';
import { prepareJobsFolder, sweepJobFolders } from './folder.ts';
import { createKitCache } from './kit-cache.ts';
import type { JobLimits } from './limits.ts';

/** Everything the engine runs neurons with. */
export interface ExecutionSetup {
  readonly deps: Omit<ExecutionDeps, 'storeFile' | 'onOutput'>;
  readonly limits: Partial<JobLimits>;
  /** How neurons are isolated here, for the log and the engine room. */
  readonly isolation: IsolationReport;
  readonly environments: Environments;
  /** Removes what was installed for neurons that are not among these any more. */
  readonly tidy: (entries: Iterable<CatalogueEntry>) => Promise<void>;
}

/** What neurons need besides themselves. */
export interface Environments {
  /** Begins to make ready what a neuron needs; a run waits for it, and fails with the reason where it cannot be had. */
  readonly prepare: (entry: CatalogueEntry) => void;
  /** How far that is. */
  readonly environmentOf: (entry: CatalogueEntry) => Promise<EnvironmentView>;
}

/** Where no neuron can be run there is nothing to make ready. */
const nothingNeeded: EnvironmentView = { state: 'none', step: undefined, reason: undefined, log: [] };

/**
 * For a process that only serves: those that run neurons make their environments when the first run needs one, each in its own data
 * folder, and nobody here knows how far they are.
 */
export function environmentsElsewhere({ environmentOf }: Environments): Environments {
  return {
    prepare: () => undefined,
    async environmentOf(entry) {
      const { state } = await environmentOf(entry);
      return state === 'none' ? nothingNeeded : { ...nothingNeeded, state: 'elsewhere' };
    },
  };
}

/** Claims the users that neurons run under: one a job, one for probes, and those for installing packages. */
export function openIdentities({ jobConcurrency }: Config['engine']): Promise<ClaimedIdentities> {
  return claimIdentities(jobConcurrency + 1 + installationsAtOnce);
}

/** Options beside the settings. */
export interface ExecutionOptions {
  readonly settings: Config['engine'];
  /** As `openIdentities` gave them. */
  readonly identities: IdentityPool;
  /** Folder for what only this process uses, such as job folders. */
  readonly folder: string;
  /** Folder of Python environments, which processes may share; one in `folder` when missing. */
  readonly environments?: string;
  /** The server's environment, for installing Python packages alone. */
  readonly environment: NodeJS.ProcessEnv;
  readonly report: (error: unknown) => void;
  /** Fires when the program stops. */
  readonly signal: AbortSignal;
}

/** Probes the machine and prepares the folders. What an earlier process left of its jobs, running or on disk, is removed. */
export async function createExecution({
  settings,
  identities,
  folder,
  environments = join(folder, 'venvs'),
  environment,
  report,
  signal,
}: ExecutionOptions): Promise<ExecutionSetup> {
  const machine = lookAtMachine();
  // A server that was killed may have left processes running; they must be gone before anybody gets their identity.
  await Promise.all(identities.all.map(killAllOf));
  const jobsFolder = await prepareJobsFolder(join(folder, 'jobs'));
  await sweepJobFolders(jobsFolder, new Set());
  const containers = await openContainers(settings, folder, report);
  const { runner, report: isolation } = await findIsolation({
    machine,
    minimum: isolationLevels.find((level) => level === settings.isolation) ?? 'sealed',
    identities,
    jobsFolder,
  });
  const form = isolationForms.find(({ name }) => name === isolation.form);
  const python =
    form &&
    createPython({
      setting: settings.python,
      folder: environments,
      isolation: { form, machine },
      identities,
      environment,
    });
  const readiness = python && createReadiness({ python, report, stopping: signal, clock: Date.now });
  return {
    isolation,
    limits: limitsOf(settings),
    deps: {
      ...{ runner, containers, identities, jobsFolder },
      kitCache: createKitCache({
        ...{ folder: join(folder, 'kit-cache'), report, signal },
        uids: identities.all.map(({ uid }) => uid),
      }),
      allowedNetworks: settings.allowedInternalNetworks,
      readableFolders: settings.readableFolders,
      pythonFor: async (entry, during) => readiness?.runtimeFor(entry, during),
    },
    environments: {
      prepare: (entry) => readiness?.begin(entry),
      environmentOf: async (entry) => readiness?.viewOf(entry) ?? nothingNeeded,
    },
    tidy: async (entries) => python && removeUnused(python, entries, report),
  };
}

/** The runner of containers where the settings ask for it; what an earlier process has left is removed. */
async function openContainers(
  { runner, dockerSocket, dockerPull }: Config['engine'],
  folder: string,
  report: (error: unknown) => void,
): Promise<ContainerRunner | undefined> {
  if (runner !== 'docker') return undefined;
  const owner = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  const containers = createContainerRunner({ socket: dockerSocket, mayPull: dockerPull, owner });
  // An engine that is away now may be there for the first run, which tells when it is not.
  await containers.sweep().catch(report);
  return containers;
}

/** Why it could not be done is told; other upkeep goes on. */
async function removeUnused(
  python: Python,
  entries: Iterable<CatalogueEntry>,
  report: (error: unknown) => void,
): Promise<void> {
  try {
    for (const key of await python.unused(entries)) await python.remove(key);
  } catch (error) {
    report(error);
  }
}

function limitsOf(settings: Config['engine']): Partial<JobLimits> {
  return {
    wallMs: settings.jobSeconds * 1_000,
    cpuSeconds: settings.jobSeconds,
    memoryBytes: settings.jobMemoryBytes,
    processes: settings.jobProcesses,
    outputBytes: settings.jobOutputBytes,
  };
}
