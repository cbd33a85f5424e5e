/** Builders of what is kept about objects: runs of neurons, audit records, custom field values. */
import { entities } from '../../server/src/model/registry.ts';
import type { BuiltCustomField } from './build-platform.ts';
import { type Columns, runColumns, stamps, valueColumn } from './row-columns.ts';
import type { BuiltRow, RowStore } from './row-store.ts';

/** Builders of what is kept about objects: runs of neurons, audit records, custom field values. */
export interface RecordBuilders {
  buildJob(observable: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildAction(object: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildAudit(object: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  /** Gives an object a value of a custom field; null attaches the field without a value. */
  buildCustomFieldValue(
    object: BuiltRow,
    field: BuiltCustomField,
    value: unknown,
    columns?: Columns,
  ): Promise<void>;
}

/** The builders over a store. */
export function recordBuilders(rows: RowStore): RecordBuilders {
  return {
    buildJob(observable, columns = {}) {
      return rows.child(entities.job, observable, 'parent', {
        ...runColumns,
        observable_id: observable.id,
        asking_organisation_id: observable.organisationId,
        cache_key: Buffer.alloc(32),
        ...columns,
      });
    },
    buildAction(object, columns = {}) {
      return rows.child(entities.action, object, 'parent', {
        ...runColumns,
        object_type: 'case',
        object_id: object.id,
        asking_organisation_id: object.organisationId,
        ...columns,
      });
    },
    buildAudit(object, columns = {}) {
      const { created_at, created_by } = stamps;
      const context = {
        object_type: 'Case',
        object_id: object.id,
        context_type: 'Case',
        context_id: object.rootId,
      };
      const record = {
        request_id: 'request',
        action: 'update',
        main_action: true,
        details: {},
        previous: {},
        organisations_before: [],
      };
      return rows.child(entities.audit, object, 'parent', {
        created_at,
        created_by,
        ...record,
        ...context,
        ...columns,
      });
    },
    async buildCustomFieldValue(object, field, value, columns = {}) {
      const { root_id, organisation_id } = object.columns;
      const place = {
        root_id,
        id: await rows.nextId(),
        organisation_id,
        organisation_ids: object.columns.organisation_ids ?? [organisation_id],
        visible_through: object.columns.visible_through ?? object.id,
      };
      const described = {
        entity_kind: 'case',
        entity_id: object.id,
        custom_field_id: field.id,
        name: field.name,
        type: field.type,
        position: 0,
      };
      await rows.insert('custom_field_value', {
        ...place,
        ...described,
        [valueColumn(field.type)]: value,
        ...columns,
      });
    },
  };
}
