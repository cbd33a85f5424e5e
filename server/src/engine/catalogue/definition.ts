/**
 * The definition file of a neuron: what it says is checked field by field, so that its author sees every mistake at once.
 * Fields that only document a neuron are accepted and left aside.
 */

import type { JsonObject } from '../report/json.ts';
import type { ConfigurationItem } from './configuration-item.ts';
import { checkConfigurationItems } from './configuration-item.ts';
import { type Fault, type FieldReader, readFields } from './fields.ts';

/** An analyzer looks at an observable; a responder acts on any object. */
export type NeuronKind = 'analyzer' | 'responder';

/** What a definition file says, checked. Nothing in it depends on where the file lies. */
export interface NeuronDefinition {
  /** Name and version, dots turned into underscores, e.g. `FileInfo_8_0`. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly kind: NeuronKind;
  readonly author: string;
  readonly url: string;
  readonly licence: string;
  readonly description: string;
  /** Types it accepts: of observables, or of objects when they start with `thehive:`. */
  readonly dataTypeList: readonly string[];
  /** Path of its script, relative to the folder that holds the folders of neurons. */
  readonly command: string | undefined;
  /** Container image, where it has one. */
  readonly dockerImage: string | undefined;
  /** Name of the settings it shares with others; its own name where the file says nothing. */
  readonly baseConfig: string;
  readonly configurationItems: readonly ConfigurationItem[];
  /** Fixed settings of this flavour. */
  readonly config: JsonObject;
  /** Whether the fixed settings ask for the check of TLP or PAP. */
  readonly checkTlp: boolean;
  readonly checkPap: boolean;
  /** Highest levels of the fixed settings, on the scale 0 to 3. */
  readonly maxTlp: number | undefined;
  readonly maxPap: number | undefined;
  /** Who is told of what it is given, such as `virustotal.com`; undefined where everything stays here. */
  readonly destination: string | undefined;
  /** False where the file says `"network": false`: it then runs without any network where isolation can do that. */
  readonly network: boolean;
  /** File in its folder that lists the Python packages it needs. */
  readonly requirements: string;
}

/** A checked definition, or everything that is wrong with it. */
export type DefinitionCheck =
  | { readonly definition: NeuronDefinition }
  | { readonly faults: readonly Fault[] };

const longest = { name: 128, version: 32, text: 4096 };

/** Checks one definition; `kind` is what the place of the file says, undefined when it says nothing. */
export function checkDefinition(given: unknown, kind?: NeuronKind): DefinitionCheck {
  const { value, faults } = readFields(given, (reader) => definitionFrom(reader, kind));
  return value === undefined || faults.length > 0 ? { faults } : { definition: value };
}

function definitionFrom(reader: FieldReader, kind: NeuronKind | undefined): NeuronDefinition {
  const name = reader.text('name', {
    longest: longest.name,
    pattern: /^(?!\.+$)[\p{L}\p{N}_.-]+( [\p{L}\p{N}_.-]+)*$/u,
    accepted: 'letters, digits, "_", "-", "." and single spaces',
  });
  const version = reader.text('version', {
    longest: longest.version,
    pattern: /^[\w.+-]+$/,
    accepted: 'a text such as "1.0"',
  });
  const dataTypeList = reader.texts('dataTypeList');
  const config = reader.object('config');
  return {
    id: definitionId(name, version),
    name,
    version,
    kind: kind ?? kindOf(dataTypeList),
    author: reader.text('author', { longest: longest.text }),
    url: reader.text('url', { longest: longest.text }),
    licence: reader.text('license', { longest: longest.text }),
    description: reader.text('description', { longest: longest.text }),
    dataTypeList,
    ...executableFrom(reader),
    baseConfig: reader.optionalText('baseConfig', { longest: longest.name }) ?? name,
    configurationItems: reader.list('configurationItems', checkConfigurationItems),
    config,
    ...ceilingsOf(config),
    destination: destinationFrom(reader, name),
    network: reader.optionalBoolean('network') ?? true,
    requirements: requirementsFrom(reader),
  };
}

/** The identifier of a definition. */
export function definitionId(name: string, version: string): string {
  return `${name}_${version}`.replaceAll('.', '_');
}

function executableFrom(reader: FieldReader): Pick<NeuronDefinition, 'command' | 'dockerImage'> {
  const command = reader.optionalText('command', { longest: 1024 });
  const dockerImage = reader.optionalText('dockerImage', { longest: 1024 });
  if (command === undefined && dockerImage === undefined && !reader.given('command')) {
    reader.fault('command', 'missing', 'the path of a script, such as "MyNeuron/my-neuron.ts"');
  }
  return { command, dockerImage };
}

/** The field `destination`; where it is missing, neurons that go outside are named after the settings they share with others. */
function destinationFrom(reader: FieldReader, name: string): string | undefined {
  const told = reader.optionalText('destination', { longest: longest.name });
  const isLocal = reader.raw('integration_type') === 'local' || reader.raw('network') === false;
  if (told !== undefined || isLocal) return told;
  return reader.optionalText('baseConfig', { longest: longest.name }) ?? name;
}

function requirementsFrom(reader: FieldReader): string {
  const accepted = 'the name of a file beside the definition';
  const rule = { longest: 128, pattern: /^[\w][\w.-]*$/, accepted };
  return reader.optionalText('requirements', rule) ?? 'requirements.txt';
}

function kindOf(dataTypeList: readonly string[]): NeuronKind {
  return dataTypeList.some((type) => type.startsWith('thehive:')) ? 'responder' : 'analyzer';
}

function ceilingsOf(
  config: JsonObject,
): Pick<NeuronDefinition, 'checkTlp' | 'checkPap' | 'maxTlp' | 'maxPap'> {
  const level = (name: string): number | undefined => {
    const value = config[name];
    return typeof value === 'number' ? value : undefined;
  };
  return {
    checkTlp: config.check_tlp === true,
    checkPap: config.check_pap === true,
    maxTlp: level('max_tlp'),
    maxPap: level('max_pap'),
  };
}
