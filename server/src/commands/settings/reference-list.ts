/** The three commands of a list that the whole instance shares: making, changing and removing an entry. */
import type { Entity } from '../../model/entity.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import type { Permission } from '../../model/permission.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';

/** What is particular to a list. */
export interface ListRules {
  readonly entity: EntityName;
  readonly permission: Permission;
  /** Names of entries that every instance needs: they stay, and keep their names. */
  readonly builtIn: ReadonlySet<string>;
  /** Completes and checks the values of a new entry; faults are added to the list given. */
  readonly complete?: (values: RowValues, faults: FieldFault[]) => RowValues;
  /** Checks and completes a change of an entry. Throws when it is refused. */
  readonly change?: (context: CommandContext, row: Row, values: RowValues) => Promise<RowValues> | RowValues;
  /** Query that finds something as long as the entry is in use; it reads the entry as `entry (id, name)`. */
  readonly usedBy: string;
  /** Query that removes what refers to an entry; without one an entry in use cannot be removed. */
  readonly clear?: string;
}

/** The command that makes an entry. */
export function creation(name: string, rules: ListRules): Command<RowValues, { id: string }> {
  return {
    name,
    permission: rules.permission,
    changesLists: true,
    read(raw) {
      const entity: Entity = entities[rules.entity];
      const { values, faults } = readInput(entity, raw, 'create');
      const all: FieldFault[] = [...faults];
      const complete = { ...values, ...rules.complete?.(values, all) };
      all.push(...colourFaults(complete));
      if (all.length > 0) throw invalidFields(all);
      return complete;
    },
    async run({ write }, values) {
      const [id = ''] = await write.takeIds(1);
      write.insert(entities[rules.entity], id, undefined, values);
      return { id };
    },
  };
}

/** The command that changes entries. */
export function change(name: string, rules: ListRules): Command<UpdateInput, void> {
  return {
    name,
    permission: rules.permission,
    changesLists: true,
    read(raw) {
      const input = readUpdate(entities[rules.entity], raw);
      const faults = colourFaults(input.values);
      if (faults.length > 0) throw invalidFields(faults);
      return input;
    },
    async run(context, input) {
      for (const reference of input.references) {
        const row = await context.find(rules.entity, reference);
        requireSameName(rules, row, input.values);
        const values = (await rules.change?.(context, row, input.values)) ?? input.values;
        context.write.update(row, values);
      }
    },
  };
}

interface RemovalInput {
  readonly reference: string;
  readonly force: boolean;
}

/** The command that removes an entry. */
export function removal(name: string, rules: ListRules): Command<RemovalInput, void> {
  return {
    name,
    permission: rules.permission,
    changesLists: true,
    read: readRemoval,
    async run(context, { reference, force }) {
      const row = await context.find(rules.entity, reference);
      const label = nameOf(row);
      if (rules.builtIn.has(label)) throw builtIn(row);
      const cleared = force && rules.clear !== undefined;
      if (!cleared && (await isUsed(context, rules, row))) throw inUse(row);
      if (cleared) context.write.queue({ sql: rules.clear ?? '', parameters: [row.id] });
      context.write.queue({
        sql: `delete from skep."${row.entity.layout.table}" where id = $1`,
        parameters: [row.id],
      });
      context.write.record(row, 'delete', { name: label });
    },
  };
}

function readRemoval(raw: RawObject): RemovalInput {
  const faults: FieldFault[] = [];
  const reference = requiredText(raw, 'id', faults, 'id or name');
  if (faults.length > 0) throw invalidFields(faults);
  return { reference, force: raw.force === true };
}

/** Whether something refers to an entry. */
export async function isUsed({ write }: CommandContext, rules: ListRules, row: Row): Promise<boolean> {
  const { rows } = await write.run({
    sql: `with entry (id, name) as (values ($1::bigint, $2::text)) select true from entry where exists (${rules.usedBy})`,
    parameters: [row.id, nameOf(row)],
  });
  return rows.length > 0;
}

/** The error for an entry that is in use. */
export function inUse(row: Row): CodedError {
  return new CodedError('inUse', { entity: row.entity.wireType, name: nameOf(row) });
}

/** The error for an entry that every instance needs as it is. */
export function builtIn(row: Row): CodedError {
  return new CodedError('builtIn', { entity: row.entity.wireType, name: nameOf(row) });
}

function requireSameName(rules: ListRules, row: Row, values: RowValues): void {
  const name = values[row.entity.nameField ?? ''];
  if (name !== undefined && name !== nameOf(row) && rules.builtIn.has(nameOf(row))) throw builtIn(row);
}

function nameOf(row: Row): string {
  return String(storedValue(row, row.entity.nameField ?? 'id'));
}

/** Colours are shown as they are stored, so nothing but a colour may be. */
export function colourFaults({ colour }: RowValues): FieldFault[] {
  if (colour === undefined || colour === null || /^(?:#[0-9a-f]{6})?$/i.test(String(colour))) return [];
  return [{ kind: 'invalid', name: 'colour', accepted: '#RRGGBB or nothing', given: String(colour) }];
}
