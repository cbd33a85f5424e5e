/** The tables of the database as its catalogue tells them, and those without row policies, each with its reason. */
import type { World } from '../support/world.ts';

/** Tables that hold no tenant's content, and why they need no row policy. */
export const withoutPolicies: Readonly<Record<string, string>> = {
  alert_status: 'a list of the platform, the same for everybody',
  analyzer_template: 'a list of the platform, the same for everybody',
  api_key: 'the role of organisations may not touch it',
  built_in: 'the role of organisations may not touch it',
  case_status: 'a list of the platform, the same for everybody',
  credential: 'the role of organisations may read when attempts failed, and no secret',
  custom_field: 'definitions of the platform; the values have policies',
  followed: 'the role of organisations may not touch it',
  membership: 'accounts may belong to several organisations, and inviting one looks it up across them',
  observable_type: 'a list of the platform, the same for everybody',
  organisation: 'names of organisations, needed to link and share across them',
  organisation_link: 'which organisations may share with each other, read from both sides',
  pattern: 'a list of the platform, the same for everybody',
  pattern_catalog: 'a list of the platform, the same for everybody',
  profile: 'a list of the platform, the same for everybody',
  run_output: 'the role of organisations may not touch it',
  schema_migration: 'the record of migrations, which can only be read',
  session: 'the role of organisations may not touch it',
  setup_link: 'the role of organisations may not touch it',
  sign_in_failure: 'the role of organisations may not touch it',
  stored_file:
    'digest, size and age of a content that organisations may have in common; who may read it is told by the attachment or observable that names it',
  taxonomy: 'a list of the platform, the same for everybody',
  taxonomy_tag: 'a list of the platform, the same for everybody',
  user_account: 'accounts may belong to several organisations, and inviting one looks it up across them',
};

/** Tables that the role of organisations may not read in full. */
export const withheld: readonly string[] = [
  'api_key',
  'built_in',
  'credential',
  'followed',
  'run_output',
  'session',
  'setup_link',
  'sign_in_failure',
];

/** Columns of text that hold words of the platform, digests, or who did it, and so no text of an organisation. */
export const wordlessColumns: ReadonlySet<string> = new Set([
  ...[
    'access_kind',
    'action',
    'cause',
    'colour',
    'context_type',
    'automation_rule.place',
    'webhook.actions',
    'webhook.authentication',
    'webhook.object_types',
    'webhook_delivery.fault',
    'webhook_delivery.state',
    'secrets_set',
    'counted_day',
    'data_type',
    'doing',
    'entity',
    'entity_kind',
    'field',
    'impact_status',
  ],
  ...[
    'kind',
    'object_type',
    'observable_rule',
    'origin_kind',
    'outcome',
    'rate_unit',
    'root_type',
    'stage',
    'stage_after',
    'stage_before',
  ],
  ...['status', 'task_rule', 'custom_field_value.name', 'custom_field_value.type', 'neuron_id', 'request_id'],
  ...[
    'report_image.content_type',
    'attachment_hashes',
    'attachment_id',
    'content_hash',
    'file_ids',
    'hashes',
    'idempotency_key.key',
    'tag.namespace',
    'procedure.pattern_id',
    'procedure.pattern_name',
    'procedure.tactic',
    'tag.value',
  ],
  // Ids, and a word that is drawn by chance.
  ...['cortex_server.organisations', 'server_run_key'],
  ...['deleted_by', 'undone_by', 'updated_by'],
]);

/** A table as the catalogue tells it. */
export interface CatalogueTable {
  readonly name: string;
  readonly policies: boolean;
  /** Columns that can be written, in order. */
  readonly columns: readonly string[];
  /** Those that hold text in any form. */
  readonly texts: readonly string[];
  /** The roles that each policy binds, and the command it is for. */
  readonly bound: readonly string[];
}

/** Every table of ours. */
export async function catalogueTables(world: World): Promise<CatalogueTable[]> {
  const rows = await world.stored(
    `select r.relname as name, r.relrowsecurity as policies,
        array(select a.attname::text from pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' order by a.attnum) as columns,
        array(select a.attname::text from pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
          and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'tsvector'::regtype) order by a.attnum) as texts,
        array(select p.polcmd::text || ' ' || o.rolname::text from pg_policy p cross join unnest(p.polroles) as role(oid)
          left join pg_roles o on o.oid = role.oid where p.polrelid = r.oid order by 1) as bound
      from pg_class r join pg_namespace n on n.oid = r.relnamespace
      where n.nspname = 'skep' and r.relkind in ('r', 'p') order by r.relname collate "C"`,
  );
  return rows.map(({ name, policies, columns, texts: written, bound }) => ({
    name: String(name),
    policies: policies === true,
    columns: texts(columns),
    texts: texts(written),
    bound: texts(bound),
  }));
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
