/** Python for neurons: which interpreter, which packages, and whether they are ready. */

import { delimiter, join } from 'node:path';
import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import { errorCode, FileRefused, readSmallText } from '../report/read-text.ts';
import { CannotStart, languageOf, type PythonRuntime } from '../run/command.ts';
import type { IdentityPool, Lease } from '../runner/identity.ts';
import type { Isolation } from '../runner/tool.ts';
import {
  type EnvironmentListener,
  type EnvironmentStep,
  environmentKey,
  makeEnvironment,
  readyEnvironment,
  removeEnvironment,
  unusedEnvironments,
} from './environment.ts';
import { findInterpreter, type Interpreter } from './interpreter.ts';
import { pipSettings } from './pip-settings.ts';
import { createPlaces } from './places.ts';

/** What it works with. */
export interface PythonOptions {
  /** Path or name of the interpreter, as set. */
  readonly setting: string;
  /** Folder of all virtual environments. */
  readonly folder: string;
  readonly isolation: Isolation;
  readonly identities: IdentityPool;
  /** The server's environment: its PATH for finding the interpreter, the rest for pip alone. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Python as neurons get it. */
export interface Python {
  /** The interpreter in use. Throws `CannotStart` with the reason. */
  interpreter(): Promise<Interpreter>;
  /** What a neuron is started with; undefined for one in another language. Throws `CannotStart` while packages are missing. */
  runtimeFor(entry: CatalogueEntry): Promise<PythonRuntime | undefined>;
  /** Installs what a neuron needs, once however often it is asked for, telling all who ask. Throws `CannotStart` with the reason. */
  prepare(entry: CatalogueEntry, listener: EnvironmentListener, signal: AbortSignal): Promise<void>;
  /** Environments that none of these neurons uses and that are not being made. */
  unused(entries: Iterable<CatalogueEntry>): Promise<readonly string[]>;
  /** Removes an environment unless it is being made or was handed to a run not long ago; tells whether it did. */
  remove(key: string): Promise<boolean>;
}

const longestRequirements = 65_536;

/** Environments that are made at once: each takes an identity of its own. */
export const installationsAtOnce = 2;

/** For so long after a run was handed an environment it stays: longer than a run takes, however the settings are. */
const keptAfterUseMs = 7 * 86_400_000;

/** An environment that is being made. */
interface Making {
  readonly outcome: Promise<PythonRuntime>;
  readonly listeners: Set<EnvironmentListener>;
  step?: EnvironmentStep;
}

/** Python with the given settings; nothing is looked for before it is needed. */
export function createPython(options: PythonOptions): Python {
  const { setting, folder, isolation, identities } = options;
  const making = new Map<string, Making>();
  const places = createPlaces(installationsAtOnce);
  let found: Promise<Interpreter> | undefined;

  const interpreter = (): Promise<Interpreter> => {
    const inPath = options.environment.PATH?.split(delimiter) ?? [];
    found ??= lookFor(setting, inPath, () => takeIdentity(isolation, identities)).catch((error: unknown) => {
      // An interpreter installed later is found by the next attempt.
      found = undefined;
      throw error;
    });
    return found;
  };
  const make = async (requirements: string, listener: EnvironmentListener, signal: AbortSignal) => {
    await using _place = await places.take();
    await using lease = takeIdentity(isolation, identities);
    const request = {
      ...{ folder, requirements, isolation, identity: lease?.identity },
      interpreter: await interpreter(),
      pip: await pipSettings(options.environment),
    };
    // Awaited here: the identity is given back when this function ends.
    return await makeEnvironment(request, listener, signal);
  };

  const begin = (key: string, requirements: string, signal: AbortSignal): Making => {
    const listeners = new Set<EnvironmentListener>();
    const toAll: EnvironmentListener = {
      onStep(step) {
        made.step = step;
        for (const { onStep } of listeners) onStep?.(step);
      },
      onOutput(chunk) {
        for (const { onOutput } of listeners) onOutput?.(chunk);
      },
    };
    const outcome = make(requirements, toAll, signal).finally(() => making.delete(key));
    const made: Making = { outcome, listeners };
    making.set(key, made);
    return made;
  };

  return {
    interpreter,
    async runtimeFor(entry) {
      if ((await languageOf(entry.script)) !== 'python') return undefined;
      const requirements = await requirementsOf(entry);
      const python = await interpreter();
      if (requirements === undefined) return python;
      const ready = await readyEnvironment(folder, environmentKey(requirements, python), python);
      if (ready === undefined) throw new CannotStart('its Python packages are not installed yet');
      return ready;
    },
    async prepare(entry, listener, signal) {
      const requirements = await requirementsOf(entry);
      if (requirements === undefined || (await languageOf(entry.script)) !== 'python') return;
      const python = await interpreter();
      const key = environmentKey(requirements, python);
      if ((await readyEnvironment(folder, key, python)) !== undefined) return;
      const running = making.get(key) ?? begin(key, requirements, signal);
      if (running.step !== undefined) listener.onStep?.(running.step);
      running.listeners.add(listener);
      await running.outcome;
    },
    async unused(entries) {
      // Without any there is nothing to compare with, and maybe no interpreter either.
      if ((await unusedEnvironments(folder, new Set())).length === 0) return [];
      const python = await interpreter();
      const lists = await Promise.all([...entries].map(requirementsOf));
      const keys = lists.flatMap((list) => (list === undefined ? [] : [environmentKey(list, python)]));
      return unusedEnvironments(folder, new Set([...keys, ...making.keys()]));
    },
    async remove(key) {
      return !making.has(key) && (await removeEnvironment(folder, key, keptAfterUseMs));
    },
  };
}

function takeIdentity({ form }: Isolation, identities: IdentityPool): Lease | undefined {
  return form.ownUser ? identities.take() : undefined;
}

async function lookFor(
  setting: string,
  inPath: readonly string[],
  take: () => Lease | undefined,
): Promise<Interpreter> {
  await using lease = take();
  return await findInterpreter(setting, lease?.identity, inPath);
}

/** The list of packages of a neuron, undefined when it has none. */
async function requirementsOf({ folder, definition }: CatalogueEntry): Promise<string | undefined> {
  try {
    return await readSmallText(join(folder, definition.requirements), longestRequirements);
  } catch (error) {
    if (error instanceof FileRefused && errorCode(error.cause) === 'ENOENT') return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`its ${definition.requirements} ${reason}`, error);
  }
}
