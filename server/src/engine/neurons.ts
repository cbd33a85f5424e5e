/** Enabling neurons in an organisation: what the catalogue offers, settings checked against the definition, secrets sealed. */
import { type CommandCall, type CommandDependencies, runCommand } from '../commands/command.ts';
import { enableNeuron, setBaseConfiguration, updateNeuron } from '../commands/neuron-commands.ts';
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import type { Catalogue } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue-scan.ts';
import {
  acceptedItems,
  type ConfigurationDefaults,
  checkConfiguration,
  sharedItems,
} from './configuration.ts';
import type { ConfigurationItem } from './configuration-item.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** Seals and opens settings at rest. */
export interface ConfigurationSeal {
  seal(clear: string): string;
  open(sealed: string): string;
}

/** A definition of the catalogue, as the engine room shows it. */
export interface NeuronOffer {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly kind: 'analyzer' | 'responder';
  readonly description: string;
  readonly author: string;
  readonly licence: string;
  readonly dataTypes: readonly string[];
  readonly baseConfiguration: string;
  readonly items: readonly ConfigurationItem[];
}

/** The neurons of an instance. */
export interface Neurons {
  /** Every usable definition. */
  offers(): readonly NeuronOffer[];
  /** Definitions that cannot be used, each with its reason. */
  refused(): readonly { readonly file: string; readonly id: string | undefined; readonly reason: string }[];
  /** Enables a definition (`definitionId`) with a `configuration`. Throws `neuronUnknown` or `invalidFields`. */
  enable(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  /** Changes an enabled neuron (`id`); a given `configuration` replaces the stored one, but for secrets left out. */
  update(call: CommandCall, raw: RawObject): Promise<void>;
  /** Sets what all neurons with the same base configuration (`name`) are offered. */
  setBase(call: CommandCall, raw: RawObject): Promise<void>;
}

/** What neurons need. */
export interface NeuronsDependencies {
  readonly catalogue: Catalogue;
  readonly commands: CommandDependencies;
  readonly seal: ConfigurationSeal;
  readonly defaults: ConfigurationDefaults;
  /** Makes ready what a neuron needs before it can run, such as a Python environment. */
  readonly prepare: (entry: CatalogueEntry) => void;
}

/** Neurons over a catalogue. */
export function createNeurons(dependencies: NeuronsDependencies): Neurons {
  const { catalogue, commands, defaults } = dependencies;
  const entryOf = (id: unknown): CatalogueEntry => {
    const entry = catalogue.current().entries.get(String(id));
    if (entry === undefined) throw new CodedError('neuronUnknown', { name: String(id) });
    return entry;
  };
  return {
    offers: () => [...catalogue.current().entries.values()].map((entry) => offerOf(entry, defaults)),
    refused: () => catalogue.current().refused,
    async enable(call, raw) {
      const entry = entryOf(raw.definitionId);
      const configuration = sealed(
        dependencies.seal,
        checked(acceptedItems(entry.definition, defaults), raw.configuration),
      );
      const made = await runCommand(
        commands,
        enableNeuron,
        { ...raw, definition: facts(entry), configuration },
        call,
      );
      dependencies.prepare(entry);
      return made;
    },
    async update(call, raw) {
      const entry = raw.definitionId === undefined ? undefined : entryOf(raw.definitionId);
      const given =
        raw.configuration === undefined || entry === undefined
          ? {}
          : {
              configuration: sealed(
                dependencies.seal,
                checked(acceptedItems(entry.definition, defaults), raw.configuration),
              ),
            };
      await runCommand(
        commands,
        updateNeuron,
        {
          ...raw,
          configuration: undefined,
          ...given,
          ...(entry === undefined ? {} : { definition: facts(entry) }),
        },
        call,
      );
    },
    async setBase(call, raw) {
      const definitions = [...catalogue.current().entries.values()].map((entry) => entry.definition);
      const configuration = sealed(
        dependencies.seal,
        checked(sharedItems(definitions, String(raw.name)), raw.configuration),
      );
      await runCommand(commands, setBaseConfiguration, { name: raw.name, configuration }, call);
    },
  };
}

/** The settings of an enabled neuron in clear. */
export function openConfiguration(seal: ConfigurationSeal, stored: unknown): JsonObject {
  const text = isRawObject(stored) ? stored.sealed : undefined;
  if (typeof text !== 'string') return {};
  const opened: unknown = JSON.parse(seal.open(text));
  return isJsonObject(opened) ? opened : {};
}

function sealed(seal: ConfigurationSeal, configuration: JsonObject): RawObject {
  return { sealed: seal.seal(JSON.stringify(configuration)) };
}

function checked(items: readonly ConfigurationItem[], given: unknown): JsonObject {
  const values: unknown = JSON.parse(JSON.stringify(given ?? {}));
  const result = checkConfiguration(items, isJsonObject(values) ? values : {});
  if ('configuration' in result) return result.configuration;
  throw invalidFields(
    result.faults.map(
      (fault): FieldFault => ({
        kind: fault.kind === 'missing' || fault.kind === 'unknown' ? fault.kind : 'invalid',
        name: `configuration.${fault.name}`,
        accepted: fault.accepted,
      }),
    ),
  );
}

function facts({ definition }: CatalogueEntry): RawObject {
  return { id: definition.id, kind: definition.kind, dataTypes: definition.dataTypeList };
}

function offerOf({ definition }: CatalogueEntry, defaults: ConfigurationDefaults): NeuronOffer {
  return {
    id: definition.id,
    name: definition.name,
    version: definition.version,
    kind: definition.kind,
    description: definition.description,
    author: definition.author,
    licence: definition.licence,
    dataTypes: definition.dataTypeList,
    baseConfiguration: definition.baseConfig,
    items: acceptedItems(definition, defaults),
  };
}
