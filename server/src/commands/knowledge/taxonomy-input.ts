/** Reads taxonomies in the machine-tag format of MISP: what they are, and the tags that their predicates and values make. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { colourFaults } from '../settings/reference-list.ts';

/** A taxonomy as given. */
export interface ReadTaxonomy {
  readonly namespace: string;
  readonly values: RowValues;
  /** Tags by the text that objects carry. */
  readonly tags: ReadonlyMap<string, RowValues>;
  /** What is wrong with single tags; the others can be used. */
  readonly faults: readonly FieldFault[];
}

/** Namespaces that stand for the plain tags of organisations. */
export const freeTagNamespace = '_freetags';

/** Most tags of a taxonomy, and longest predicate or value in characters. */
const mostTags = 10_000;
const longestWord = 512;

/** What a document of MISP holds beside the fields of a taxonomy. */
const further = [
  'predicates',
  'values',
  'version',
  'uuid',
  'refs',
  'type',
  'expanded',
  'tags',
  'enabled',
] as const;

/** The tags read so far, and what was wrong. */
interface Collected {
  readonly namespace: string;
  readonly tags: Map<string, RowValues>;
  readonly faults: FieldFault[];
}

/** Reads a taxonomy. Throws `invalidFields` when what it is as a whole cannot be accepted. */
export function readTaxonomy(raw: RawObject): ReadTaxonomy {
  const { version, ...rest } = raw;
  const given = version === undefined ? rest : { ...rest, taxonomyVersion: version };
  const { values, faults } = readInput(entities.taxonomy, given, 'create', further);
  const all = faults.map((fault) =>
    fault.name === 'taxonomyVersion' ? { ...fault, name: 'version' } : fault,
  );
  const namespace = String(values.namespace ?? '');
  if (namespace.startsWith(freeTagNamespace))
    all.push({
      kind: 'invalid',
      name: 'namespace',
      accepted: `text that does not begin with ${freeTagNamespace}`,
      given: namespace,
    });
  const predicates = listIn(raw, 'predicates', all);
  const entries = listIn(raw, 'values', all);
  if (all.length > 0) throw invalidFields(all);
  const collected: Collected = { namespace, tags: new Map(), faults: [] };
  readTags(predicates, entries, collected);
  return { namespace, values, tags: collected.tags, faults: collected.faults };
}

function listIn(raw: RawObject, name: string, faults: FieldFault[]): readonly unknown[] {
  const given = raw[name];
  if (given === undefined || given === null) return [];
  if (Array.isArray(given) && given.length <= mostTags) return given;
  faults.push({ kind: 'invalid', name, accepted: `list of at most ${mostTags}`, given: shorten(given) });
  return [];
}

/** Each value makes a tag; a predicate without values makes one by itself. */
function readTags(predicates: readonly unknown[], values: readonly unknown[], collected: Collected): void {
  const known = new Map<string, RawObject>();
  predicates.forEach((raw, index) => {
    const value = wordIn(raw, 'value', `predicates[${index}]`, collected.faults);
    if (value !== undefined && isRawObject(raw)) known.set(value, raw);
  });
  const withValues = new Set<string>();
  values.forEach((raw, index) => {
    const path = `values[${index}]`;
    const predicate = wordIn(raw, 'predicate', path, collected.faults);
    if (predicate === undefined || !isRawObject(raw)) return;
    const entries = listIn(raw, 'entry', collected.faults);
    if (entries.length > 0) withValues.add(predicate);
    entries.forEach((entry, place) => {
      readEntry(predicate, known.get(predicate), entry, `${path}.entry[${place}]`, collected);
    });
  });
  for (const [predicate, raw] of known)
    if (!withValues.has(predicate)) addTag(collected, predicate, null, [raw], `predicate ${predicate}`);
}

function readEntry(
  predicate: string,
  parent: RawObject | undefined,
  entry: unknown,
  path: string,
  collected: Collected,
): void {
  const value = wordIn(entry, 'value', path, collected.faults);
  if (value === undefined || !isRawObject(entry)) return;
  addTag(collected, predicate, value, parent === undefined ? [entry] : [entry, parent], path);
}

/** Adds a tag. What describes it comes first, what its colour is taken from otherwise comes second. */
function addTag(
  { namespace, tags, faults }: Collected,
  predicate: string,
  value: string | null,
  described: readonly RawObject[],
  path: string,
): void {
  const colour = described
    .map((raw) => raw.colour)
    .find((one) => one !== undefined && one !== null && one !== '');
  const wrong = colourFaults({ colour }).map((fault) => ({ ...fault, name: `${path}.colour` }));
  if (wrong.length > 0) {
    faults.push(...wrong);
    return;
  }
  if (tags.size >= mostTags) {
    faults.push({ kind: 'invalid', name: path, accepted: `at most ${mostTags} tags` });
    return;
  }
  const [own = {}] = described;
  tags.set(tagText(namespace, predicate, value), {
    namespace,
    predicate,
    value,
    description: descriptionOf(own),
    colour: colour ?? '#000000',
  });
}

/** The text by which objects carry a tag. */
function tagText(namespace: string, predicate: string, value: string | null): string {
  return value === null ? `${namespace}:${predicate}` : `${namespace}:${predicate}="${value}"`;
}

function descriptionOf({ expanded, description }: RawObject): string | null {
  const given = [expanded, description].find((text) => typeof text === 'string' && text !== '');
  return typeof given === 'string' && !given.includes('\u0000') ? given.toWellFormed() : null;
}

function wordIn(raw: unknown, name: string, path: string, faults: FieldFault[]): string | undefined {
  const given = isRawObject(raw) ? raw[name] : undefined;
  const isWord =
    typeof given === 'string' &&
    given !== '' &&
    given.length <= longestWord &&
    !given.includes('\u0000') &&
    given.isWellFormed();
  if (isWord) return given;
  faults.push({
    kind: given === undefined ? 'missing' : 'invalid',
    name: `${path}.${name}`,
    accepted: `text of 1 to ${longestWord} characters`,
    ...(given === undefined ? {} : { given: shorten(given) }),
  });
  return undefined;
}
