/** Reads techniques from the objects of a STIX bundle and from the short catalogue format of ids, names and tactics. */
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { RowValues } from '../frame/insert-batch.ts';

/** A technique as it is stored, or why there is none. */
export type ReadTechnique =
  | { readonly values: RowValues & { readonly patternId: string; readonly revoked: boolean } }
  | { readonly error: string };

/** Longest number, name or element of a list, and longest text, in characters. */
const longestWord = 512;
const longestText = 1_048_576;
/** Most elements of a list of a technique. */
const mostElements = 500;

/** The technique in an object of a bundle; undefined for objects of other types. */
export function techniqueOfStix(object: RawObject): ReadTechnique | undefined {
  if (object.type !== 'attack-pattern') return undefined;
  const references = listOf(object.external_references).filter(isRawObject);
  const own = references.find(({ source_name: source }) => /^mitre-(?!capec)/.test(String(source)));
  const capec = references.find(({ source_name: source }) => source === 'capec');
  const patternId = wordOf(own?.external_id);
  const name = wordOf(object.name);
  if (patternId === undefined) return { error: 'it has no number of MITRE (external_id)' };
  if (name === undefined) return { error: `it has no name of 1 to ${longestWord} characters` };
  return {
    values: {
      patternId,
      parentPatternId: parentOf(patternId),
      name,
      url: wordOf(own?.url) ?? '',
      patternType: 'attack-pattern',
      tactics: tacticsOf(object.kill_chain_phases),
      // What is only superseded in words is out of use as well.
      revoked: object.revoked === true || object.x_mitre_deprecated === true,
      description: textOf(object.description),
      detection: textOf(object.x_mitre_detection),
      dataSources: wordsOf(object.x_mitre_data_sources),
      defenseBypassed: wordsOf(object.x_mitre_defense_bypassed),
      permissionsRequired: wordsOf(object.x_mitre_permissions_required),
      platforms: wordsOf(object.x_mitre_platforms),
      systemRequirements: wordsOf(object.x_mitre_system_requirements),
      remoteSupport: object.x_mitre_remote_support === true,
      capecId: wordOf(capec?.external_id) ?? null,
      capecUrl: wordOf(capec?.url) ?? null,
      patternVersion: wordOf(object.x_mitre_version) ?? null,
    },
  };
}

/** The technique in an entry of a short catalogue; what such a catalogue does not tell is left as it is. */
export function techniqueOfCatalogue(entry: unknown): ReadTechnique {
  const object = isRawObject(entry) ? entry : {};
  const patternId = wordOf(object.patternId);
  const name = wordOf(object.name);
  if (patternId === undefined) return { error: 'it has no patternId' };
  if (name === undefined) return { error: `it has no name of 1 to ${longestWord} characters` };
  return {
    values: {
      patternId,
      parentPatternId: parentOf(patternId),
      name,
      url: wordOf(object.url) ?? '',
      patternType: 'attack-pattern',
      tactics: wordsOf(object.tactics),
      revoked: object.revoked === true || object.deprecated === true,
      platforms: wordsOf(object.platforms),
      patternVersion: wordOf(object.version) ?? null,
    },
  };
}

/** The number before the point: a part of a technique stands below it. */
function parentOf(patternId: string): string | null {
  const point = patternId.lastIndexOf('.');
  return point > 0 ? patternId.slice(0, point) : null;
}

/** Phases of the chain that MITRE calls tactics; of any chain where none is MITRE's. */
function tacticsOf(raw: unknown): string[] {
  const phases = listOf(raw).filter(isRawObject);
  const own = phases.filter(({ kill_chain_name: chain }) => String(chain).startsWith('mitre-'));
  return wordsOf((own.length > 0 ? own : phases).map(({ phase_name: phase }) => phase));
}

function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [];
}

function wordsOf(raw: unknown): string[] {
  const words = listOf(raw).flatMap((item) => wordOf(item) ?? []);
  return [...new Set(words)].slice(0, mostElements);
}

function wordOf(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw;
  return isText(text, longestWord) ? text : undefined;
}

function textOf(raw: unknown): string | null {
  return isText(raw, longestText) ? raw : null;
}

function isText(raw: unknown, longest: number): raw is string {
  return (
    typeof raw === 'string' &&
    raw !== '' &&
    raw.length <= longest &&
    !raw.includes('\u0000') &&
    raw.isWellFormed()
  );
}
