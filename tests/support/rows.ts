/**
 * Rows for tests of reading, written by plain SQL past all commands: each builder fills what a test does not care about and
 * gives the stored columns back. Tests build their own organisation first; nothing is shared between them.
 */
import type { Actor } from '../../server/src/model/actor.ts';
import type { Entity } from '../../server/src/model/entity.ts';
import type { Permission } from '../../server/src/model/permission.ts';
import { entities } from '../../server/src/model/registry.ts';
import type { Database } from '../../server/src/storage/database.ts';
import {
  alertColumns,
  attachmentColumns,
  builtAt,
  type Columns,
  caseColumns,
  linkTo,
  observableColumns,
  runColumns,
  searchColumn,
  stamps,
  valueColumn,
} from './row-columns.ts';

export { builtAt, type Columns };

/** A stored row; ids are digits. */
export interface BuiltRow {
  readonly id: string;
  readonly rootId: string;
  readonly organisationId: string;
  readonly columns: Columns;
}

/** An organisation that owns rows. */
export interface BuiltOrganisation {
  readonly id: string;
  readonly name: string;
}

/** A user with its profile in one organisation. */
export interface BuiltUser {
  readonly id: string;
  readonly login: string;
  readonly actor: Actor;
}

/** A profile. */
export interface BuiltProfile {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** A definition of a custom field. */
export interface BuiltCustomField {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** Builders over one database. */
export interface RowFactory {
  buildOrganisation(columns?: Columns): Promise<BuiltOrganisation>;
  buildProfile(permissions?: readonly Permission[], columns?: Columns): Promise<BuiltProfile>;
  buildUser(organisation: BuiltOrganisation, profile?: BuiltProfile, columns?: Columns): Promise<BuiltUser>;
  buildAlert(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
  buildCase(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
  buildCaseTemplate(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
  /** A task of a case or a case template. */
  buildTask(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildLog(task: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  /** A comment on a case or an alert. */
  buildComment(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  /** An observable of a case or an alert; with `attachment_id` (SHA-256) it is a file. */
  buildObservable(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  /** A file on a case, an alert or a log. */
  buildAttachment(parent: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildJob(observable: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildAction(object: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildAudit(object: BuiltRow, columns?: Columns): Promise<BuiltRow>;
  buildTag(organisation: BuiltOrganisation, predicate: string, columns?: Columns): Promise<BuiltRow>;
  buildView(organisation: BuiltOrganisation, columns?: Columns): Promise<BuiltRow>;
  buildObservableType(name: string, columns?: Columns): Promise<void>;
  buildCaseStatus(value: string, columns?: Columns): Promise<void>;
  buildAlertStatus(value: string, columns?: Columns): Promise<void>;
  buildCustomField(type: string, columns?: Columns): Promise<BuiltCustomField>;
  /** Gives an object a value of a custom field; null attaches the field without a value. */
  buildCustomFieldValue(
    object: BuiltRow,
    field: BuiltCustomField,
    value: unknown,
    columns?: Columns,
  ): Promise<void>;
  /** Shares a case, task or observable, and what hangs on it, with another organisation. */
  buildShare(object: BuiltRow, organisation: BuiltOrganisation, profile: BuiltProfile): Promise<BuiltRow>;
  /** Lets one organisation see another. */
  buildOrganisationLink(from: BuiltOrganisation, to: BuiltOrganisation): Promise<void>;
  insert(table: string, columns: Columns): Promise<void>;
  nextId(): Promise<string>;
}

/** Ids that one value of the sequence stands for. */
const idBlock = 4_096n;

/** Tables whose rows hang on the object that their `visible_through` names. */
const hangingTables = [
  'case',
  'task',
  'task_log',
  'comment',
  'observable',
  'attachment',
  'custom_field_value',
  'job',
  'action',
  'audit',
];

/** Builders over a leased database. They write in the worker scope, so every organisation can be built. */
export function createRows(database: Database): RowFactory {
  const ids = { next: 0n, end: 0n };

  async function insert(table: string, columns: Columns): Promise<void> {
    const names = Object.keys(columns);
    const sql = `insert into skep."${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`;
    await database.transaction({ role: 'worker' }, async (transaction) => {
      await transaction.run({ sql, parameters: Object.values(columns) });
    });
  }

  async function nextId(): Promise<string> {
    if (ids.next === ids.end) {
      const sql = "select nextval('skep.id_sequence') as first";
      const { rows } = await database.transaction({ role: 'worker' }, (transaction) =>
        transaction.run({ sql, parameters: [] }),
      );
      ids.next = BigInt(String(rows[0]?.first));
      ids.end = ids.next + idBlock;
    }
    ids.next += 1n;
    return String(ids.next - 1n);
  }

  /** A row of reference data. */
  async function reference(table: string, columns: Columns): Promise<string> {
    const id = await nextId();
    await insert(table, { id, ...stamps, ...columns });
    return id;
  }

  /** A row that is the root of its own tree. */
  async function root(entity: Entity, organisation: BuiltOrganisation, columns: Columns): Promise<BuiltRow> {
    const id = await nextId();
    return store(entity, { root_id: id, id, organisation_id: organisation.id, ...columns }, id);
  }

  /** A row below another; `through` is what its shares are looked up by. */
  async function child(
    entity: Entity,
    parent: BuiltRow,
    through: 'itself' | 'parent',
    columns: Columns,
  ): Promise<BuiltRow> {
    const id = await nextId();
    const place = {
      root_id: parent.rootId,
      id,
      organisation_id: parent.organisationId,
      organisation_ids: [parent.organisationId],
      visible_through: through === 'itself' ? id : (parent.columns.visible_through ?? parent.id),
    };
    return store(entity, { ...place, ...columns }, id);
  }

  async function store(entity: Entity, columns: Columns, id: string): Promise<BuiltRow> {
    const all: Columns = { ...columns, ...searchColumn(entity, columns) };
    await insert(entity.layout.table, all);
    return {
      id,
      rootId: String(all.root_id ?? id),
      organisationId: String(all.organisation_id),
      columns: all,
    };
  }

  async function buildProfile(
    permissions: readonly Permission[] = [],
    columns: Columns = {},
  ): Promise<BuiltProfile> {
    const name = String(columns.name ?? `profile-${await nextId()}`);
    const id = await reference('profile', { name, type: 'Organisation', permissions, ...columns });
    return { id, name, permissions };
  }

  return {
    insert,
    nextId,
    async buildOrganisation(columns = {}) {
      const name = String(columns.name ?? `org-${await nextId()}`);
      return {
        id: await reference('organisation', { name, description: 'Built by a test', ...columns }),
        name,
      };
    },
    buildProfile,
    async buildUser(organisation, profile, columns = {}) {
      const held = profile ?? (await buildProfile());
      const login = String(columns.login ?? `user-${await nextId()}@example.org`);
      const id = await reference('user_account', { login, name: login, ...columns });
      await insert('membership', { user_id: id, organisation_id: organisation.id, profile_id: held.id });
      const permissions = new Set(held.permissions);
      return {
        id,
        login,
        actor: { userId: id, login, name: login, organisation, permissions, person: true },
      };
    },
    async buildAlert(organisation, columns = {}) {
      const built = await root(entities.alert, organisation, { ...alertColumns(await nextId()), ...columns });
      const { type, source, source_ref } = built.columns;
      if (columns.deleted_at === undefined) {
        await insert('alert_key', {
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
      const id = await nextId();
      const place = {
        root_id: id,
        id,
        organisation_id: organisation.id,
        organisation_ids: [organisation.id],
        visible_through: id,
      };
      return store(entities.case, { ...place, ...caseColumns(id), ...columns }, id);
    },
    async buildCaseTemplate(organisation, columns = {}) {
      const name = `template-${await nextId()}`;
      return root(entities.caseTemplate, organisation, { ...stamps, name, display_name: name, ...columns });
    },
    buildTask(parent, columns = {}) {
      const link = 'display_name' in parent.columns ? 'case_template_id' : 'case_id';
      return child(entities.task, parent, 'itself', {
        ...stamps,
        [link]: parent.id,
        title: 'A task',
        status: 'Waiting',
        ...columns,
      });
    },
    buildLog(task, columns = {}) {
      return child(entities.log, task, 'parent', {
        ...stamps,
        task_id: task.id,
        message: 'A log',
        ...columns,
      });
    },
    buildComment(parent, columns = {}) {
      return child(entities.comment, parent, 'parent', {
        ...stamps,
        [linkTo(parent.columns)]: parent.id,
        message: 'A comment',
        ...columns,
      });
    },
    buildObservable(parent, columns = {}) {
      const through = linkTo(parent.columns) === 'alert_id' ? 'parent' : 'itself';
      return child(entities.observable, parent, through, {
        ...observableColumns(columns),
        [linkTo(parent.columns)]: parent.id,
        ...columns,
      });
    },
    buildAttachment(parent, columns = {}) {
      return child(entities.attachment, parent, 'parent', {
        ...stamps,
        ...attachmentColumns,
        [linkTo(parent.columns)]: parent.id,
        ...columns,
      });
    },
    buildJob(observable, columns = {}) {
      return child(entities.job, observable, 'parent', {
        ...runColumns,
        observable_id: observable.id,
        cache_key: Buffer.alloc(32),
        ...columns,
      });
    },
    buildAction(object, columns = {}) {
      return child(entities.action, object, 'parent', {
        ...runColumns,
        object_type: 'case',
        object_id: object.id,
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
      return child(entities.audit, object, 'parent', {
        created_at,
        created_by,
        ...record,
        ...context,
        ...columns,
      });
    },
    async buildTag(organisation, predicate, columns = {}) {
      const id = await nextId();
      return store(
        entities.tag,
        { organisation_id: organisation.id, id, ...stamps, predicate, ...columns },
        id,
      );
    },
    async buildView(organisation, columns = {}) {
      const id = await nextId();
      const shown = { name: 'A view', entity: 'alert', filter: {}, list_options: {}, is_shared: false };
      return store(
        entities.view,
        { organisation_id: organisation.id, id, ...stamps, ...shown, ...columns },
        id,
      );
    },
    async buildObservableType(name, columns = {}) {
      await reference('observable_type', { name, ...columns });
    },
    async buildCaseStatus(value, columns = {}) {
      await reference('case_status', { value, stage: 'New', ...columns });
    },
    async buildAlertStatus(value, columns = {}) {
      await reference('alert_status', { value, stage: 'New', ...columns });
    },
    async buildCustomField(type, columns = {}) {
      const name = String(columns.name ?? `field-${await nextId()}`);
      const shown = { name, display_name: name, field_group: 'default', description: '', type };
      return { id: await reference('custom_field', { ...shown, ...columns }), name, type };
    },
    async buildCustomFieldValue(object, field, value, columns = {}) {
      const { root_id, organisation_id } = object.columns;
      const place = {
        root_id,
        id: await nextId(),
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
      await insert('custom_field_value', {
        ...place,
        ...described,
        [valueColumn(field.type)]: value,
        ...columns,
      });
    },
    async buildShare(object, organisation, profile) {
      const id = await nextId();
      const kind =
        'number' in object.columns ? 'case' : 'data_type' in object.columns ? 'observable' : 'task';
      const columns = {
        root_id: object.rootId,
        id,
        organisation_id: organisation.id,
        owner_organisation_id: object.organisationId,
        ...stamps,
        entity_kind: kind,
        entity_id: object.id,
        owner: organisation.id === object.organisationId,
        profile_id: profile.id,
      };
      await insert('share', columns);
      await database.transaction({ role: 'worker' }, async (transaction) => {
        for (const table of hangingTables) transaction.queue(widen(table, object, organisation));
      });
      return { id, rootId: object.rootId, organisationId: organisation.id, columns };
    },
    async buildOrganisationLink(from, to) {
      await insert('organisation_link', { organisation_id: from.id, other_id: to.id });
    },
  };
}

function widen(table: string, object: BuiltRow, organisation: BuiltOrganisation) {
  return {
    sql: `update skep."${table}" set organisation_ids = organisation_ids || $1::bigint, shared = true where root_id = $2 and visible_through = $3 and organisation_id <> $1::bigint`,
    parameters: [organisation.id, object.rootId, object.id],
  };
}
