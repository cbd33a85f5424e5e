/** Lists that almost every command needs (types, statuses, custom fields, profiles), read once and kept until one changes. */
import type { Database } from '../../storage/database.ts';

/** A status of cases or alerts. */
export interface StatusDefinition {
  readonly value: string;
  readonly stage: string;
  /** Entering it means that the threat is contained. */
  readonly contained: boolean;
}

/** A custom field's definition. */
export interface CustomFieldDefinition {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly mandatory: boolean;
  readonly options: readonly unknown[];
}

/** An observable type. */
export interface ObservableTypeDefinition {
  readonly name: string;
  readonly isAttachment: boolean;
  readonly isCaseSensitive: boolean;
}

/** The lists. */
export interface ReferenceData {
  readonly caseStatuses: ReadonlyMap<string, StatusDefinition>;
  readonly alertStatuses: ReadonlyMap<string, StatusDefinition>;
  readonly customFields: ReadonlyMap<string, CustomFieldDefinition>;
  readonly observableTypes: ReadonlyMap<string, ObservableTypeDefinition>;
  /** Profile names to ids. */
  readonly profiles: ReadonlyMap<
    string,
    { readonly id: string; readonly type: string; readonly permissions: readonly string[] }
  >;
}

const statement = `select
  (select coalesce(jsonb_agg(jsonb_build_object('value', value, 'stage', stage, 'contained', contained) order by position), '[]') from skep.case_status) as case_statuses,
  (select coalesce(jsonb_agg(jsonb_build_object('value', value, 'stage', stage, 'contained', false) order by position), '[]') from skep.alert_status) as alert_statuses,
  (select coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'name', name, 'type', type, 'mandatory', mandatory, 'options', options)), '[]') from skep.custom_field) as custom_fields,
  (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'isAttachment', is_attachment, 'isCaseSensitive', is_case_sensitive)), '[]') from skep.observable_type) as observable_types,
  (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'id', id::text, 'type', type, 'permissions', permissions)), '[]') from skep.profile) as profiles`;

/** How long a list may be used before it is read again, so that a change on another node arrives. */
const freshMs = 2_000;

/** Reads the lists and keeps them for a short while; `forget` after a command that changed one. */
export function createReferenceData(
  database: Database,
  clock: () => number,
): { current(): Promise<ReferenceData>; forget(): void } {
  const kept: { data?: Promise<ReferenceData>; at: number } = { at: 0 };
  return {
    current() {
      if (kept.data === undefined || clock() - kept.at > freshMs) {
        kept.at = clock();
        kept.data = read(database).catch((error: unknown) => {
          delete kept.data;
          throw error;
        });
      }
      return kept.data;
    },
    forget() {
      delete kept.data;
    },
  };
}

async function read(database: Database): Promise<ReferenceData> {
  const { rows } = await database.read(
    { role: 'worker' },
    { sql: statement, parameters: [], name: 'reference_data' },
  );
  const row = rows[0] ?? {};
  return {
    caseStatuses: keyed(row.case_statuses as StatusDefinition[], (status) => status.value),
    alertStatuses: keyed(row.alert_statuses as StatusDefinition[], (status) => status.value),
    customFields: keyed(row.custom_fields as CustomFieldDefinition[], (field) => field.name),
    observableTypes: keyed(row.observable_types as ObservableTypeDefinition[], (type) => type.name),
    profiles: keyed(
      row.profiles as { name: string; id: string; type: string; permissions: string[] }[],
      (profile) => profile.name,
    ),
  };
}

function keyed<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [key(item), item]));
}
