/** Writes generated objects as the product's own writer would: the same columns, search words and audit records. */
import { auditRow } from '../../server/src/commands/frame/audit-record.ts';
import type { RowValues } from '../../server/src/commands/frame/insert-batch.ts';
import type { Placement, Row } from '../../server/src/commands/frame/row.ts';
import { newRow, searchColumn, toDatabase } from '../../server/src/commands/frame/stored-row.ts';
import type { Entity } from '../../server/src/model/entity.ts';
import type { TableCopy } from './table-copy.ts';

/** An organisation of the generated instance. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** Logins of its people. */
  readonly analysts: readonly string[];
}

/** An object about to be written. */
export interface Written {
  readonly id?: string;
  readonly placement?: Placement;
  /** By field name; `createdAt` and `createdBy` belong to them. */
  readonly values: RowValues & { readonly createdAt: number; readonly createdBy: string };
  /** Columns that are no fields. */
  readonly columns?: RowValues;
  /** The row that the audit record stands under; the object itself when missing. */
  readonly under?: Row;
}

/** Writes rows with ids of its own. */
export interface Pen {
  takeId(): string;
  write(entity: Entity, tenant: Tenant, written: Written): Row;
  /** A row of a table without an entity of its own. */
  addRow(table: string, row: RowValues): void;
  /** The first id that was not used. */
  readonly nextId: number;
}

/** A pen over a copy; ids rise from the given one. `audited`: every object gets the record of its creation. */
export function createPen(copy: TableCopy, firstId: number, audited: boolean): Pen {
  const state = { nextId: firstId };
  const takeId = (): string => {
    state.nextId += 1;
    return String(state.nextId - 1);
  };
  return {
    takeId,
    addRow: copy.add,
    get nextId() {
      return state.nextId;
    },
    write(entity, tenant, { id = takeId(), placement, values, columns = {}, under }) {
      const row = newRow(entity, id, placement, tenant.id, values, columns);
      copy.add(entity.layout.table, { ...toDatabase(entity, row.columns), ...searchColumn(row) });
      if (audited) copy.add('audit', creationOf(row, under ?? row, tenant, values, takeId()));
      return row;
    },
  };
}

function creationOf(row: Row, under: Row, tenant: Tenant, values: Written['values'], id: string): RowValues {
  const { organisationIds } = row.placement;
  const audit = {
    row,
    action: 'create',
    details: values,
    previous: {},
    context: { type: under.entity.wireType, id: under.id },
    before: [],
    after: organisationIds,
  } as const;
  const actor = {
    userId: undefined,
    login: values.createdBy,
    name: values.createdBy,
    organisation: tenant,
    permissions: new Set<never>(),
    person: true,
  };
  return auditRow(audit, id, under === row, {
    actor,
    requestId: `generated-${under.id}`,
    now: values.createdAt,
  });
}
