/**
 * Finds definitions in folders of neurons: `<folder>/<neuron>/*.json`, each file an object or a list of them. A folder
 * with subfolders `analyzers` and `responders` counts as those two. What is wrong with one file never touches another.
 */

import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { errorCode, FileRefused, readSmallText } from '../report/read-text.ts';
import { type FetchedCatalogue, largestCatalogue } from './catalogue-download.ts';
import { isUnsettled } from './catalogue-settled.ts';
import { checkDefinition, type NeuronDefinition, type NeuronKind } from './definition.ts';
import { showFaults } from './fields.ts';

/** A folder of neurons or a file with definitions, by its path, or a catalogue that is fetched. */
export type CatalogueSource = string | FetchedCatalogue;

/** A definition and where its neuron lies. */
export interface CatalogueEntry {
  readonly definition: NeuronDefinition;
  /** File or address that holds the definition. */
  readonly file: string;
  /** The neuron's own folder. */
  readonly folder: string;
  /** Folder of neurons that its command is relative to; the neuron starts there. */
  readonly root: string;
  /** What is run; its definition where it is run from an image. */
  readonly script: string;
}

/** A definition, file or folder that is left out. */
export interface Refused {
  readonly file: string;
  /** Identifier of the definition where it could be told. */
  readonly id: string | undefined;
  readonly reason: string;
}

/** What a scan found. */
export interface Snapshot {
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
  readonly refused: readonly Refused[];
  /** Folders whose changes matter. */
  readonly folders: readonly string[];
  /** Whether a folder was left as it was before because it is being written: another scan must follow. */
  readonly unsettled: boolean;
}

/** How a scan treats folders that are being written. */
export interface Settling {
  /** A folder that changed within so many milliseconds is being written. */
  readonly withinMs: number;
  /** What was found before; it stays as it was where a folder is being written. */
  readonly before: Snapshot;
}

const bounds = { neurons: 2000, filesPerNeuron: 100, definitionsPerFile: 1000, fileBytes: 1024 ** 2 };

interface Gathering {
  readonly entries: Map<string, CatalogueEntry>;
  readonly refused: Refused[];
  readonly folders: string[];
  readonly settling: Settling | undefined;
  /** Definitions with an image are run from it, whatever lies beside them. */
  readonly images: boolean;
  unsettled: boolean;
}

/**
 * Scans sources in order; a later one wins an identifier. Without
 * `settling` every folder is taken as it is; with `images` definitions that name one need nothing beside them.
 */
export async function scanCatalogues(
  sources: readonly CatalogueSource[],
  settling?: Settling,
  images = false,
): Promise<Snapshot> {
  const found = gathering(settling, images);
  for (const source of sources) {
    if (typeof source === 'string') await scanSource(resolve(source), found);
    else await scanFetched(source, found);
  }
  const { entries, refused, folders, unsettled } = found;
  return { entries, refused, folders, unsettled };
}

function gathering(settling: Settling | undefined, images: boolean): Gathering {
  return { entries: new Map(), refused: [], folders: [], settling, images, unsettled: false };
}

/** Looks at one neuron's folder alone, as a catalogue that holds it would. */
export async function scanNeuronFolder(folder: string): Promise<Snapshot> {
  const found = gathering(undefined, false);
  const path = await realpath(folder);
  await scanNeuron(path, dirname(path), kindOfFolder(dirname(path)), found);
  return found;
}

async function scanSource(source: string, found: Gathering): Promise<void> {
  try {
    const path = await realpath(source);
    const status = await lstat(path);
    if (status.isDirectory()) return await scanFolder(path, found);
    found.folders.push(dirname(path));
    await scanFile(path, dirname(path), undefined, found);
  } catch (error) {
    refuse(found, source, reasonOf(error));
  }
}

/** What was fetched last. Only images can be had from an address: a program that its definition names is not here. */
async function scanFetched({ address, file, trouble }: FetchedCatalogue, found: Gathering): Promise<void> {
  const reason = trouble();
  if (reason !== undefined) refuse(found, address, reason);
  const given = await readDefinitions(file, largestCatalogue);
  if ('reason' in given) {
    // Before it came for the first time there is nothing to tell but why it does not come.
    if (given.reason !== absent) refuse(found, address, given.reason);
    return;
  }
  const kind = /\/(analyzer|responder)s[^/]*$/.exec(address)?.[1];
  for (const one of given.definitions) {
    const checked = checkDefinition(one, kind === 'analyzer' || kind === 'responder' ? kind : undefined);
    if ('faults' in checked) refuse(found, address, showFaults(checked.faults));
    else await placeFetched({ ...checked.definition, command: undefined }, address, file, found);
  }
}

async function placeFetched(
  definition: NeuronDefinition,
  address: string,
  file: string,
  found: Gathering,
): Promise<void> {
  if (definition.dockerImage === undefined)
    refuse(found, address, 'names no container image, and programs are not fetched', definition.id);
  else await place(definition, { shown: address, path: file }, dirname(file), found);
}

async function scanFolder(root: string, found: Gathering): Promise<void> {
  for (const kind of ['analyzer', 'responder'] as const) {
    const inner = join(root, `${kind}s`);
    if (await isFolder(inner)) await scanNeurons(inner, kind, found);
  }
  await scanNeurons(root, kindOfFolder(root), found);
}

function kindOfFolder(path: string): NeuronKind | undefined {
  return ({ analyzers: 'analyzer', responders: 'responder' } as const)[basename(path)];
}

async function scanNeurons(root: string, kind: NeuronKind | undefined, found: Gathering): Promise<void> {
  found.folders.push(root);
  const members = await readdir(root, { withFileTypes: true });
  const folders = members.filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
  if (folders.length > bounds.neurons) refuse(found, root, `holds more than ${bounds.neurons} members`);
  for (const member of folders.slice(0, bounds.neurons).sort(byName)) {
    const path = join(root, member.name);
    if (member.isDirectory()) await scanNeuron(path, root, kind, found);
    else if (member.isSymbolicLink() && (await leadsToFolder(path))) {
      refuse(
        found,
        path,
        'is a link; put the folder itself here, or name the folder it leads to as a source',
      );
    }
  }
}

async function scanNeuron(
  folder: string,
  root: string,
  kind: NeuronKind | undefined,
  found: Gathering,
): Promise<void> {
  try {
    found.folders.push(folder);
    if (found.settling !== undefined && (await isUnsettled(folder, found.settling.withinMs)))
      return keepAsBefore(folder, found, found.settling.before);
    const names = (await readdir(folder)).filter(isDefinitionFile).sort();
    if (names.length > bounds.filesPerNeuron) {
      refuse(found, folder, `holds more than ${bounds.filesPerNeuron} definition files`);
    }
    for (const name of names.slice(0, bounds.filesPerNeuron)) {
      await scanFile(join(folder, name), root, kind, found);
    }
  } catch (error) {
    refuse(found, folder, reasonOf(error));
  }
}

/** What a folder held before it was being written; nothing of a new one. */
function keepAsBefore(folder: string, found: Gathering, before: Snapshot): void {
  found.unsettled = true;
  for (const [id, entry] of before.entries) if (dirname(entry.file) === folder) found.entries.set(id, entry);
  found.refused.push(...before.refused.filter(({ file }) => dirname(file) === folder));
}

/** Files of the packages a neuron may come with are no definitions. */
function isDefinitionFile(name: string): boolean {
  return name.endsWith('.json') && !/^(package|package-lock|tsconfig.*)\.json$/.test(name);
}

async function scanFile(
  file: string,
  root: string,
  kind: NeuronKind | undefined,
  found: Gathering,
): Promise<void> {
  const given = await readDefinitions(file, bounds.fileBytes);
  if ('reason' in given) return refuse(found, file, given.reason);
  for (const one of given.definitions) {
    const checked = checkDefinition(one, kind);
    if ('faults' in checked) refuse(found, file, showFaults(checked.faults));
    else await place(checked.definition, { shown: file, path: file }, root, found);
  }
}

type Definitions = { readonly definitions: readonly unknown[] } | { readonly reason: string };

async function readDefinitions(file: string, largest: number): Promise<Definitions> {
  try {
    const content: unknown = JSON.parse(await readSmallText(file, largest));
    const definitions = Array.isArray(content) ? content : [content];
    if (definitions.length <= bounds.definitionsPerFile) return { definitions };
    return { reason: `holds more than ${bounds.definitionsPerFile} definitions` };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** Where a definition was read, and the name of that for people. */
interface DefinitionPlace {
  readonly path: string;
  readonly shown: string;
}

async function place(
  definition: NeuronDefinition,
  { path, shown }: DefinitionPlace,
  root: string,
  found: Gathering,
): Promise<void> {
  const { id } = definition;
  try {
    const fromImage = found.images && definition.dockerImage !== undefined;
    const script = fromImage ? path : await scriptOf(definition, root);
    const earlier = found.entries.get(id);
    if (earlier !== undefined) refuse(found, earlier.file, `is replaced by ${shown}, which comes later`, id);
    const folder = fromImage ? dirname(path) : join(root, firstSegment(root, script));
    found.entries.set(id, { definition, file: shown, folder, root, script });
  } catch (error) {
    refuse(found, shown, reasonOf(error), id);
  }
}

/** The script a command names. It must lie in the folder of a neuron, and links may not lead out of it. */
async function scriptOf({ command }: NeuronDefinition, root: string): Promise<string> {
  if (command === undefined) {
    throw new FileRefused(
      'has a container image but no command; images are not run by this server: SKEP_NEURON_RUNNER is not docker',
    );
  }
  const script = resolve(root, command);
  const folder = join(root, firstSegment(root, script));
  if (!isInside(root, script) || folder === script) {
    throw new FileRefused(`"command" ${command} is not a path such as "MyNeuron/my-neuron.ts" below ${root}`);
  }
  if (!(await isFolder(folder))) throw new FileRefused(`"command" ${command}: there is no folder ${folder}`);
  const real = await realpath(script).catch((cause: unknown) => {
    throw new FileRefused(`"command" ${command}: there is no such file`, cause);
  });
  if (!isInside(folder, real))
    throw new FileRefused(`"command" ${command} is a link that leads out of ${folder}`);
  if (!(await lstat(real)).isFile()) throw new FileRefused(`"command" ${command} is not a file`);
  return script;
}

function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function firstSegment(root: string, path: string): string {
  return (
    path
      .slice(root.length)
      .split(sep)
      .find((segment) => segment !== '') ?? ''
  );
}

async function isFolder(path: string): Promise<boolean> {
  const status = await lstat(path).catch(() => undefined);
  return status?.isDirectory() ?? false;
}

async function leadsToFolder(path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined);
  return real !== undefined && (await isFolder(real));
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}

function refuse(found: Gathering, file: string, reason: string, id?: string): void {
  found.refused.push({ file, id, reason });
}

const absent = 'does not exist';

function reasonOf(error: unknown): string {
  if (error instanceof FileRefused) return error.message;
  if (error instanceof SyntaxError) return `is not JSON: ${error.message}`;
  const code = errorCode(error);
  return code === 'ENOENT' ? absent : `cannot be read: ${code ?? String(error)}`;
}
