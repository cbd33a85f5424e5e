/** Brings the built-in lists of this version into the database: at the first start all of them, later what a newer version adds. */
import type { Entity } from '../../model/entity.ts';
import { builtInProfiles } from '../../model/permission.ts';
import { entities } from '../../model/registry.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { Writer } from '../frame/writer.ts';
import { alertStatuses, type BuiltInStatus, caseStatuses, fileType, valueTypes } from './built-in-lists.ts';

/** One of the lists, with the values of its entries by their names. */
interface BuiltInList {
  readonly entity: Entity;
  /** Column that holds the name. */
  readonly column: string;
  readonly entries: ReadonlyMap<string, RowValues>;
}

const lists: readonly BuiltInList[] = [
  {
    entity: entities.profile,
    column: 'name',
    entries: new Map(
      builtInProfiles.map(({ name, type, editable, permissions }) => [
        name,
        { name, type, editable, permissions },
      ]),
    ),
  },
  {
    entity: entities.observableType,
    column: 'name',
    entries: new Map<string, RowValues>([
      [fileType, { name: fileType, isAttachment: true }],
      ...valueTypes.map((name) => [name, { name }] as const),
    ]),
  },
  { entity: entities.caseStatus, column: 'value', entries: statusEntries(caseStatuses) },
  { entity: entities.alertStatus, column: 'value', entries: statusEntries(alertStatuses) },
];

function statusEntries(statuses: readonly BuiltInStatus[]): ReadonlyMap<string, RowValues> {
  return new Map(statuses.map((status, order) => [status.value, { ...status, order }]));
}

/**
 * Adds the entries that this instance was never given and notes them, so that what somebody deletes or renames does not come back.
 * Where somebody made one of the same name before, theirs stays.
 */
export async function addMissingBuiltIns(write: Writer): Promise<void> {
  const { rows } = await write.run({ sql: 'select list, name from skep.built_in', parameters: [] });
  const given = new Set(rows.map(({ list, name }) => `${list} ${name}`));
  for (const list of lists) {
    const missing = [...list.entries.keys()].filter((name) => !given.has(`${list.entity.name} ${name}`));
    if (missing.length > 0) await addEntries(write, list, missing);
  }
}

async function addEntries(
  write: Writer,
  { entity, column, entries }: BuiltInList,
  missing: readonly string[],
): Promise<void> {
  const { rows } = await write.run({
    sql: `select "${column}" as name from skep."${entity.layout.table}" where "${column}" = any($1::text[])`,
    parameters: [missing],
  });
  const present = new Set(rows.map(({ name }) => String(name)));
  const absent = missing.filter((name) => !present.has(name));
  const ids = await write.takeIds(absent.length);
  absent.forEach((name, index) => {
    write.insert(entity, ids[index] ?? '', undefined, entries.get(name) ?? {}, { audited: false });
  });
  for (const name of missing) write.addRow('built_in', { list: entity.name, name });
}
