/** Writes custom field values: one row each, in the column of its type. */
import type { CustomFieldValue } from '../../query/stage.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { Row } from '../frame/row.ts';
import { sharedColumns } from '../frame/stored-row.ts';
import type { Writer } from '../frame/writer.ts';
import type { CheckedValue } from './custom-field-input.ts';

const columnOfType: Readonly<Record<string, string>> = {
  string: 'string_value',
  url: 'string_value',
  integer: 'integer_value',
  float: 'float_value',
  boolean: 'boolean_value',
  date: 'date_value',
};

/** What brought a row. */
export interface Origin {
  readonly kind: 'person' | 'alert' | 'merge' | 'job' | 'import' | 'template' | 'system';
  readonly id?: string;
}

/** Adds values to an object, numbered from `first`; gives them back as a query would read them. */
export async function addCustomFieldValues(
  write: Writer,
  owner: Row,
  values: readonly CheckedValue[],
  first = 0,
  origin: Origin = { kind: 'person' },
): Promise<CustomFieldValue[]> {
  const ids = await write.takeIds(values.length);
  return values.map((value, index) => {
    const id = ids[index] ?? '';
    const order = value.order ?? first + index;
    write.addRow('custom_field_value', valueRow(owner, value, id, order, origin));
    return { id, name: value.definition.name, type: value.definition.type, value: value.value, order };
  });
}

function valueRow(
  owner: Row,
  { definition, value }: CheckedValue,
  id: string,
  order: number,
  origin: Origin,
): RowValues {
  const typed = {
    string_value: null,
    integer_value: null,
    float_value: null,
    boolean_value: null,
    date_value: null,
  };
  const column = columnOfType[definition.type] ?? 'string_value';
  return {
    root_id: owner.placement.rootId,
    id,
    organisation_id: owner.organisationId,
    ...sharedColumns(owner.placement),
    entity_kind: owner.entity.name,
    entity_id: owner.id,
    custom_field_id: definition.id,
    name: definition.name,
    type: definition.type,
    position: order,
    ...typed,
    [column]: definition.type === 'date' && value !== null ? new Date(Number(value)) : value,
    origin_kind: origin.kind,
    origin_id: origin.id ?? null,
  };
}
