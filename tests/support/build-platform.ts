/** Builders of organisations, people, reference data and shares. */
import type { Actor } from '../../server/src/model/actor.ts';
import type { Permission } from '../../server/src/model/permission.ts';
import { type Columns, stamps } from './row-columns.ts';
import type { BuiltOrganisation, BuiltRow, RowStore } from './row-store.ts';

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

/** Builders of organisations, people, reference data and shares. */
export interface PlatformBuilders {
  buildOrganisation(columns?: Columns): Promise<BuiltOrganisation>;
  buildProfile(permissions?: readonly Permission[], columns?: Columns): Promise<BuiltProfile>;
  buildUser(organisation: BuiltOrganisation, profile?: BuiltProfile, columns?: Columns): Promise<BuiltUser>;
  buildObservableType(name: string, columns?: Columns): Promise<void>;
  buildCaseStatus(value: string, columns?: Columns): Promise<void>;
  buildAlertStatus(value: string, columns?: Columns): Promise<void>;
  buildCustomField(type: string, columns?: Columns): Promise<BuiltCustomField>;
  /** Shares a case, task or observable, and what hangs on it, with another organisation. */
  buildShare(object: BuiltRow, organisation: BuiltOrganisation, profile: BuiltProfile): Promise<BuiltRow>;
  /** Lets one organisation see another. */
  buildOrganisationLink(from: BuiltOrganisation, to: BuiltOrganisation): Promise<void>;
}

/** The builders over a store. */
export function platformBuilders(rows: RowStore): PlatformBuilders {
  async function buildProfile(
    permissions: readonly Permission[] = [],
    columns: Columns = {},
  ): Promise<BuiltProfile> {
    const name = String(columns.name ?? `profile-${await rows.nextId()}`);
    const id = await rows.reference('profile', { name, type: 'Organisation', permissions, ...columns });
    return { id, name, permissions };
  }

  return {
    async buildOrganisation(columns = {}) {
      const name = String(columns.name ?? `org-${await rows.nextId()}`);
      return {
        id: await rows.reference('organisation', { name, description: 'Built by a test', ...columns }),
        name,
      };
    },
    buildProfile,
    async buildUser(organisation, profile, columns = {}) {
      const held = profile ?? (await buildProfile());
      const login = String(columns.login ?? `user-${await rows.nextId()}@example.org`);
      const id = await rows.reference('user_account', { login, name: login, ...columns });
      await rows.insert('membership', { user_id: id, organisation_id: organisation.id, profile_id: held.id });
      const permissions = new Set(held.permissions);
      return {
        id,
        login,
        actor: { userId: id, login, name: login, organisation, permissions, person: true },
      };
    },
    async buildObservableType(name, columns = {}) {
      await rows.reference('observable_type', { name, ...columns });
    },
    async buildCaseStatus(value, columns = {}) {
      await rows.reference('case_status', { value, stage: 'New', ...columns });
    },
    async buildAlertStatus(value, columns = {}) {
      await rows.reference('alert_status', { value, stage: 'New', ...columns });
    },
    async buildCustomField(type, columns = {}) {
      const name = String(columns.name ?? `field-${await rows.nextId()}`);
      const shown = { name, display_name: name, field_group: 'default', description: '', type };
      return { id: await rows.reference('custom_field', { ...shown, ...columns }), name, type };
    },
    async buildShare(object, organisation, profile) {
      const id = await rows.nextId();
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
      await rows.insert('share', columns);
      await rows.run(hangingTables.map((table) => widen(table, object, organisation)));
      return { id, rootId: object.rootId, organisationId: organisation.id, columns };
    },
    async buildOrganisationLink(from, to) {
      await rows.insert('organisation_link', { organisation_id: from.id, other_id: to.id });
    },
  };
}

function widen(table: string, object: BuiltRow, organisation: BuiltOrganisation) {
  return {
    sql: `update skep."${table}" set organisation_ids = organisation_ids || $1::bigint, shared = true where root_id = $2 and visible_through = $3 and organisation_id <> $1::bigint`,
    parameters: [organisation.id, object.rootId, object.id],
  };
}
