/** Looks techniques up by what people name them with: the number in a catalogue, or the id of the stored technique. */
import { type CodedError, type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';

/** What a procedure takes over from its technique. */
export interface Technique {
  /** Number in its catalogue, e.g. `T1059.006`. */
  readonly patternId: string;
  readonly name: string;
  readonly tactics: readonly string[];
}

/** Techniques by the references that lead to them. */
export type Techniques = ReadonlyMap<string, Technique>;

/** Finds techniques. Of several with one number, those in use come before revoked ones, and older catalogues before newer. */
export async function findTechniques(
  { write }: Pick<CommandContext, 'write'>,
  references: readonly string[],
): Promise<Techniques> {
  const ids = references.flatMap((reference) => idFromWire(reference) ?? []);
  const { rows } = await write.run({
    name: 'find_techniques',
    sql: `select id, pattern_id, name, tactics from skep.pattern
      where pattern_id = any($1::text[]) or id = any($2::bigint[]) order by revoked desc, id desc`,
    parameters: [references, ids],
  });
  const found = new Map<string, Technique>();
  for (const { id, pattern_id: patternId, name, tactics } of rows) {
    const technique = {
      patternId: String(patternId),
      name: String(name),
      tactics: Array.isArray(tactics) ? tactics.map(String) : [],
    };
    found.set(technique.patternId, technique).set(`~${String(id)}`, technique);
  }
  return found;
}

/** The technique that a reference leads to. Throws `notFound`. */
export function techniqueNamed(techniques: Techniques, reference: string): Technique {
  const found = techniques.get(reference);
  if (found === undefined) throw notFound(entities.pattern.wireType);
  return found;
}

/**
 * The tactic of a procedure: the one given, if the technique serves it, or the only one that the technique serves. Throws
 * `invalidFields` with the tactics to choose from.
 */
export function tacticFor(technique: Technique, given: string | undefined, path = ''): string | undefined {
  const { tactics } = technique;
  if (given === undefined && tactics.length > 1)
    throw faulty(technique, { kind: 'missing', name: `${path}tactic` });
  if (given !== undefined && tactics.length > 0 && !tactics.includes(given))
    throw faulty(technique, { kind: 'invalid', name: `${path}tactic`, given });
  return given ?? tactics[0];
}

function faulty({ patternId, tactics }: Technique, fault: FieldFault): CodedError {
  return invalidFields([{ ...fault, accepted: `a tactic of ${patternId}`, choices: tactics }]);
}
