import { entities } from '../../server/src/model/registry.ts';
import { alertColumns, type Columns, caseColumns, stamps } from './row-columns.ts';
import type { BuiltOrganisation, BuiltRow, RowStore } from './row-store.ts';

/** Builders of what an organisation has: alerts, cases, templates, tags and views. */
export interface RootBuilders {
  buildAlert(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
  buildCase(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
  buildCaseTemplate(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
  buildTag(organisation: BuiltOrganisation, predicate: string, columns?: Columns): Promise<BuiltRow>;
  buildView(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
}

/** The builders over a store. */
export function rootBuilders(rows: RowStore): RootBuilders {
  return {
    async buildAlert(organisation, columns = {}) {
      const built = await rows.root(entities.alert, organisation, {
        ...alertColumns(await rows.nextId()),
        ...columns,
      });
      const { type, source, source_ref } = built.columns;
      if (columns.deleted_at === undefined) {
        await rows.insert('alert_key', {
          organisation_id: organisation.id,
          type,
          source,
          source_ref,
          alert_id: built.id,
        });
      }
      return built;
    },
    async buildCase(organisation, columns = {}) {
      const id = await rows.nextId();
      const place = {
        root_id: id,
        id,
        organisation_id: organisation.id,
        organisation_ids: [organisation.id],
        visible_through: id,
      };
      return rows.store(entities.case, { ...place, ...caseColumns(id), ...columns }, id);
    },
    async buildCaseTemplate(organisation, columns = {}) {
      const name = `template-${await rows.nextId()}`;
      return rows.root(entities.caseTemplate, organisation, {
        ...stamps,
        name,
        display_name: name,
        ...columns,
      });
    },
    async buildTag(organisation, predicate, columns = {}) {
      const id = await rows.nextId();
      return rows.store(
        entities.tag,
        { organisation_id: organisation.id, id, ...stamps, predicate, ...columns },
        id,
      );
    },
    async buildView(organisation, columns = {}) {
      const id = await rows.nextId();
      const shown = { name: 'A view', entity: 'alert', filter: {}, list_options: {}, is_shared: false };
      return rows.store(
        entities.view,
        { organisation_id: organisation.id, id, ...stamps, ...shown, ...columns },
        id,
      );
    },
  };
}
