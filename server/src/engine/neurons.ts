/** Enabling neurons in an organisation: what the catalogue offers, settings checked against the definition, secrets sealed. */
import { type CommandCall, type CommandDependencies, runCommand } from '../commands/frame/command.ts';
import {
  enableNeuron,
  readAllNeuronSettings,
  readBaseConfigurations,
  readNeuronSettings,
  type StoredNeuron,
  setBaseConfiguration,
  updateNeuron,
} from '../commands/run/neuron-commands.ts';
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { CatalogueEntry } from './catalogue/catalogue-scan.ts';
import {
  acceptedItems,
  automaticItems,
  type ConfigurationDefaults,
  checkConfiguration,
  sharedItems,
} from './catalogue/configuration.ts';
import type { ConfigurationItem } from './catalogue/configuration-item.ts';
import { definitionId, type NeuronDefinition } from './catalogue/definition.ts';
import { countNeurons, type NeuronCounts } from './neuron-counts.ts';
import type { EnvironmentView } from './python/progress.ts';
import { isJsonObject, type JsonObject } from './report/json.ts';
import { ceilingOf } from './run/ceiling.ts';
import type { Environments } from './run/execution.ts';
import { isSecretName } from './run/masking.ts';
import {
  isGiven,
  readSecretsSince,
  type SecretStamp,
  type SecretsSince,
  secretsIn,
  stampedSecrets,
} from './secrets-since.ts';

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
  /** Who is told of what it is given; undefined where everything stays here. */
  readonly destination: string | undefined;
  /** What the definition itself allows at most, on the four-step scale of neurons. */
  readonly maxTlp: number | undefined;
  readonly maxPap: number | undefined;
  readonly items: readonly OfferedItem[];
}

/** A setting as the form of the engine room shows it. */
export interface OfferedItem extends ConfigurationItem {
  /** Its value is never shown again once it is stored. */
  readonly secret: boolean;
  /** Every neuron of its kind has it; the definition does not ask for it. */
  readonly standard: boolean;
}

/** The settings of an enabled neuron, without what nobody may read. */
export interface NeuronSettings {
  readonly definitionId: string;
  readonly values: JsonObject;
  /** Names of secrets that have a value. */
  readonly secretsSet: readonly string[];
  /** When each of them got it and from whom, where that is known. */
  readonly secretsSince: SecretsSince;
}

/** What came of changing an enabled neuron. */
export interface UpdatedNeuron {
  /** Names of settings that had a value, which the version it has now does not know. */
  readonly dropped: readonly string[];
}

/** The neurons of an instance. */
export interface Neurons {
  /** Every usable definition. */
  offers(): readonly NeuronOffer[];
  /** Definitions that cannot be used, each with its reason. */
  refused(): readonly { readonly file: string; readonly id: string | undefined; readonly reason: string }[];
  /** Enables a definition (`definitionId`) with a `configuration`. Throws `neuronUnknown` or `invalidFields`. */
  enable(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  /** The settings of an enabled neuron (`id`). */
  settingsOf(call: CommandCall, id: string): Promise<NeuronSettings>;
  /** The settings of every enabled neuron, by the digits of their ids. */
  settingsOfAll(call: CommandCall): Promise<ReadonlyMap<string, NeuronSettings>>;
  /** How many neurons the organisation of a name has enabled; undefined when that is none of the caller's business. */
  countsOf(call: CommandCall, organisation: string): Promise<NeuronCounts | undefined>;
  /** What neurons with the same base configuration share, by its name; and under `global` what all share. */
  bases(call: CommandCall): Promise<ReadonlyMap<string, JsonObject>>;
  /** Settings that every neuron of a kind has. */
  standardItems(kind: NeuronDefinition['kind']): readonly ConfigurationItem[];
  /** Looks for definitions now. */
  rescan(): Promise<void>;
  /** Settings to try a definition with: the given ones, and the stored secrets of `id` where they are left out. */
  settingsToTry(call: CommandCall, raw: RawObject): Promise<JsonObject>;
  /**
   * Changes an enabled neuron (`id`); a given `configuration` replaces the stored one, but for secrets left out. With another
   * version of its definition (`definitionId`) it is laid over the stored one, of which that version takes what it knows.
   */
  update(call: CommandCall, raw: RawObject): Promise<UpdatedNeuron>;
  /** How far the Python environment of an enabled neuron (`id`) is; undefined where its definition is not in the catalogue. */
  environmentOf(call: CommandCall, id: string): Promise<EnvironmentView | undefined>;
  /** Begins to make it again. */
  prepareAgain(call: CommandCall, id: string): Promise<void>;
  /** Sets what all neurons with the same base configuration (`name`) are offered; secrets that are left out stay as they are. */
  setBase(call: CommandCall, raw: RawObject): Promise<void>;
}

/** What neurons need. */
export interface NeuronsDependencies extends Environments {
  readonly catalogue: Catalogue;
  readonly commands: CommandDependencies;
  readonly seal: ConfigurationSeal;
  readonly defaults: ConfigurationDefaults;
}

/** Neurons over a catalogue. */
export function createNeurons(dependencies: NeuronsDependencies): Neurons {
  const { catalogue, commands, defaults } = dependencies;
  const entryOf = (id: unknown): CatalogueEntry => {
    const entry = catalogue.current().entries.get(String(id));
    if (entry === undefined) throw new CodedError('neuronUnknown', { name: String(id) });
    return entry;
  };
  /** The given settings of the enabled neuron `id`, checked; secrets that are left out stay as they are. */
  const mergedConfiguration = async (
    call: CommandCall,
    raw: RawObject,
    entry: CatalogueEntry | undefined,
  ): Promise<JsonObject> => {
    const stored = await runCommand(commands, readNeuronSettings, { id: raw.id }, call);
    const { definition } = entry ?? entryOf(stored.definitionId);
    const accepted = acceptedItems(definition, defaults);
    return checkedOver(accepted, openConfiguration(dependencies.seal, stored.configuration), raw);
  };
  const stampOf = ({ actor }: CommandCall): SecretStamp => ({ at: commands.clock(), by: actor.login });
  /** Changed settings of the enabled neuron `id`, as the command takes them. */
  const toStore = async (call: CommandCall, raw: RawObject, clear: JsonObject): Promise<RawObject> => {
    const { secretsSince } = await runCommand(commands, readNeuronSettings, { id: raw.id }, call);
    const before = readSecretsSince(secretsSince);
    return {
      configuration: sealed(dependencies.seal, clear),
      secretsSince: stampedSecrets(clear, before, raw.configuration, stampOf(call)),
    };
  };
  return {
    offers: () => [...catalogue.current().entries.values()].map((entry) => offerOf(entry, defaults)),
    refused: () => catalogue.current().refused,
    async enable(call, raw) {
      const entry = entryOf(raw.definitionId);
      const clear = checked(acceptedItems(entry.definition, defaults), raw.configuration);
      const configuration = sealed(dependencies.seal, clear);
      const secretsSince = stampedSecrets(clear, {}, raw.configuration, stampOf(call));
      const made = await runCommand(
        commands,
        enableNeuron,
        { ...raw, definition: facts(entry), configuration, secretsSince },
        call,
      );
      dependencies.prepare(entry);
      return made;
    },
    async settingsOf(call, id) {
      return shownSettings(dependencies.seal, await runCommand(commands, readNeuronSettings, { id }, call));
    },
    async settingsOfAll(call) {
      const stored = await runCommand(commands, readAllNeuronSettings, {}, call);
      return new Map([...stored].map(([id, one]) => [id, shownSettings(dependencies.seal, one)]));
    },
    countsOf: (call, organisation) => countNeurons(commands, call, organisation),
    standardItems: (kind) => automaticItems(kind, defaults),
    async rescan() {
      await catalogue.rescan();
    },
    async settingsToTry(call, raw) {
      const entry = entryOf(raw.definitionId);
      if (raw.id !== undefined) return mergedConfiguration(call, raw, entry);
      return checked(acceptedItems(entry.definition, defaults), raw.configuration);
    },
    async update(call, raw) {
      const entry = raw.definitionId === undefined ? undefined : entryOf(raw.definitionId);
      const moved = entry && (await movedTo(entry, dependencies, call, raw));
      const configuration =
        moved?.configuration ??
        (raw.configuration === undefined ? undefined : await mergedConfiguration(call, raw, entry));
      await runCommand(
        commands,
        updateNeuron,
        {
          ...raw,
          ...(configuration && (await toStore(call, raw, configuration))),
          ...(entry === undefined ? {} : { definition: facts(entry) }),
        },
        call,
      );
      if (entry !== undefined) dependencies.prepare(entry);
      return { dropped: moved?.dropped ?? [] };
    },
    ...environmentsOfEnabled(dependencies),
    ...basesOver(dependencies),
  };
}

function environmentsOfEnabled({
  catalogue,
  commands,
  environmentOf,
  prepare,
}: NeuronsDependencies): Pick<Neurons, 'environmentOf' | 'prepareAgain'> {
  const entryOf = async (call: CommandCall, id: string): Promise<CatalogueEntry | undefined> => {
    const { definitionId: enabled } = await runCommand(commands, readNeuronSettings, { id }, call);
    return catalogue.current().entries.get(enabled);
  };
  return {
    async environmentOf(call, id) {
      const entry = await entryOf(call, id);
      return entry && (await environmentOf(entry));
    },
    async prepareAgain(call, id) {
      const entry = await entryOf(call, id);
      if (entry !== undefined) prepare(entry);
    },
  };
}

/** Settings that several neurons share. */
function basesOver({
  catalogue,
  commands,
  seal,
  defaults,
}: NeuronsDependencies): Pick<Neurons, 'bases' | 'setBase'> {
  return {
    async bases(call) {
      const stored = await runCommand(commands, readBaseConfigurations, {}, call);
      return new Map(
        [...stored].map(([name, sealedValues]) => [
          name,
          withoutSecretNames(openConfiguration(seal, sealedValues)),
        ]),
      );
    },
    async setBase(call, raw) {
      const definitions = [...catalogue.current().entries.values()].map((entry) => entry.definition);
      const name = String(raw.name);
      const items =
        name === globalBase ? automaticItems('analyzer', defaults) : sharedItems(definitions, name);
      const stored = await runCommand(commands, readBaseConfigurations, {}, call);
      const configuration = sealed(seal, checkedOver(items, openConfiguration(seal, stored.get(name)), raw));
      await runCommand(commands, setBaseConfiguration, { name: raw.name, configuration }, call);
    },
  };
}

/** Name of the base configuration that all neurons share. */
const globalBase = 'global';

/** Given settings, checked; stored secrets that are left out stay as they are. */
function checkedOver(items: readonly ConfigurationItem[], stored: JsonObject, raw: RawObject): JsonObject {
  const known = new Set(items.map(({ name }) => name));
  const kept = Object.entries(stored).filter(([name]) => isSecretName(name) && known.has(name));
  const given = isRawObject(raw.configuration) ? raw.configuration : {};
  return checked(items, { ...Object.fromEntries(kept), ...given });
}

/** Settings for another version of a definition. */
interface Moved extends UpdatedNeuron {
  readonly configuration: JsonObject;
}

/** What the enabled neuron `id` keeps in another version of its definition; undefined where it has that one already. */
async function movedTo(
  { definition }: CatalogueEntry,
  { commands, seal, defaults }: NeuronsDependencies,
  call: CommandCall,
  raw: RawObject,
): Promise<Moved | undefined> {
  const stored = await runCommand(commands, readNeuronSettings, { id: raw.id }, call);
  if (stored.definitionId === definition.id) return undefined;
  if (stored.kind !== definition.kind || !isVersionOf(definition, stored.definitionId)) {
    const accepted = `another version of ${stored.definitionId}`;
    throw invalidFields([{ kind: 'invalid', name: 'definitionId', accepted }]);
  }
  const before = openConfiguration(seal, stored.configuration);
  return movedConfiguration(acceptedItems(definition, defaults), before, raw);
}

/** Given settings over the stored ones that the items know. What never had a value is asked for anew. */
function movedConfiguration(items: readonly ConfigurationItem[], stored: JsonObject, raw: RawObject): Moved {
  const known = new Set(items.map(({ name }) => name));
  const set = Object.entries(stored).filter(([, value]) => isGiven(value));
  const given = isRawObject(raw.configuration) ? raw.configuration : {};
  return {
    configuration: checked(items, {
      ...Object.fromEntries(set.filter(([name]) => known.has(name))),
      ...given,
    }),
    dropped: set.flatMap(([name]) => (known.has(name) ? [] : [name])),
  };
}

/** Whether an id tells a version of a definition. The version it tells may have left the catalogue, so only the id is known. */
function isVersionOf({ name }: NeuronDefinition, id: string): boolean {
  const start = definitionId(name, '');
  return id.startsWith(start) && /^v?\d/.test(id.slice(start.length));
}

/** Stored settings without what nobody may read. */
function shownSettings(
  seal: ConfigurationSeal,
  { definitionId, configuration, secretsSince }: StoredNeuron,
): NeuronSettings {
  const clear = openConfiguration(seal, configuration);
  return {
    definitionId,
    values: withoutSecretNames(clear),
    secretsSet: secretsIn(clear),
    secretsSince: readSecretsSince(secretsSince),
  };
}

function withoutSecretNames(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isSecretName(name)));
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
  const own = new Set(definition.configurationItems.map(({ name }) => name));
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
    destination: definition.destination,
    ...ceilingOf(definition.config),
    items: acceptedItems(definition, defaults).map((item) => ({
      ...item,
      secret: isSecretName(item.name),
      standard: !own.has(item.name),
    })),
  };
}
