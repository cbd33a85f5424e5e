/** What an event of a timeline stands on: observables and files in the tree of its case. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { type RawObject, shorten } from '../../model/input.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, textsOf } from '../frame/row.ts';

/** Most objects that one event can stand on. */
const mostEvidence = 100;
/** Ways from a case to what an event can stand on. */
const ways = [['observables'], ['attachments'], ['tasks', 'logs', 'attachments']] as const;

/** What is wrong with the evidence of an input beside its type, before anything is looked for. */
export function evidenceFaults({ evidence }: RawObject): FieldFault[] {
  if (!Array.isArray(evidence)) return [];
  if (evidence.length > mostEvidence)
    return [{ kind: 'invalid', name: 'evidence', accepted: `at most ${mostEvidence} ids` }];
  return evidence.flatMap((id, place) =>
    typeof id === 'string' && idFromWire(id) === undefined ? [noEvidence(id, place)] : [],
  );
}

/**
 * The input with digits for the ids of its evidence. Throws `invalidFields` with each that is not in the case, as far as the actor
 * sees it. What an event stands on already and the actor does not see stays.
 */
export async function withEvidence(
  context: CommandContext,
  caseReference: string,
  values: RowValues,
  event?: Row,
): Promise<RowValues> {
  const { evidence } = values;
  if (!Array.isArray(evidence)) return values;
  const given = evidence.map((id) => idFromWire(String(id)) ?? '');
  const stored = event === undefined ? [] : textsOf(event, 'evidence');
  const caseRow = await context.find('case', caseReference, { forChange: false });
  const seen = await seenInCase(context, caseRow, [...given, ...stored]);
  const faults = given.flatMap((id, place) => (seen.has(id) ? [] : [noEvidence(evidence[place], place)]));
  if (faults.length > 0) throw invalidFields(faults);
  const unseen = stored.filter((id) => !seen.has(id));
  return { ...values, evidence: [...unseen, ...given] };
}

async function seenInCase(
  { related }: CommandContext,
  caseRow: Row,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const found = await Promise.all(ways.map((way) => related(caseRow, way, { ids, forChange: false })));
  return new Set(found.flat().map(({ id }) => id));
}

function noEvidence(given: unknown, place: number): FieldFault {
  const accepted = 'id of an observable or file of the case';
  return { kind: 'invalid', name: `evidence[${place}]`, accepted, given: shorten(given) };
}
