/**
 * Runs an analyzer once on a value with settings that are not kept yet, so that whoever configures it sees whether it
 * works. Nothing is stored: no job, no report, no observable.
 */
import type { CommandCall, CommandDependencies } from '../commands/frame/command.ts';
import { requirePermission } from '../commands/frame/require-permission.ts';
import { createSemaphore, NoPlace } from '../lib/semaphore.ts';
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { CatalogueEntry } from './catalogue/catalogue-scan.ts';
import type { JsonObject } from './report/json.ts';
import { type ExecutionDeps, type ExecutionFailure, executeNeuron } from './run/execute.ts';
import type { JobLimits } from './run/limits.ts';
import type { OutputChunk } from './runner/runner.ts';
import { settingsAtFault } from './settings-at-fault.ts';

/** What a trial shows at its end. */
export type TrialResult =
  | { readonly status: 'Success'; readonly milliseconds: number; readonly report: unknown }
  | {
      readonly status: 'Failure';
      readonly milliseconds: number;
      readonly errorMessage: string;
      /** Names of the settings that it is about, as far as that can be told. */
      readonly settings: readonly string[];
    };

/** A trial that is ready to run. */
export interface Trial {
  /** Runs it; what it prints is passed on as it comes, without secrets. Aborting the signal ends it. */
  run(signal: AbortSignal, onOutput: (chunk: OutputChunk) => void): Promise<TrialResult>;
}

/** What trials need. */
export interface TrialDependencies {
  readonly catalogue: Catalogue;
  readonly commands: CommandDependencies;
  readonly execution: Omit<ExecutionDeps, 'storeFile' | 'onOutput'>;
  readonly limits: Partial<JobLimits>;
  /** Settings to run with: those given, with stored secrets where they are left out. Throws `invalidFields`. */
  readonly settings: (call: CommandCall, raw: RawObject) => Promise<JsonObject>;
}

/** Trials under way at once; the others wait a little. */
const places = { places: 2, waiting: 8, waitMs: 30_000 } as const;
/** Longest value, in characters. */
const longestValue = 8_192;

/** Prepares trials. Throws `neuronUnknown`, `neuronRefuses` or `invalidFields` for what cannot be tried. */
export function createTrials(
  dependencies: TrialDependencies,
): (call: CommandCall, raw: RawObject) => Promise<Trial> {
  const { catalogue, execution, limits, settings } = dependencies;
  const semaphore = createSemaphore(places);
  return async (call, raw) => {
    requirePermission('manageConfig', call.actor);
    const entry = catalogue.current().entries.get(String(raw.definitionId));
    if (entry === undefined) throw new CodedError('neuronUnknown', { name: String(raw.definitionId) });
    const { dataType, data } = readValue(raw, entry);
    const configuration = await settings(call, raw);
    const { organisation, login } = call.actor;
    return {
      async run(signal, onOutput) {
        const giveBack = await semaphore.take().catch(busy);
        try {
          const result = await executeNeuron(
            {
              entry,
              configuration,
              subject: { kind: 'value', dataType, data },
              levels: { tlp: 0, pap: 0 },
              parameters: { organisation: organisation.name, user: login },
              limits,
            },
            { ...execution, storeFile: refuseFile, onOutput },
            signal,
          );
          const milliseconds = result.endedAt - result.startedAt;
          if (result.status === 'Failure')
            return { status: 'Failure', milliseconds, ...failureOf(result, entry) };
          const { full, tags, artifacts } = result.report;
          return {
            status: 'Success',
            milliseconds,
            report: { full, summary: { taxonomies: tags }, artifacts: artifacts.length },
          };
        } finally {
          giveBack();
        }
      },
    };
  };
}

function failureOf(
  { failure, errorMessage }: ExecutionFailure,
  { definition }: CatalogueEntry,
): { readonly errorMessage: string; readonly settings: readonly string[] } {
  // Only the neuron itself can have stumbled over its settings.
  const isItsOwn = failure.code === 'reported' || failure.code === 'noOutput';
  const settings = isItsOwn ? settingsAtFault(definition.configurationItems, errorMessage) : [];
  return { errorMessage, settings };
}

function busy(error: unknown): never {
  throw error instanceof NoPlace ? new CodedError('busy') : error;
}

/** Files that a trial finds are counted and thrown away. */
async function refuseFile(content: AsyncIterable<Uint8Array>): Promise<string> {
  for await (const _ of content);
  return '';
}

function readValue(
  raw: RawObject,
  { definition }: CatalogueEntry,
): { readonly dataType: string; readonly data: string } {
  const { dataType, data } = raw;
  const faults: FieldFault[] = [];
  const accepted = definition.dataTypeList.filter((type) => type !== 'file' && !type.startsWith('thehive:'));
  if (typeof dataType !== 'string' || !accepted.includes(dataType))
    faults.push({
      kind: dataType === undefined ? 'missing' : 'invalid',
      name: 'dataType',
      accepted: accepted.join(', '),
    });
  if (typeof data !== 'string' || data.trim() === '' || data.length > longestValue)
    faults.push({
      kind: data === undefined ? 'missing' : 'invalid',
      name: 'data',
      accepted: `a value of at most ${longestValue} characters`,
    });
  if (faults.length > 0) throw invalidFields(faults);
  return { dataType: String(dataType), data: String(data).trim() };
}
