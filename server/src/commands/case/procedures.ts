/** Procedures: which techniques of attackers were seen in a case or an alert, when, and for which tactic. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { placeInAudit } from '../frame/audit-place.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { within } from '../frame/placement.ts';
import { type Row, textOf } from '../frame/row.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import type { Writer } from '../frame/writer.ts';
import { findTechniques, tacticFor, techniqueNamed } from '../knowledge/techniques.ts';
import { type ParentReference, readParent } from '../observable/observable-commands.ts';
import type { Origin } from '../value/custom-field-values.ts';

/** Most procedures that one request may add. */
const mostProcedures = 1_000;

/** What clients send back of what they have read, beside fields. */
const alsoRead = ['tacticLabel', 'caseId', 'alertId'] as const;

interface CreateProceduresInput extends ParentReference {
  readonly procedures: readonly RowValues[];
}

export const createProcedure: Command<CreateProceduresInput, { id: string }> = {
  name: 'createProcedure',
  permission: 'manageProcedure',
  read(raw) {
    const faults: FieldFault[] = [];
    const parent = readParent(raw, faults);
    const values = readProcedure(raw, '', faults);
    if (faults.length > 0) throw invalidFields(faults);
    return { ...parent, procedures: [values] };
  },
  async run(context, input) {
    const parent = await context.find(input.on, input.reference);
    const [row] = await insertProcedures(context, parent, input.procedures, context.origin, () => '');
    return { id: row?.id ?? '' };
  },
};

export const createProcedures: Command<CreateProceduresInput, readonly string[]> = {
  name: 'createProcedures',
  permission: 'manageProcedure',
  read(raw) {
    const faults: FieldFault[] = [];
    const parent = readParent(raw, faults);
    const procedures = readProcedures(raw.procedures, faults);
    if (raw.procedures === undefined)
      faults.push({ kind: 'missing', name: 'procedures', accepted: 'list of procedures' });
    if (faults.length > 0) throw invalidFields(faults);
    return { ...parent, procedures };
  },
  async run(context, input) {
    const parent = await context.find(input.on, input.reference);
    const rows = await insertProcedures(context, parent, input.procedures, context.origin);
    return rows.map((row) => row.id);
  },
};

export const updateProcedure: Command<UpdateInput, void> = {
  name: 'updateProcedure',
  permission: 'manageProcedure',
  read: (raw) => readUpdate(entities.procedure, raw, alsoRead),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('procedure', reference);
      const values = await completeChange(context, row, input.values);
      context.write.update(row, values, { context: placeInAudit(row) });
    }
  },
};

/** Reads a list of procedures, e.g. of an alert that is being made; faults are added to the list given. */
export function readProcedures(raw: unknown, faults: FieldFault[]): RowValues[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) {
    faults.push({
      kind: 'invalid',
      name: 'procedures',
      accepted: 'list of procedures',
      given: shorten(raw),
    });
    return [];
  }
  if (raw.length > mostProcedures)
    throw new CodedError('tooManyItems', { limit: mostProcedures, what: 'procedures' });
  return raw.map((item, index) => {
    if (isRawObject(item)) return readProcedure(item, pathOf(index), faults);
    faults.push({
      kind: 'invalid',
      name: `procedures[${index}]`,
      accepted: 'procedure',
      given: shorten(item),
    });
    return {};
  });
}

const pathOf = (index: number): string => `procedures[${index}].`;

function readProcedure(raw: RawObject, path: string, all: FieldFault[]): RowValues {
  const { values, faults } = readInput(entities.procedure, raw, 'create', alsoRead, path);
  all.push(...faults);
  return values;
}

/**
 * Adds procedures to a case or an alert, each with the name of its technique and its tactic. `path` is set before names of
 * fields in faults. Throws `notFound` for an unknown technique, `invalidFields` for a tactic that is not the technique's.
 */
export async function insertProcedures(
  { write }: Pick<CommandContext, 'write'>,
  parent: Row,
  procedures: readonly RowValues[],
  origin: Origin,
  path: (index: number) => string = pathOf,
): Promise<Row[]> {
  return storeProcedures(write, parent, await prepareProcedures({ write }, procedures, path), origin);
}

/** Completes procedures with the name of their technique and their tactic; writes nothing. Throws as `insertProcedures` does. */
export async function prepareProcedures(
  { write }: Pick<CommandContext, 'write'>,
  procedures: readonly RowValues[],
  path: (index: number) => string = pathOf,
): Promise<RowValues[]> {
  if (procedures.length === 0) return [];
  const techniques = await findTechniques(
    { write },
    procedures.map(({ patternId }) => String(patternId)),
  );
  return procedures.map((values, index) => {
    const technique = techniqueNamed(techniques, String(values.patternId));
    const tactic = tacticFor(technique, textIn(values.tactic), path(index));
    return {
      ...values,
      patternId: technique.patternId,
      patternName: technique.name,
      tactic: tactic ?? null,
    };
  });
}

/** Stores completed procedures under a case or an alert. */
export async function storeProcedures(
  write: Writer,
  parent: Row,
  procedures: readonly RowValues[],
  origin: Origin,
): Promise<Row[]> {
  if (procedures.length === 0) return [];
  const link = parent.entity === entities.case ? { caseId: parent.id } : { alertId: parent.id };
  const from = { originKind: origin.kind, originId: origin.id ?? null };
  const ids = await write.takeIds(procedures.length);
  return procedures.map((values, index) =>
    write.insert(
      entities.procedure,
      ids[index] ?? '',
      within(parent),
      { ...values, ...link, ...from },
      { context: { type: parent.entity.wireType, id: parent.id } },
    ),
  );
}

/** A change with what follows from it: another technique brings its name, and a tactic must be one of the technique's. */
async function completeChange(context: CommandContext, row: Row, values: RowValues): Promise<RowValues> {
  const given = textIn(values.patternId);
  const tactic = textIn(values.tactic);
  if (given === undefined && tactic === undefined) return values;
  const reference = given ?? textOf(row, 'patternId') ?? '';
  const techniques = await findTechniques(context, [reference]);
  if (given === undefined) {
    // The technique may have been removed since: then nothing says which tactics it serves.
    const technique = techniques.get(reference);
    if (technique !== undefined) tacticFor(technique, tactic);
    return values;
  }
  const technique = techniqueNamed(techniques, given);
  const before = textOf(row, 'tactic');
  const kept = before !== undefined && technique.tactics.includes(before) ? before : undefined;
  return {
    ...values,
    patternId: technique.patternId,
    patternName: technique.name,
    tactic: tacticFor(technique, tactic ?? kept) ?? null,
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
