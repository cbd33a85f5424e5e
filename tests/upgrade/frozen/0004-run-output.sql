-- Skep's database after 0004-run-output.sql, written by tests/upgrade/freeze.ts. It never changes.

do $$ begin if to_regrole('skep_app') is null then create role skep_app login; end if; end $$;

do $$ begin if to_regrole('skep_worker') is null then create role skep_worker login; end if; end $$;

create schema if not exists skep;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;
create table skep.schema_migration (
  number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
);

-- The tables of the first version. Every row of a case or an alert carries the id of that root and is keyed by it, so that
-- the whole of a case lives together. No constraint crosses roots. Its `organisation_id` is the organisation that owns the root,
-- whoever wrote the row: other organisations see it through shares alone, so a share taken back hides everything.

create sequence skep.id_sequence as bigint increment by 4096;
create sequence skep.case_number as bigint;

-- ---------------------------------------------------------------------------------------------- reference data

create table skep.organisation (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, description text not null,
  task_rule text not null default 'manual', observable_rule text not null default 'manual',
  locked boolean not null default false,
  api_key_reading boolean not null default true,
  constraint organisation_name_key unique (name)
);

create table skep.organisation_link (
  organisation_id bigint not null references skep.organisation (id),
  other_id bigint not null references skep.organisation (id),
  link_type text not null default 'default',
  primary key (organisation_id, other_id)
);

create table skep.profile (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, type text not null, permissions text[] not null default '{}', editable boolean not null default true,
  constraint profile_name_key unique (name)
);

create table skep.user_account (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  login text not null, name text not null, email text, type text not null default 'Normal',
  locked boolean not null default false, avatar text,
  default_organisation_id bigint references skep.organisation (id),
  has_password boolean not null default false, has_key boolean not null default false,
  constraint user_account_login_key unique (login)
);

create table skep.membership (
  user_id bigint not null references skep.user_account (id) on delete cascade,
  organisation_id bigint not null references skep.organisation (id),
  profile_id bigint not null references skep.profile (id),
  primary key (user_id, organisation_id)
);
create index membership_organisation on skep.membership (organisation_id);

create table skep.observable_type (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, is_attachment boolean not null default false, is_case_sensitive boolean not null default true,
  constraint observable_type_name_key unique (name)
);

create table skep.custom_field (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, display_name text not null, field_group text not null, description text not null,
  type text not null, mandatory boolean not null default false, options jsonb not null default '[]',
  constraint custom_field_name_key unique (name)
);

create table skep.case_status (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  value text not null, stage text not null, position integer, description text, colour text,
  hidden boolean not null default false, contained boolean not null default false,
  constraint case_status_value_key unique (value)
);

create table skep.alert_status (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  value text not null, stage text not null, position integer, description text, colour text,
  hidden boolean not null default false,
  constraint alert_status_value_key unique (value)
);

-- ---------------------------------------------------------------------------------------------- access

create table skep.credential (
  user_id bigint primary key references skep.user_account (id) on delete cascade,
  password_hash text,
  password_changed_at timestamptz,
  failed_attempts integer not null default 0,
  last_failed_at timestamptz,
  locked_until timestamptz
);

create table skep.sign_in_failure (
  login text primary key,
  failed_attempts integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);

create table skep.session (
  token_hash bytea primary key,
  user_id bigint not null references skep.user_account (id) on delete cascade,
  organisation_id bigint not null references skep.organisation (id),
  csrf_hash bytea not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_user on skep.session (user_id);

create table skep.api_key (
  id bigint primary key,
  user_id bigint not null references skep.user_account (id) on delete cascade,
  name text,
  key_hash bytea not null unique,
  sealed_key text,
  permissions text[],
  organisation_id bigint references skep.organisation (id),
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz,
  last_used_at timestamptz
);
create index api_key_user on skep.api_key (user_id);
create unique index api_key_unnamed on skep.api_key (user_id) where name is null;

create table skep.setup_link (
  token_hash bytea primary key,
  created_at timestamptz not null,
  used_at timestamptz
);

-- ---------------------------------------------------------------------------------------------- alerts and cases

create table skep.alert_key (
  organisation_id bigint not null, type text not null, source text not null, source_ref text not null,
  alert_id bigint not null,
  constraint alert_key_pkey primary key (organisation_id, type, source, source_ref)
);

create table skep.alert (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  type text not null, source text not null, source_ref text not null, external_link text,
  title text not null, description text not null,
  severity smallint not null, tlp smallint not null, pap smallint not null,
  date timestamptz not null, tags text[] not null default '{}', summary text,
  status text not null, stage text not null, assignee text, case_template text,
  follow boolean not null default true, last_sync_date timestamptz not null,
  case_id bigint,
  new_date timestamptz not null, in_progress_date timestamptz, closed_date timestamptz, imported_date timestamptz,
  first_touched_date timestamptz,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index alert_id on skep.alert (id);
-- What lists are filtered by is included, so that counting a whole organisation reads the index alone.
create index alert_by_date on skep.alert (organisation_id, date desc, id desc)
  include (severity, tlp, pap, status, stage, assignee, type, source, case_id) where deleted_at is null;
create index alert_by_creation on skep.alert (organisation_id, created_at desc, id desc) where deleted_at is null;
create index alert_by_stage on skep.alert (organisation_id, stage, date desc, id desc) where deleted_at is null;
create index alert_by_case on skep.alert (case_id) where case_id is not null;
create index alert_by_assignee on skep.alert (organisation_id, assignee) where assignee is not null;
create index alert_tags on skep.alert using gin (organisation_id, tags) where deleted_at is null;
create index alert_search on skep.alert using gin (search) where deleted_at is null;
create index alert_title on skep.alert using gin (title gin_trgm_ops) where deleted_at is null;

create table skep."case" (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  number integer not null,
  title text not null, description text not null,
  severity smallint not null, tlp smallint not null, pap smallint not null,
  start_date timestamptz not null, end_date timestamptz, tags text[] not null default '{}', flag boolean not null default false,
  status text not null, stage text not null, summary text, assignee text, impact_status text, case_template text,
  task_rule text not null default 'manual', observable_rule text not null default 'manual',
  new_date timestamptz not null, in_progress_date timestamptz, closed_date timestamptz, contained_date timestamptz,
  first_touched_date timestamptz,
  alert_date timestamptz, alert_new_date timestamptz, alert_in_progress_date timestamptz, alert_imported_date timestamptz,
  alert_closed_date timestamptz,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index case_id on skep."case" (id);
create index case_number_key on skep."case" (number);
create index case_by_start on skep."case" (organisation_id, start_date desc, id desc)
  include (severity, tlp, pap, status, stage, assignee, impact_status, flag) where deleted_at is null;
create index case_by_creation on skep."case" (organisation_id, created_at desc, id desc) where deleted_at is null;
create index case_shared on skep."case" using gin (organisation_ids) where shared;
create index case_by_stage on skep."case" (organisation_id, stage, start_date desc, id desc) where deleted_at is null;
create index case_by_assignee on skep."case" (organisation_id, assignee) where assignee is not null;
create index case_tags on skep."case" using gin (organisation_id, tags) where deleted_at is null;
create index case_search on skep."case" using gin (search) where deleted_at is null;
create index case_title on skep."case" using gin (title gin_trgm_ops) where deleted_at is null;

create table skep.task (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  case_id bigint, case_template_id bigint,
  title text not null, task_group text not null default 'default', description text,
  status text not null, flag boolean not null default false,
  start_date timestamptz, end_date timestamptz, due_date timestamptz,
  position integer not null default 0, assignee text, mandatory boolean not null default false,
  action_required bigint[] not null default '{}',
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index task_id on skep.task (id);
create index task_by_organisation on skep.task (organisation_id, created_at desc, id desc) where deleted_at is null;
create index task_shared on skep.task using gin (organisation_ids) where shared;
create index task_by_assignee on skep.task (assignee, status) where assignee is not null;
create index task_search on skep.task using gin (search) where deleted_at is null;

create table skep.task_log (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  task_id bigint not null, message text not null, include_in_timeline timestamptz,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index task_log_id on skep.task_log (id);
create index task_log_by_task on skep.task_log (task_id);
create index task_log_by_organisation on skep.task_log (organisation_id, created_at desc, id desc) where deleted_at is null;
create index task_log_search on skep.task_log using gin (search) where deleted_at is null;

create table skep.comment (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  case_id bigint, alert_id bigint, message text not null, external boolean not null default false,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index comment_id on skep.comment (id);

create table skep.observable (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  case_id bigint, alert_id bigint, job_id bigint,
  data_type text not null, data text, message text,
  tlp smallint not null, pap smallint not null, tags text[] not null default '{}',
  ioc boolean not null default false, sighted boolean not null default false, sighted_at timestamptz,
  ignore_similarity boolean not null default false, external boolean not null default false,
  reports jsonb not null default '{}',
  attachment_name text, attachment_id text, attachment_size bigint, attachment_content_type text,
  attachment_hashes text[] not null default '{}',
  match_hash bytea not null,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index observable_id on skep.observable (id);
-- Newest objects first for each value and organisation; what the row policy reads is included, so that the index is enough.
create index observable_match on skep.observable (match_hash, organisation_id, case_id, alert_id)
  include (root_id, visible_through, ignore_similarity) where deleted_at is null;
create index observable_match_shared on skep.observable (match_hash) where shared and deleted_at is null;
create index observable_by_creation on skep.observable (organisation_id, created_at desc, id desc) where deleted_at is null;
create index observable_shared on skep.observable using gin (organisation_ids) where shared;
create index observable_data on skep.observable using gin (data gin_trgm_ops) where deleted_at is null;
create index observable_search on skep.observable using gin (search) where deleted_at is null;
create index observable_by_job on skep.observable (job_id) where job_id is not null;
create index observable_file on skep.observable (attachment_id) where attachment_id is not null;

create table skep.attachment (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  case_id bigint, alert_id bigint, log_id bigint,
  name text not null, content_hash text not null, hashes text[] not null, size bigint not null, content_type text not null,
  external boolean not null default false,
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index attachment_id on skep.attachment (id);
create index attachment_file on skep.attachment (content_hash);

create table skep.share (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  owner_organisation_id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  entity_kind text not null, entity_id bigint not null, owner boolean not null default false,
  profile_id bigint not null references skep.profile (id),
  task_rule text not null default 'manual', observable_rule text not null default 'manual',
  primary key (root_id, id),
  constraint share_entity_key unique (root_id, entity_id, organisation_id)
);
create index share_id on skep.share (id);
create index share_target on skep.share (organisation_id, entity_id);

create table skep.custom_field_value (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  entity_kind text not null, entity_id bigint not null,
  custom_field_id bigint not null, name text not null, type text not null, position integer not null,
  string_value text, integer_value bigint, float_value double precision, boolean_value boolean, date_value timestamptz,
  origin_kind text not null default 'person', origin_id bigint,
  primary key (root_id, id)
);
create index custom_field_value_id on skep.custom_field_value (id);
create index custom_field_value_entity on skep.custom_field_value (entity_id, position);
create index custom_field_value_string on skep.custom_field_value (custom_field_id, left(string_value, 200)) where string_value is not null;
create index custom_field_value_integer on skep.custom_field_value (custom_field_id, integer_value) where integer_value is not null;
create index custom_field_value_date on skep.custom_field_value (custom_field_id, date_value) where date_value is not null;

create table skep.transition (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  object_type text not null, object_id bigint not null, field text not null,
  value_before text, value_after text, stage_before text, stage_after text,
  actor text not null, cause text not null, at timestamptz not null,
  primary key (root_id, id)
);
create index transition_object on skep.transition (object_id, at);

create table skep.merge_record (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  kind text not null, source_id bigint not null, target_id bigint not null,
  created_at timestamptz not null, created_by text not null,
  added jsonb not null, undone_at timestamptz, undone_by text,
  primary key (root_id, id)
);
create index merge_record_source on skep.merge_record (source_id);

create table skep.audit (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, organisations_before bigint[] not null, shared boolean not null default false,
  visible_through bigint not null,
  created_at timestamptz not null, created_by text not null,
  request_id text not null, action text not null, main_action boolean not null,
  object_type text not null, object_id bigint not null, context_type text not null, context_id bigint not null,
  details jsonb not null, previous jsonb not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (root_id, id)
);
create index audit_id on skep.audit (id);
create index audit_object on skep.audit (object_id, id desc);
create index audit_by_creation on skep.audit (organisation_id, created_at desc, id desc);
create index audit_transaction on skep.audit (transaction_id, id);

-- ---------------------------------------------------------------------------------------------- templates, tags, views

create table skep.case_template (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, display_name text not null, title_prefix text, description text,
  severity smallint, tlp smallint, pap smallint, tags text[] not null default '{}', flag boolean not null default false, summary text,
  primary key (root_id, id)
);
create index case_template_id on skep.case_template (id);
create unique index case_template_organisation_id_name_key on skep.case_template (organisation_id, name);

create table skep.tag (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  namespace text not null default '_freetags_', predicate text not null, value text, description text, colour text not null default '#000000',
  primary key (organisation_id, id),
  constraint tag_organisation_id_predicate_key unique (organisation_id, predicate)
);
create index tag_id on skep.tag (id);

create table skep.view (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, entity text not null, filter jsonb not null, list_options jsonb not null,
  sort_list jsonb not null default '[]', show_columns jsonb not null default '[]', is_shared boolean not null,
  primary key (organisation_id, id)
);
create index view_id on skep.view (id);

create table skep.draft (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  place text not null, content jsonb not null,
  primary key (organisation_id, id),
  constraint draft_place_key unique (organisation_id, created_by, place)
);
create index draft_id on skep.draft (id);

create table skep.idempotency_key (
  organisation_id bigint not null, login text not null, key text not null,
  request_hash bytea not null, status integer, body jsonb, created_at timestamptz not null,
  primary key (organisation_id, login, key)
);

-- ---------------------------------------------------------------------------------------------- engine

create table skep.enabled_neuron (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, definition_id text not null, kind text not null, data_types text[] not null default '{}',
  configuration jsonb not null default '{}', max_tlp smallint, max_pap smallint, cache_minutes integer,
  rate integer, rate_unit text, import_artifacts boolean not null default false, contains boolean not null default false,
  primary key (organisation_id, id),
  constraint enabled_neuron_organisation_id_name_key unique (organisation_id, name)
);
create index enabled_neuron_id on skep.enabled_neuron (id);

create table skep.base_configuration (
  organisation_id bigint not null, name text not null, configuration jsonb not null default '{}',
  updated_at timestamptz not null, updated_by text not null,
  primary key (organisation_id, name)
);

create table skep.job (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  asking_organisation_id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  observable_id bigint not null,
  status text not null, neuron_id text not null, neuron_name text not null, neuron_definition text not null,
  parameters jsonb not null default '{}', run_date timestamptz, end_date timestamptz, error_message text,
  report jsonb, operations jsonb not null default '[]', tlp smallint, pap smallint,
  cache_key bytea not null, from_cache boolean not null default false, import_artifacts boolean not null default false,
  attempt integer not null default 0,
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index job_id on skep.job (id);
create index job_by_organisation on skep.job (organisation_id, created_at desc, id desc) where deleted_at is null;
create index job_by_observable on skep.job (observable_id);
create index job_cache on skep.job (asking_organisation_id, cache_key, end_date desc) where status = 'Success';
create index job_by_neuron on skep.job (asking_organisation_id, neuron_id, run_date) where run_date is not null and not from_cache;
create index job_open on skep.job (status) where status in ('Waiting', 'InProgress');

create table skep.action (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  asking_organisation_id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  object_type text not null, object_id bigint not null,
  status text not null, neuron_id text not null, neuron_name text not null, neuron_definition text not null,
  parameters jsonb not null default '{}', run_date timestamptz, end_date timestamptz, error_message text,
  report jsonb, operations jsonb not null default '[]', tlp smallint, pap smallint, contains boolean not null default false,
  attempt integer not null default 0,
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index action_id on skep.action (id);
create index action_by_organisation on skep.action (organisation_id, created_at desc, id desc) where deleted_at is null;
create index action_by_object on skep.action (object_id);
create index action_open on skep.action (status) where status in ('Waiting', 'InProgress');
create index action_by_neuron on skep.action (asking_organisation_id, neuron_id, run_date) where run_date is not null;

-- Deleted objects wait for the time at which they are removed for good.
create index alert_deleted on skep.alert (deleted_at) where deleted_at is not null;
create index case_deleted on skep."case" (deleted_at) where deleted_at is not null;
create index task_deleted on skep.task (deleted_at) where deleted_at is not null;
create index task_log_deleted on skep.task_log (deleted_at) where deleted_at is not null;
create index comment_deleted on skep.comment (deleted_at) where deleted_at is not null;
create index observable_deleted on skep.observable (deleted_at) where deleted_at is not null;
create index attachment_deleted on skep.attachment (deleted_at) where deleted_at is not null;
create index job_deleted on skep.job (deleted_at) where deleted_at is not null;
create index action_deleted on skep.action (deleted_at) where deleted_at is not null;

-- Counts read indexes alone only where pages are known to be visible to all; tables that mostly grow are vacuumed for that sooner.
alter table skep.alert set (autovacuum_vacuum_insert_scale_factor = 0.02);
alter table skep."case" set (autovacuum_vacuum_insert_scale_factor = 0.02);
alter table skep.observable set (autovacuum_vacuum_insert_scale_factor = 0.02);

-- ---------------------------------------------------------------------------------------------- second barrier: row policies
-- The organisation is set for each transaction; without it the policies give no rows. Sharing is looked up by one scalar
-- sub-select a row: collecting all shares of an organisation first would cost that much for every page and every insert.

create function skep.current_organisation() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('skep.organisation', true), '')::bigint $$;

-- Whether the current organisation has a share of the tree of another one. Runs as the owner, so that the policy of shares does
-- not read shares through itself.
create function skep.has_share(root bigint, root_owner bigint) returns boolean language sql stable security definer set search_path = skep
  as $$ select exists (select from skep.share
    where root_id = root and organisation_id = skep.current_organisation() and owner_organisation_id = root_owner) $$;

-- The shares of a case with others than its owner. Whoever has the case puts things into it that the others see by their rules,
-- although it does not see their shares.
create function skep.case_shares(root bigint)
  returns table (organisation_id bigint, profile_id bigint, task_rule text, observable_rule text)
  language sql stable security definer set search_path = skep
  as $$ select s.organisation_id, s.profile_id, s.task_rule, s.observable_rule from skep.share s
    where s.root_id = root and s.entity_id = root and not s.owner and skep.has_share(root, s.owner_organisation_id) $$;

-- Whether a case has open tasks that the current organisation does not see: it cannot close the case over them.
create function skep.has_hidden_open_tasks(root bigint) returns boolean language sql stable security definer set search_path = skep
  as $$ select exists (select from skep.task t
    where t.root_id = root and t.case_id = root and t.deleted_at is null and t.status in ('Waiting', 'InProgress')
      and t.organisation_id <> skep.current_organisation() and skep.has_share(root, t.organisation_id)
      and not exists (select from skep.share s
        where s.root_id = root and s.entity_id = t.visible_through and s.organisation_id = skep.current_organisation())) $$;

-- The earliest dates of the alerts that a case holds, those of other organisations included.
create function skep.earliest_alert_dates(root bigint)
  returns table (alert_date timestamptz, alert_new_date timestamptz, alert_in_progress_date timestamptz,
    alert_imported_date timestamptz, alert_closed_date timestamptz)
  language sql stable security definer set search_path = skep
  as $$ select min(a.date), min(a.new_date), min(a.in_progress_date), min(a.imported_date), min(a.closed_date)
    from skep.alert a join skep."case" c on c.root_id = root and c.id = root
    where a.case_id = root and a.deleted_at is null and skep.has_share(root, c.organisation_id) $$;

-- Ties alerts of other organisations in a case to another one, or to none, when their case goes. Only for the owner of the case.
create function skep.move_foreign_alerts(root bigint, new_case bigint, new_status text, new_stage text, changed_at timestamptz, changed_by text)
  returns table (id bigint, organisation_id bigint) language sql volatile security definer set search_path = skep
  as $$ update skep.alert a set case_id = new_case, status = coalesce(new_status, a.status), stage = coalesce(new_stage, a.stage),
      version = a.version + 1, updated_at = changed_at, updated_by = changed_by
    where a.case_id = root and a.organisation_id <> skep.current_organisation()
      and exists (select from skep.share s where s.root_id = root and s.entity_id = root and s.owner and s.organisation_id = skep.current_organisation())
    returning a.id, a.organisation_id $$;

do $$
declare
  name text;
begin
  foreach name in array array['alert', 'alert_key', 'case_template', 'tag', 'view', 'draft', 'idempotency_key', 'enabled_neuron', 'base_configuration', 'merge_record'] loop
    execute format('alter table skep.%I enable row level security', name);
    execute format('create policy tenant on skep.%I to skep_app using (organisation_id = (select skep.current_organisation())) with check (organisation_id = (select skep.current_organisation()))', name);
    execute format('create policy worker on skep.%I to skep_worker using (true) with check (true)', name);
  end loop;
  foreach name in array array['case', 'task', 'task_log', 'comment', 'observable', 'attachment', 'custom_field_value', 'transition', 'audit', 'job', 'action'] loop
    execute format('alter table skep.%I enable row level security', name);
    execute format('create policy tenant_select on skep.%1$I for select to skep_app using (organisation_id = (select skep.current_organisation()) or (select true from skep.share s where s.root_id = %1$I.root_id and s.entity_id = %1$I.visible_through and s.organisation_id = (select skep.current_organisation())))', name);
    execute format('create policy tenant_insert on skep.%I for insert to skep_app with check (organisation_id = (select skep.current_organisation()) or skep.has_share(root_id, organisation_id))', name);
    execute format('create policy tenant_update on skep.%1$I for update to skep_app using (organisation_id = (select skep.current_organisation()) or (select true from skep.share s where s.root_id = %1$I.root_id and s.entity_id = %1$I.visible_through and s.organisation_id = (select skep.current_organisation())))', name);
    execute format('create policy tenant_delete on skep.%1$I for delete to skep_app using (organisation_id = (select skep.current_organisation()) or (select true from skep.share s where s.root_id = %1$I.root_id and s.entity_id = %1$I.visible_through and s.organisation_id = (select skep.current_organisation())))', name);
    execute format('create policy worker on skep.%I to skep_worker using (true) with check (true)', name);
  end loop;
end $$;

alter table skep.share enable row level security;
create policy tenant_select on skep.share for select to skep_app
  using (organisation_id = (select skep.current_organisation()) or owner_organisation_id = (select skep.current_organisation())
    or skep.has_share(root_id, owner_organisation_id));
create policy tenant_insert on skep.share for insert to skep_app
  with check (owner_organisation_id = (select skep.current_organisation()) or skep.has_share(root_id, owner_organisation_id));
-- What a share allows is its giver's to say: whoever it is given to does not change it.
create policy tenant_update on skep.share for update to skep_app
  using (owner_organisation_id = (select skep.current_organisation()));
create policy tenant_delete on skep.share for delete to skep_app
  using (owner_organisation_id = (select skep.current_organisation()));
create policy worker on skep.share to skep_worker using (true) with check (true);

-- ---------------------------------------------------------------------------------------------- stored files
-- One row for each content in the file store. Files that no row refers to are removed some time after they were last stored.

create table skep.stored_file (
  id text primary key,
  size bigint not null,
  hashes text[] not null,
  stored_at timestamptz not null
);


-- What people need of one another and of their own work: mentions, who is where at the moment, last visits, preferences, and
-- sessions that can be told apart.

-- ---------------------------------------------------------------------------------------------- mentions
-- A mention lies in the tree of the object whose text has it, and is seen by whoever is mentioned while that tree is. It is told
-- to live streams like a change, so it carries the transaction that wrote it last.

create table skep.mention (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  created_at timestamptz not null, created_by text not null,
  user_id bigint not null, object_type text not null, object_id bigint not null, root_type text not null,
  read_at timestamptz,
  transaction_id xid8 not null default pg_current_xact_id(),
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index mention_id on skep.mention (id);
create index mention_by_user on skep.mention (user_id, created_at desc, id desc) where deleted_at is null;
create index mention_object on skep.mention (object_id);
create index mention_transaction on skep.mention (transaction_id, id);

alter table skep.mention enable row level security;
create policy tenant_select on skep.mention for select to skep_app
  using (organisation_id = (select skep.current_organisation())
    or (select true from skep.share s where s.root_id = mention.root_id and s.entity_id = mention.visible_through and s.organisation_id = (select skep.current_organisation())));
create policy tenant_insert on skep.mention for insert to skep_app
  with check (organisation_id = (select skep.current_organisation()) or skep.has_share(root_id, organisation_id));
create policy tenant_update on skep.mention for update to skep_app
  using (organisation_id = (select skep.current_organisation())
    or (select true from skep.share s where s.root_id = mention.root_id and s.entity_id = mention.visible_through and s.organisation_id = (select skep.current_organisation())))
  with check (organisation_id = (select skep.current_organisation()) or skep.has_share(root_id, organisation_id));
create policy tenant_delete on skep.mention for delete to skep_app
  using (organisation_id = (select skep.current_organisation())
    or (select true from skep.share s where s.root_id = mention.root_id and s.entity_id = mention.visible_through and s.organisation_id = (select skep.current_organisation())));
create policy worker on skep.mention to skep_worker using (true) with check (true);

-- ---------------------------------------------------------------------------------------------- presence
-- Nothing of it outlives a crash, and nothing of it needs to. `organisation_id` owns the tree of the object, `from_organisation_id`
-- is where the person works: each organisation writes of its own people only.

create unlogged table skep.presence (
  root_id bigint not null, object_id bigint not null, organisation_id bigint not null, visible_through bigint not null,
  from_organisation_id bigint not null, user_id bigint not null references skep.user_account (id) on delete cascade,
  field text, doing text not null, since timestamptz not null, seen_at timestamptz not null,
  primary key (object_id, from_organisation_id, user_id)
);
create index presence_by_user on skep.presence (user_id);

alter table skep.presence enable row level security;
create policy tenant_select on skep.presence for select to skep_app
  using (from_organisation_id = (select skep.current_organisation()) or organisation_id = (select skep.current_organisation())
    or (select true from skep.share s where s.root_id = presence.root_id and s.entity_id = presence.visible_through and s.organisation_id = (select skep.current_organisation())));
create policy tenant_insert on skep.presence for insert to skep_app
  with check (from_organisation_id = (select skep.current_organisation())
    and (organisation_id = (select skep.current_organisation()) or skep.has_share(root_id, organisation_id)));
create policy tenant_update on skep.presence for update to skep_app
  using (from_organisation_id = (select skep.current_organisation()))
  with check (from_organisation_id = (select skep.current_organisation())
    and (organisation_id = (select skep.current_organisation()) or skep.has_share(root_id, organisation_id)));
create policy tenant_delete on skep.presence for delete to skep_app
  using (from_organisation_id = (select skep.current_organisation()));
create policy worker on skep.presence to skep_worker using (true) with check (true);

-- ---------------------------------------------------------------------------------------------- visits

create table skep.visit (
  organisation_id bigint not null, user_id bigint not null references skep.user_account (id) on delete cascade,
  place text not null, visited_at timestamptz not null, previous_at timestamptz,
  primary key (organisation_id, user_id, place)
);
create index visit_by_user on skep.visit (user_id);

alter table skep.visit enable row level security;
create policy tenant on skep.visit to skep_app
  using (organisation_id = (select skep.current_organisation())) with check (organisation_id = (select skep.current_organisation()));
create policy worker on skep.visit to skep_worker using (true) with check (true);

-- ---------------------------------------------------------------------------------------------- accounts

alter table skep.user_account add column preferences jsonb not null default '{}';

alter table skep.session add column id uuid not null default gen_random_uuid(), add column user_agent text;

-- Whoever is locked out is signed out as well: unlocking an account must not bring old sessions back.
create function skep.end_sessions() returns trigger language plpgsql security definer set search_path = skep
  as $$ begin delete from skep.session where user_id = new.id; return new; end $$;
create trigger locked_out after update of locked on skep.user_account
  for each row when (new.locked and not old.locked) execute function skep.end_sessions();

-- What a person holds and keeps goes along with a new login, in every organisation. Records of the past keep the old one.
create function skep.rename_login(before text, after text) returns void language sql volatile security definer set search_path = skep
  as $$
    update skep.alert set assignee = after where assignee = before;
    update skep."case" set assignee = after where assignee = before;
    update skep.task set assignee = after where assignee = before;
    update skep.view set created_by = after where created_by = before;
    update skep.draft set created_by = after where created_by = before;
  $$;


-- The rule that raised an alert, as far as its text tells: alerts of one type and source whose titles differ only in numbers,
-- digests, addresses and names with digits in them have the same key. The database makes it, so that every row has it and none
-- is stale; what answers a creation repeats it (model/rule-key.ts). What is replaced is made of plain letters: words of other scripts keep what distinguishes them.
create function skep.rule_key(type text, source text, title text) returns text language sql immutable parallel safe
  as $$ select type || ';' || source || ';' || left(btrim(regexp_replace(regexp_replace(regexp_replace(
    lower(title collate "C"),
    '[a-z0-9_@:/\\.\[\]%?&=#~+-]*(?:[0-9@]|://|[a-z0-9_]\[?\.\]?[a-z0-9_])[a-z0-9_@:/\\.\[\]%?&=#~+-]*', '*', 'g'),
    '\*(?:[ ,;|]+\*)+', '*', 'g'),
    '[ \t\r\n]+', ' ', 'g')), 200) $$;

alter table skep.alert add column rule_key text not null generated always as (skep.rule_key(type, source, title)) stored;
create index alert_by_rule on skep.alert (organisation_id, rule_key, date desc) where deleted_at is null;


-- What neurons print while they run, line by line, so that somebody can watch. The role of organisations may not touch it:
-- the server reads it for those who see the run.

create table skep.run_output (
  run_id bigint not null, position integer not null, printed_at timestamptz not null, stream text not null, line text not null,
  primary key (run_id, position)
);



    BEGIN;
    SET LOCAL lock_timeout = 30000;
    SET LOCAL idle_in_transaction_session_timeout = 30000;
    SELECT pg_advisory_xact_lock(('x' || encode(sha224((current_database() || '.pgboss.pgboss')::bytea), 'hex'))::bit(64)::bigint);
CREATE SCHEMA IF NOT EXISTS pgboss;

    CREATE TYPE pgboss.job_state AS ENUM (
      'created',
      'retry',
      'active',
      'completed',
      'cancelled',
      'failed'
    )
  ;

    CREATE FUNCTION pgboss.job_now()
    RETURNS timestamp with time zone AS
    $$
      SELECT pg_catalog.now();
    $$
    LANGUAGE sql STABLE;
  ;

    CREATE TABLE pgboss.version (
      version int primary key,
      cron_on timestamp with time zone,
      bam_on timestamp with time zone,
      flow_on timestamp with time zone,
      reindex_on timestamp with time zone,
      monitor_backoff_on timestamp with time zone
    )
  ;

    CREATE TABLE pgboss.queue (
      name text NOT NULL,
      policy text NOT NULL,
      retry_limit int NOT NULL,
      retry_delay int NOT NULL,
      retry_backoff bool NOT NULL,
      retry_delay_max int,
      expire_seconds int NOT NULL,
      retention_seconds int NOT NULL,
      deletion_seconds int NOT NULL,
      dead_letter text REFERENCES pgboss.queue (name) CHECK (dead_letter IS DISTINCT FROM name),
      partition bool NOT NULL,
      table_name text NOT NULL,
      deferred_count int NOT NULL default 0,
      blocked_count int NOT NULL default 0,
      queued_count int NOT NULL default 0,
      ready_count int NOT NULL default 0,
      warning_queued int NOT NULL default 0,
      active_count int NOT NULL default 0,
      failed_count int NOT NULL default 0,
      total_count int NOT NULL default 0,
      retained_count int,
      retained_on timestamp with time zone,
      created_delta int NOT NULL default 0,
      completed_delta int NOT NULL default 0,
      failed_delta int NOT NULL default 0,
      delta_on timestamp with time zone,
      delta_seconds int,
      wait_bins int[],
      run_bins int[],
      ready_oldest_seconds int,
      ready_history int[] NOT NULL default '{}',
      heartbeat_seconds int,
      notify bool NOT NULL DEFAULT false,
      singletons_active text[],
      monitor_claim_on timestamp with time zone,
      monitor_on timestamp with time zone,
      maintain_on timestamp with time zone,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY (name)
    )
  ;

    CREATE TABLE pgboss.schedule (
      name text REFERENCES pgboss.queue ON DELETE CASCADE,
      key text not null DEFAULT '',
      kind text not null DEFAULT 'cron' CHECK (kind IN ('cron', 'rrule')),
      cron text not null,
      timezone text DEFAULT 'UTC',
      data jsonb,
      options jsonb,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      last_job_id uuid,
      PRIMARY KEY (name, key)
    )
  ;

    CREATE TABLE pgboss.subscription (
      event text not null,
      name text not null REFERENCES pgboss.queue ON DELETE CASCADE,
      created_on timestamp with time zone not null default now(),
      updated_on timestamp with time zone not null default now(),
      PRIMARY KEY(event, name)
    )
  ;

    CREATE TABLE pgboss.bam (
      id uuid PRIMARY KEY default gen_random_uuid(),
      name text NOT NULL,
      version int NOT NULL,
      status text NOT NULL DEFAULT 'pending',
      queue text,
      table_name text NOT NULL,
      command text NOT NULL,
      error text,
      created_on timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
      started_on timestamp with time zone,
      completed_on timestamp with time zone
    )
  ;

    CREATE FUNCTION pgboss.job_table_format(command text, table_name text)
    RETURNS text AS
    $$
      SELECT format(
        regexp_replace(
          regexp_replace(command, '\.job\y', '.%1$I', 'g'),
          '\yjob_i(\d+)', '%1$s_i\1', 'g'
        ),
        table_name
      );
    $$
    LANGUAGE sql IMMUTABLE;
  ;

    CREATE FUNCTION pgboss.job_table_run(command text, tbl_name text DEFAULT NULL, queue_name text DEFAULT NULL)
    RETURNS VOID AS
    $$
    DECLARE
      tbl RECORD;
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM pgboss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        EXECUTE pgboss.job_table_format(command, tbl_name);
        RETURN;
      END IF;

      EXECUTE pgboss.job_table_format(command, 'job_common');

      FOR tbl IN SELECT table_name FROM pgboss.queue WHERE partition = true
      LOOP
        EXECUTE pgboss.job_table_format(command, tbl.table_name);
      END LOOP;
    END;
    $$
    LANGUAGE plpgsql;
  ;

    CREATE FUNCTION pgboss.job_table_run_async(command_name text, version int, command text, tbl_name text DEFAULT NULL, queue_name text DEFAULT NULL)
    RETURNS VOID AS
    $$
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM pgboss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        INSERT INTO pgboss.bam (name, version, status, queue, table_name, command)
        VALUES (
          command_name,
          version,
          'pending',
          queue_name,
          tbl_name,
          pgboss.job_table_format(command, tbl_name)
        );
        RETURN;
      END IF;

      INSERT INTO pgboss.bam (name, version, status, queue, table_name, command)
      SELECT
        command_name,
        version,
        'pending',
        NULL,
        'job_common',
        pgboss.job_table_format(command, 'job_common')
      UNION ALL
      SELECT
        command_name,
        version,
        'pending',
        queue.name,
        queue.table_name,
        pgboss.job_table_format(command, queue.table_name)
      FROM pgboss.queue
      WHERE partition = true;
    END;
    $$
    LANGUAGE plpgsql;
  ;

    CREATE TABLE pgboss.job (
      id uuid not null default gen_random_uuid(),
      name text not null,
      priority integer not null default(0),
      data jsonb,
      state pgboss.job_state not null default 'created',
      retry_limit integer not null default 2,
      retry_count integer not null default 0,
      retry_delay integer not null default 0,
      retry_backoff boolean not null default false,
      retry_delay_max integer,
      expire_seconds int not null default 900,
      deletion_seconds int not null default 604800,
      singleton_key text,
      singleton_on timestamp without time zone,
      group_id text,
      group_tier text,
      start_after timestamp with time zone not null default now(),
      created_on timestamp with time zone not null default now(),
      started_on timestamp with time zone,
      completed_on timestamp with time zone,
      keep_until timestamp with time zone NOT NULL default now() + interval '1209600',
      output jsonb,
      dead_letter text,
      policy text,
      heartbeat_on timestamp with time zone,
      heartbeat_seconds int,
      blocked boolean not null default false,
      blocking boolean not null default false,
      pending_dependencies int not null default 0,
      source_name text,
      source_id uuid,
      source_created_on timestamp with time zone,
      source_retry_count int,
      source_output jsonb,
      source_root_id uuid,
      trace_context jsonb,
      upsert_by_key bool
    ) PARTITION BY LIST (name)
  ;
ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id);

    CREATE TABLE pgboss.job_common (LIKE pgboss.job INCLUDING GENERATED INCLUDING DEFAULTS);

    SELECT pgboss.job_table_run($cmd$ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id)$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE UNIQUE INDEX job_i1 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE UNIQUE INDEX job_i2 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE UNIQUE INDEX job_i3 ON pgboss.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE UNIQUE INDEX job_i6 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE UNIQUE INDEX job_i8 ON pgboss.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i10 ON pgboss.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE UNIQUE INDEX job_i4 ON pgboss.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i11 ON pgboss.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i7 ON pgboss.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i9 ON pgboss.job (name, id) WHERE blocking AND state = 'completed'$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i12 ON pgboss.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE UNIQUE INDEX job_i13 ON pgboss.job (name, singleton_key) WHERE state = 'created' AND upsert_by_key$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i14 ON pgboss.job (name, state, blocked, start_after) WHERE state IN ('created', 'retry', 'active', 'failed')$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i15 ON pgboss.job (name, created_on)$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i16 ON pgboss.job (name, completed_on) WHERE completed_on IS NOT NULL$cmd$, 'job_common');
    SELECT pgboss.job_table_run($cmd$CREATE INDEX job_i17 ON pgboss.job (name, singleton_key, created_on) WHERE state < 'active' AND singleton_key IS NOT NULL$cmd$, 'job_common');

    ALTER TABLE pgboss.job ATTACH PARTITION pgboss.job_common DEFAULT;
  ;

    CREATE TABLE pgboss.warning (
      id uuid PRIMARY KEY default gen_random_uuid(),
      type text NOT NULL,
      message text NOT NULL,
      data jsonb,
      created_on timestamp with time zone NOT NULL DEFAULT now()
    )
  ;
CREATE INDEX warning_i1 ON pgboss.warning (created_on DESC);

    CREATE TABLE pgboss.queue_stats (
      id uuid NOT NULL DEFAULT gen_random_uuid(),
      name text NOT NULL,
      deferred_count int NOT NULL DEFAULT 0,
      queued_count   int NOT NULL DEFAULT 0,
      ready_count    int NOT NULL DEFAULT 0,
      active_count   int NOT NULL DEFAULT 0,
      failed_count   int NOT NULL DEFAULT 0,
      total_count    int NOT NULL DEFAULT 0,
      created_delta   int,
      completed_delta int,
      failed_delta    int,
      delta_seconds   int,
      delta_on        timestamptz,
      wait_bins       int[],
      run_bins        int[],
      ready_oldest_seconds int,
      captured_on timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (id, captured_on)
    ) PARTITION BY RANGE (captured_on)
  ;
CREATE INDEX queue_stats_i1 ON pgboss.queue_stats (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);
;

    DO $$
    DECLARE
      d date;
      i int;
      part_name text;
    BEGIN
      FOR i IN 0..1 LOOP
        d := (pgboss.job_now() AT TIME ZONE 'UTC')::date + i;
        part_name := 'queue_stats_' || to_char(d, 'YYYYMMDD');
        IF NOT EXISTS (
          SELECT 1 FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = 'pgboss' AND c.relname = part_name
        ) THEN
          EXECUTE format(
            'CREATE TABLE pgboss.%I PARTITION OF pgboss.queue_stats FOR VALUES FROM (%L) TO (%L)',
            part_name,
            to_char(d, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(d + 1, 'YYYY-MM-DD') || ' 00:00:00+00'
          );
        END IF;
      END LOOP;
    END;
    $$
  ;

    CREATE TABLE pgboss.job_dependency (
      child_name text NOT NULL,
      child_id uuid NOT NULL,
      parent_name text NOT NULL,
      parent_id uuid NOT NULL,
      PRIMARY KEY (child_name, child_id, parent_name, parent_id)
    )
  ;
CREATE INDEX IF NOT EXISTS job_dep_parent_idx ON pgboss.job_dependency (parent_name, parent_id);

    CREATE TABLE pgboss.instance (
      id uuid PRIMARY KEY,
      name text,
      host text NOT NULL,
      pid int NOT NULL,
      version text NOT NULL,
      node_version text NOT NULL,
      application_name text,
      heartbeat_seconds int NOT NULL,
      supervise bool NOT NULL,
      schedule bool NOT NULL,
      migrate bool NOT NULL,
      persist_queue_stats bool NOT NULL,
      persist_warnings bool NOT NULL,
      pool_max int,
      pool_total int,
      pool_idle int,
      pool_waiting int,
      workers jsonb NOT NULL DEFAULT '[]'::jsonb,
      metrics jsonb,
      config jsonb NOT NULL DEFAULT '{}'::jsonb,
      crash_restarts int NOT NULL DEFAULT 0,
      crash_restarts_since timestamptz,
      started_on timestamptz NOT NULL DEFAULT now(),
      heartbeat_on timestamptz NOT NULL DEFAULT now(),
      stopped_on timestamptz
    )
  ;

    CREATE FUNCTION pgboss.create_queue(queue_name text, options jsonb)
    RETURNS VOID AS
    $$
    DECLARE
      tablename varchar := CASE WHEN options->>'partition' = 'true'
                            THEN 'j' || encode(sha224(queue_name::bytea), 'hex')
                            ELSE 'job_common'
                            END;
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
        INSERT INTO pgboss.queue (
          name,
          policy,
          retry_limit,
          retry_delay,
          retry_backoff,
          retry_delay_max,
          expire_seconds,
          retention_seconds,
          deletion_seconds,
          warning_queued,
          dead_letter,
          partition,
          table_name,
          heartbeat_seconds,
          notify,
          created_on,
          updated_on
        )
        VALUES (
          queue_name,
          options->>'policy',
          COALESCE((options->>'retryLimit')::int, 2),
          COALESCE((options->>'retryDelay')::int, 0),
          COALESCE((options->>'retryBackoff')::bool, false),
          (options->>'retryDelayMax')::int,
          COALESCE((options->>'expireInSeconds')::int, 900),
          COALESCE((options->>'retentionSeconds')::int, 1209600),
          COALESCE((options->>'deleteAfterSeconds')::int, 604800),
          COALESCE((options->>'warningQueueSize')::int, 0),
          options->>'deadLetter',
          COALESCE((options->>'partition')::bool, false),
          tablename,
          (options->>'heartbeatSeconds')::int,
          COALESCE((options->>'notify')::bool, false),
          pgboss.job_now(),
          pgboss.job_now()
        )
        ON CONFLICT DO NOTHING
        RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL OR options->>'partition' IS DISTINCT FROM 'true' THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', tablename);

      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id)$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);

      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i11 ON pgboss.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i4 ON pgboss.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i7 ON pgboss.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i9 ON pgboss.job (name, id) WHERE blocking AND state = 'completed'$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i12 ON pgboss.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i13 ON pgboss.job (name, singleton_key) WHERE state = 'created' AND upsert_by_key$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i14 ON pgboss.job (name, state, blocked, start_after) WHERE state IN ('created', 'retry', 'active', 'failed')$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i15 ON pgboss.job (name, created_on)$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i16 ON pgboss.job (name, completed_on) WHERE completed_on IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i17 ON pgboss.job (name, singleton_key, created_on) WHERE state < 'active' AND singleton_key IS NOT NULL$cmd$, tablename);

      IF options->>'policy' = 'short' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i1 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, tablename);
      ELSIF options->>'policy' = 'singleton' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i2 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, tablename);
      ELSIF options->>'policy' = 'stately' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i3 ON pgboss.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, tablename);
      ELSIF options->>'policy' = 'exclusive' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i6 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, tablename);
      ELSIF options->>'policy' = 'key_strict_fifo' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i8 ON pgboss.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i10 ON pgboss.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, tablename);
      END IF;

      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', tablename, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', tablename, queue_name);
    END;
    $$
    LANGUAGE plpgsql;
  ;

    CREATE FUNCTION pgboss.delete_queue(queue_name text)
    RETURNS VOID AS
    $$
    DECLARE
      v_table varchar;
      v_partition bool;
    BEGIN
      
      SELECT table_name, partition
      FROM pgboss.queue
      WHERE name = queue_name
      INTO v_table, v_partition;

      IF v_partition THEN
        EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', v_table);
      ELSE
        EXECUTE format('DELETE FROM pgboss.%I WHERE name = %L', v_table, queue_name);
      END IF;
    
      DELETE FROM pgboss.queue WHERE name = queue_name;
    END;
    $$
    LANGUAGE plpgsql;
  ;
INSERT INTO pgboss.version(version) VALUES ('46');
    COMMIT;
  

-- Rows are written past foreign keys and triggers.
set session_replication_role = replica;

delete from pgboss.bam;

delete from pgboss.instance;
insert into pgboss.instance (id, name, host, pid, version, node_version, application_name, heartbeat_seconds, supervise, schedule, migrate, persist_queue_stats, persist_warnings, pool_max, pool_total, pool_idle, pool_waiting, workers, metrics, config, crash_restarts, crash_restarts_since, started_on, heartbeat_on, stopped_on) overriding system value values ('5909c448-ef94-4798-a074-50b74f038e53', NULL, 'vm', '19490', '12.38.0', 'v26.10.0', 'pgboss:5909c448', '30', 'true', 'true', 'false', 'false', 'false', '3', '2', '1', '1', '[]', '{"cpu": null, "rss": 180768768, "cgroup": 1, "cpuLimit": 2, "heapUsed": 49595952, "heapLimit": 4395630592, "loopDelay": null, "memoryUsed": null, "memoryLimit": 25276510208, "cpuThrottled": null, "loopDelayMax": null, "loopUtilization": null}', '{"max": 3, "adapter": "pg", "backend": "postgres", "migrate": false, "reindex": true, "schedule": true, "supervise": true, "createSchema": false, "useListenNotify": false, "bamIntervalSeconds": 60, "flowIntervalSeconds": 5, "warningRetentionDays": 365, "monitorIntervalSeconds": 5, "queueStatRetentionDays": 7, "reindexIntervalSeconds": 86400, "instanceHeartbeatSeconds": 30, "superviseIntervalSeconds": 5, "cronWorkerIntervalSeconds": 5, "queueCacheIntervalSeconds": 60, "cronMonitorIntervalSeconds": 30, "maintenanceIntervalSeconds": 600, "clockMonitorIntervalSeconds": 600}', '0', NULL, '2026-11-25 16:53:30.778201+00', '2026-11-25 16:53:30.778201+00', '2026-11-25 16:53:32.551079+00');

delete from pgboss.job_common;
insert into pgboss.job_common (id, name, priority, data, state, retry_limit, retry_count, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, singleton_key, singleton_on, group_id, group_tier, start_after, created_on, started_on, completed_on, keep_until, output, dead_letter, policy, heartbeat_on, heartbeat_seconds, blocked, blocking, pending_dependencies, source_name, source_id, source_created_on, source_retry_count, source_output, source_root_id, trace_context, upsert_by_key) overriding system value values ('13270368-4198-454b-9d10-1ef5dec22c03', 'run', '0', '{"id": "126", "kind": "job"}', 'completed', '2', '0', '0', 'false', NULL, '2100', '600', NULL, NULL, 'root@main.test', NULL, '2026-11-25 16:53:32.066748+00', '2026-11-25 16:53:32.066748+00', '2026-11-25 16:53:32.074205+00', '2026-11-25 16:53:32.198036+00', '2027-11-25 16:53:32.066748+00', NULL, 'run_given_up', 'standard', '2026-11-25 16:53:32.074205+00', '10', 'false', 'false', '0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
insert into pgboss.job_common (id, name, priority, data, state, retry_limit, retry_count, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, singleton_key, singleton_on, group_id, group_tier, start_after, created_on, started_on, completed_on, keep_until, output, dead_letter, policy, heartbeat_on, heartbeat_seconds, blocked, blocking, pending_dependencies, source_name, source_id, source_created_on, source_retry_count, source_output, source_root_id, trace_context, upsert_by_key) overriding system value values ('8624946d-c4ec-4ba3-8c5d-0b1c7cf7ed80', 'run', '0', '{"id": "122", "kind": "job"}', 'completed', '2', '0', '0', 'false', NULL, '2100', '600', NULL, NULL, 'root@main.test', NULL, '2026-11-25 16:53:31.80047+00', '2026-11-25 16:53:31.80047+00', '2026-11-25 16:53:31.811144+00', '2026-11-25 16:53:31.964724+00', '2027-11-25 16:53:31.80047+00', NULL, 'run_given_up', 'standard', '2026-11-25 16:53:31.811144+00', '10', 'false', 'false', '0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
insert into pgboss.job_common (id, name, priority, data, state, retry_limit, retry_count, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, singleton_key, singleton_on, group_id, group_tier, start_after, created_on, started_on, completed_on, keep_until, output, dead_letter, policy, heartbeat_on, heartbeat_seconds, blocked, blocking, pending_dependencies, source_name, source_id, source_created_on, source_retry_count, source_output, source_root_id, trace_context, upsert_by_key) overriding system value values ('92da84a6-cb96-438b-93ab-87b6a912c811', 'run', '0', '{"id": "130", "kind": "action"}', 'completed', '2', '0', '0', 'false', NULL, '2100', '600', NULL, NULL, 'root@main.test', NULL, '2026-11-25 16:53:32.211376+00', '2026-11-25 16:53:32.211376+00', '2026-11-25 16:53:32.216617+00', '2026-11-25 16:53:32.237335+00', '2027-11-25 16:53:32.211376+00', NULL, 'run_given_up', 'standard', '2026-11-25 16:53:32.216617+00', '10', 'false', 'false', '0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

delete from pgboss.job_dependency;

delete from pgboss.queue;
insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name, deferred_count, blocked_count, queued_count, ready_count, warning_queued, active_count, failed_count, total_count, retained_count, retained_on, created_delta, completed_delta, failed_delta, delta_on, delta_seconds, wait_bins, run_bins, ready_oldest_seconds, ready_history, heartbeat_seconds, notify, singletons_active, monitor_claim_on, monitor_on, maintain_on, created_on, updated_on) overriding system value values ('__pgboss__send-it', 'standard', '2', '0', 'false', NULL, '900', '1209600', '604800', NULL, 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '0', NULL, NULL, '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{}', NULL, 'false', NULL, NULL, NULL, NULL, '2026-11-25 16:53:30.754704+00', '2026-11-25 16:53:30.754704+00');
insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name, deferred_count, blocked_count, queued_count, ready_count, warning_queued, active_count, failed_count, total_count, retained_count, retained_on, created_delta, completed_delta, failed_delta, delta_on, delta_seconds, wait_bins, run_bins, ready_oldest_seconds, ready_history, heartbeat_seconds, notify, singletons_active, monitor_claim_on, monitor_on, maintain_on, created_on, updated_on) overriding system value values ('run', 'standard', '2', '0', 'false', NULL, '2100', '31536000', '600', 'run_given_up', 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '0', NULL, NULL, '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{}', '10', 'false', NULL, NULL, NULL, NULL, '2026-11-25 16:53:30.800592+00', '2026-11-25 16:53:30.802587+00');
insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name, deferred_count, blocked_count, queued_count, ready_count, warning_queued, active_count, failed_count, total_count, retained_count, retained_on, created_delta, completed_delta, failed_delta, delta_on, delta_seconds, wait_bins, run_bins, ready_oldest_seconds, ready_history, heartbeat_seconds, notify, singletons_active, monitor_claim_on, monitor_on, maintain_on, created_on, updated_on) overriding system value values ('run_given_up', 'standard', '10', '5', 'true', NULL, '60', '31536000', '600', NULL, 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '0', NULL, NULL, '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{}', NULL, 'false', NULL, NULL, NULL, NULL, '2026-11-25 16:53:30.791754+00', '2026-11-25 16:53:30.794384+00');
insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name, deferred_count, blocked_count, queued_count, ready_count, warning_queued, active_count, failed_count, total_count, retained_count, retained_on, created_delta, completed_delta, failed_delta, delta_on, delta_seconds, wait_bins, run_bins, ready_oldest_seconds, ready_history, heartbeat_seconds, notify, singletons_active, monitor_claim_on, monitor_on, maintain_on, created_on, updated_on) overriding system value values ('upkeep', 'standard', '0', '0', 'false', NULL, '3600', '31536000', '600', NULL, 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '0', NULL, NULL, '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{}', NULL, 'false', NULL, NULL, NULL, NULL, '2026-11-25 16:53:30.796013+00', '2026-11-25 16:53:30.797774+00');



delete from pgboss.schedule;
insert into pgboss.schedule (name, key, kind, cron, timezone, data, options, created_on, updated_on, last_job_id) overriding system value values ('upkeep', '', 'cron', '17 * * * *', 'UTC', NULL, '{}', '2026-11-25 16:53:31.096297+00', '2026-11-25 16:53:31.096297+00', NULL);

delete from pgboss.subscription;

delete from pgboss.version;
insert into pgboss.version (version, cron_on, bam_on, flow_on, reindex_on, monitor_backoff_on) overriding system value values ('46', '2026-11-25 16:53:30.787261+00', NULL, '2026-11-25 16:53:30.769121+00', NULL, NULL);

delete from pgboss.warning;

delete from skep."case";
insert into skep."case" (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, number, title, description, severity, tlp, pap, start_date, end_date, tags, flag, status, stage, summary, assignee, impact_status, case_template, task_rule, observable_rule, new_date, in_progress_date, closed_date, contained_date, first_touched_date, alert_date, alert_new_date, alert_in_progress_date, alert_imported_date, alert_closed_date, search, deleted_at, deleted_by) overriding system value values ('62', '62', '2', '{2,41}', 'true', '62', '2', '2026-11-25 16:53:31.527+00', 'root@main.test', '2026-11-25 16:53:31.661+00', 'root@main.test', '1', '[Phishing] Beacon of a laptop — Überwachung 监控', 'Seen **twice**', '4', '2', '2', '2026-11-25 16:53:31.502+00', NULL, E'{c2,"source:gateway=\\"west\\"",phishing}', 'false', 'New', 'New', 'Contained', 'root@main.test', NULL, 'phishing', 'manual', 'manual', '2026-11-25 16:53:31.527+00', NULL, NULL, NULL, '2026-11-25 16:53:31.661+00', '2026-11-25 16:53:31.502+00', '2026-11-25 16:53:31.502+00', NULL, '2026-11-25 16:53:31.527+00', NULL, '''1'':77 ''a'':4A ''beacon'':2A ''c2'':42 ''contained'':31C ''gateway'':54 ''laptop'':5A ''of'':3A ''phishing'':1A,66 ''seen'':19B ''source'':53 ''twice'':20B ''uberwachung'':6A ''west'':55 ''控'':8A ''监控'':7A', NULL, NULL);
insert into skep."case" (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, number, title, description, severity, tlp, pap, start_date, end_date, tags, flag, status, stage, summary, assignee, impact_status, case_template, task_rule, observable_rule, new_date, in_progress_date, closed_date, contained_date, first_touched_date, alert_date, alert_new_date, alert_in_progress_date, alert_imported_date, alert_closed_date, search, deleted_at, deleted_by) overriding system value values ('96', '96', '2', '{2,41}', 'true', '96', '1', '2026-11-25 16:53:31.674+00', 'root@main.test', NULL, NULL, '2', 'Another case', 'Open', '2', '2', '2', '2026-11-25 16:53:31.674+00', NULL, '{c2}', 'false', 'New', 'New', NULL, 'root@main.test', NULL, NULL, 'manual', 'manual', '2026-11-25 16:53:31.674+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '''2'':35 ''another'':1A ''c2'':24 ''case'':2A ''open'':13B', NULL, NULL);

delete from skep.action;
insert into skep.action (root_id, id, organisation_id, organisation_ids, shared, visible_through, asking_organisation_id, version, created_at, created_by, updated_at, updated_by, object_type, object_id, status, neuron_id, neuron_name, neuron_definition, parameters, run_date, end_date, error_message, report, operations, tlp, pap, contains, attempt, deleted_at, deleted_by) overriding system value values ('62', '130', '2', '{2}', 'false', '120', '2', '3', '2026-11-25 16:53:32.211+00', 'root@main.test', '2026-11-25 16:53:32.233+00', 'root@main.test', 'observable', '120', 'Failure', '118', 'Demo_BlockDomain_1_0', 'Demo_BlockDomain_1_0', '{}', '2026-11-25 16:53:32.221+00', '2026-11-25 16:53:32.233+00', 'PAP is higher than allowed.', NULL, '[]', '2', '2', 'false', '1', NULL, NULL);

delete from skep.alert;
insert into skep.alert (root_id, id, organisation_id, version, created_at, created_by, updated_at, updated_by, type, source, source_ref, external_link, title, description, severity, tlp, pap, date, tags, summary, status, stage, assignee, case_template, follow, last_sync_date, case_id, new_date, in_progress_date, closed_date, imported_date, first_touched_date, search, deleted_at, deleted_by) overriding system value values ('53', '53', '2', '2', '2026-11-25 16:53:31.502+00', 'root@main.test', '2026-11-25 16:53:31.527+00', 'root@main.test', 'siem', 'gateway', 'frozen-1', NULL, 'Beacon of a laptop — Überwachung 监控', 'Seen **twice**', '3', '2', '2', '2026-11-25 16:53:31.502+00', E'{c2,"source:gateway=\\"west\\""}', NULL, 'Imported', 'Imported', NULL, NULL, 'true', '2026-11-25 16:53:31.502+00', '62', '2026-11-25 16:53:31.502+00', NULL, NULL, '2026-11-25 16:53:31.527+00', '2026-11-25 16:53:31.527+00', '''1'':42 ''a'':3A ''beacon'':1A ''c2'':53 ''frozen'':41 ''frozen-1'':41 ''gateway'':30,65 ''laptop'':4A ''of'':2A ''seen'':18B ''source'':64 ''twice'':19B ''uberwachung'':5A ''west'':66 ''控'':7A ''监控'':6A', NULL, NULL);

delete from skep.alert_key;
insert into skep.alert_key (organisation_id, type, source, source_ref, alert_id) overriding system value values ('2', 'siem', 'gateway', 'frozen-1', '53');

delete from skep.alert_status;
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('30', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'New', 'New', '0', NULL, '#8ea3b8', 'false');
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('31', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Updated', 'New', '1', NULL, '#8ea3b8', 'false');
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('32', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'InProgress', 'InProgress', '2', NULL, '#3f7fd1', 'false');
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('33', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Pending', 'InProgress', '3', NULL, '#b98a2f', 'false');
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('34', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Imported', 'Imported', '4', NULL, '#5c6ac4', 'false');
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('35', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Ignored', 'Closed', '5', NULL, '#7b8794', 'false');
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('36', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'FalsePositive', 'Closed', '6', NULL, '#5c9e6b', 'false');
insert into skep.alert_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden) overriding system value values ('37', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Duplicate', 'Closed', '7', NULL, '#7b8794', 'false');

delete from skep.api_key;
insert into skep.api_key (id, user_id, name, key_hash, sealed_key, permissions, organisation_id, created_at, created_by, expires_at, last_used_at) overriding system value values ('140', '38', NULL, E'\\xbd97eddc824b117bbb325e1862d1435d675012c194691b1ecc52a0b105c277c8', 'skep1.2ddba697.J_e8fwzgxfdZlj011BcbvdToULaEoiBQJfkWc-PAojuJM2rLAMP8pli-kSWW_RWyMXBiIVbbXiDFtTM1SE2Of7zfbxVywSK0bUA9qaWSC2m48Ne96QWZCJSb5G8', NULL, NULL, '2026-11-25 16:53:32.376+00', 'root@main.test', NULL, NULL);

delete from skep.attachment;
insert into skep.attachment (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, log_id, name, content_hash, hashes, size, content_type, external, deleted_at, deleted_by) overriding system value values ('62', '101', '2', '{2,41}', 'true', '62', '1', '2026-11-25 16:53:31.702+00', 'root@main.test', NULL, NULL, 'person', NULL, '62', NULL, NULL, 'notes — été.txt', 'f4d2cfef66cfcc850d3cb984b9339ea0a27ca65411672bf00a68f01356162da2', '{f4d2cfef66cfcc850d3cb984b9339ea0a27ca65411672bf00a68f01356162da2,1d2c14afdb196c02aa6e5ada6689a40b3fe4fae2,508b8bbeb07c1feb27769d264cf26f1a}', '19', 'text/plain', 'false', NULL, NULL);
insert into skep.attachment (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, log_id, name, content_hash, hashes, size, content_type, external, deleted_at, deleted_by) overriding system value values ('62', '106', '2', '{2}', 'false', '103', '1', '2026-11-25 16:53:31.736+00', 'root@main.test', NULL, NULL, 'person', NULL, NULL, NULL, '105', 'gateway.log', 'e120c1625982c2fd785ce9ccb81d519b2bc8ba59c68469557db040d4cd0293d7', '{e120c1625982c2fd785ce9ccb81d519b2bc8ba59c68469557db040d4cd0293d7,3ad06cbd55916b91141e747f35d3ec7e81271e07,f618ce36e69cbe5b180514a464c9149e}', '6', 'text/plain', 'false', NULL, NULL);

delete from skep.audit;
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('114', '115', '2', '{2}', '{}', 'false', '114', '2026-11-25 16:53:31.771+00', 'root@main.test', 'cc4701f4-ce21-4ea3-8e4f-a02a92c9903f', 'create', 'true', 'EnabledNeuron', '114', 'EnabledNeuron', '114', '{"kind": "analyzer", "name": "Demo_Reputation_1_0", "contains": false, "dataTypes": ["domain", "fqdn", "url", "ip", "mail", "hash"], "definitionId": "Demo_Reputation_1_0", "configuration": "<hidden>", "importArtifacts": false}', '{}', '806');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('116', '117', '2', '{2}', '{}', 'false', '116', '2026-11-25 16:53:31.777+00', 'root@main.test', '96920ccb-3d85-4c2e-937d-557002540915', 'create', 'true', 'EnabledNeuron', '116', 'EnabledNeuron', '116', '{"kind": "analyzer", "name": "Demo_Broken_1_0", "contains": false, "dataTypes": ["ip", "domain", "fqdn", "url", "mail", "hash", "file", "other"], "definitionId": "Demo_Broken_1_0", "configuration": "<hidden>", "importArtifacts": false}', '{}', '807');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('118', '119', '2', '{2}', '{}', 'false', '118', '2026-11-25 16:53:31.783+00', 'root@main.test', 'e0753383-205a-439c-8a3e-f647e07eac6c', 'create', 'true', 'EnabledNeuron', '118', 'EnabledNeuron', '118', '{"kind": "responder", "name": "Demo_BlockDomain_1_0", "contains": false, "dataTypes": ["thehive:case_artifact"], "definitionId": "Demo_BlockDomain_1_0", "configuration": "<hidden>", "importArtifacts": false}', '{}', '808');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('134', '135', '2', '{2}', '{}', 'false', '134', '2026-11-25 16:53:32.345+00', 'root@main.test', '1bef9250-e419-41d6-9968-313b6a6196d9', 'create', 'true', 'View', '134', 'View', '134', '{"name": "Night shift", "entity": "Alert", "filter": {"_eq": {"_field": "stage", "_value": "New"}}, "isShared": true, "sortList": [], "listOptions": {"autoRefresh": true, "listAsGroup": false, "statsIsOpen": false, "itemsPerPage": 30}, "showColumns": []}', '{}', '827');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('2', '43', '1', '{1}', '{1}', 'false', '2', '2026-11-25 16:53:31.404+00', 'root@main.test', '2df095c8-954c-4c31-9822-422ff5bb0c41', 'update', 'true', 'Organisation', '2', 'Organisation', '2', '{"link": {"linkType": "supervised", "organisation": "second", "otherLinkType": "supervised"}}', '{}', '787');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('38', '141', '2', '{2}', '{2}', 'false', '38', '2026-11-25 16:53:32.377+00', 'root@main.test', 'ac7a3c42-e9db-46f9-be0c-b52d6aa17a63', 'update', 'true', 'User', '38', 'User', '38', '{"key": "<hidden>"}', '{}', '831');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('38', '39', '1', '{1}', '{}', 'false', '38', '2026-11-25 16:53:30.814+00', 'system@thehive.local', 'first-administrator', 'create', 'true', 'User', '38', 'User', '38', '{"name": "root@main.test", "type": "Normal", "login": "root@main.test", "profile": "admin", "organisation": "admin"}', '{}', '780');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('38', '40', '1', '{1}', '{1}', 'false', '38', '2026-11-25 16:53:30.82+00', 'system@thehive.local', 'first-administrator', 'update', 'true', 'User', '38', 'User', '38', '{"organisations": [{"default": true, "profile": "org-admin", "organisation": "main"}, {"default": false, "profile": "admin", "organisation": "admin"}]}', '{}', '781');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('41', '42', '1', '{1}', '{}', 'false', '41', '2026-11-25 16:53:31.361+00', 'root@main.test', '3a45a277-d06b-4167-b9e0-4e689521c919', 'create', 'true', 'Organisation', '41', 'Organisation', '41', '{"name": "second", "locked": false, "taskRule": "manual", "description": "Another department", "observableRule": "manual"}', '{}', '786');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('44', '45', '1', '{1}', '{}', 'false', '44', '2026-11-25 16:53:31.424+00', 'root@main.test', '4a649e25-c061-4b57-8db2-8dbced3e0bcc', 'create', 'true', 'CustomField', '44', 'CustomField', '44', '{"name": "business-unit", "type": "string", "group": "default", "options": ["Sales", "Research"], "mandatory": false, "description": "Who is hit", "displayName": "Business unit"}', '{}', '788');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('46', '50', '2', '{2}', '{}', 'false', '46', '2026-11-25 16:53:31.451+00', 'root@main.test', 'd5e39e26-d109-4670-985b-6fd9e063cf95', 'create', 'true', 'CaseTemplate', '46', 'CaseTemplate', '46', '{"flag": false, "name": "phishing", "tags": ["phishing"], "displayName": "Phishing", "titlePrefix": "[Phishing]"}', '{}', '789');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('46', '51', '2', '{2}', '{}', 'false', '47', '2026-11-25 16:53:31.451+00', 'root@main.test', 'd5e39e26-d109-4670-985b-6fd9e063cf95', 'create', 'false', 'Task', '47', 'CaseTemplate', '46', '{"flag": false, "group": "default", "order": 0, "title": "Look at the mail", "status": "Waiting", "endDate": null, "originId": null, "mandatory": true, "startDate": null, "originKind": "person", "caseTemplateId": "46"}', '{}', '789');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('46', '52', '2', '{2}', '{}', 'false', '48', '2026-11-25 16:53:31.451+00', 'root@main.test', 'd5e39e26-d109-4670-985b-6fd9e063cf95', 'create', 'false', 'Task', '48', 'CaseTemplate', '46', '{"flag": false, "group": "default", "order": 1, "title": "Block the sender", "status": "Waiting", "endDate": null, "originId": null, "mandatory": false, "startDate": null, "originKind": "person", "caseTemplateId": "46"}', '{}', '789');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('53', '59', '2', '{2}', '{}', 'false', '53', '2026-11-25 16:53:31.502+00', 'root@main.test', '67862b5e-e549-4828-9fe3-cceeb7573627', 'create', 'true', 'Alert', '53', 'Alert', '53', E'{"pap": 2, "tlp": 2, "date": 1795625611502, "tags": ["c2", "source:gateway=\\"west\\""], "type": "siem", "stage": "New", "title": "Beacon of a laptop — Überwachung 监控", "source": "gateway", "status": "New", "newDate": 1795625611502, "severity": 3, "sourceRef": "frozen-1", "description": "Seen **twice**", "lastSyncDate": 1795625611502}', '{}', '790');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('53', '60', '2', '{2}', '{}', 'false', '53', '2026-11-25 16:53:31.502+00', 'root@main.test', '67862b5e-e549-4828-9fe3-cceeb7573627', 'create', 'false', 'Observable', '54', 'Alert', '53', '{"ioc": true, "pap": 2, "tlp": 2, "data": "203.0.113.7", "tags": [], "alertId": "53", "sighted": false, "dataType": "ip", "originId": null, "originKind": "person", "ignoreSimilarity": false}', '{}', '790');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('53', '61', '2', '{2}', '{}', 'false', '53', '2026-11-25 16:53:31.502+00', 'root@main.test', '67862b5e-e549-4828-9fe3-cceeb7573627', 'create', 'false', 'Observable', '55', 'Alert', '53', '{"ioc": false, "pap": 2, "tlp": 2, "data": "evil.example", "tags": [], "alertId": "53", "sighted": false, "dataType": "domain", "originId": null, "originKind": "person", "ignoreSimilarity": false}', '{}', '790');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('53', '77', '2', '{2}', '{2}', 'false', '53', '2026-11-25 16:53:31.527+00', 'root@main.test', '7b3e9c62-e3ac-49dd-996e-22206d62d9eb', 'update', 'false', 'Alert', '53', 'Case', '62', '{"stage": "Imported", "caseId": "62", "status": "Imported", "importedDate": 1795625611527}', '{"stage": "New", "caseId": null, "status": "New", "importedDate": null}', '791');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '102', '2', '{2,41}', '{}', 'true', '62', '2026-11-25 16:53:31.702+00', 'root@main.test', 'd834cf00-3555-46ca-9594-28386ff8ecc0', 'create', 'true', 'Attachment', '101', 'Case', '62', '{"name": "notes — été.txt", "size": 19, "caseId": "62", "hashes": ["f4d2cfef66cfcc850d3cb984b9339ea0a27ca65411672bf00a68f01356162da2", "1d2c14afdb196c02aa6e5ada6689a40b3fe4fae2", "508b8bbeb07c1feb27769d264cf26f1a"], "originId": null, "originKind": "person", "contentHash": "f4d2cfef66cfcc850d3cb984b9339ea0a27ca65411672bf00a68f01356162da2", "contentType": "text/plain"}', '{}', '800');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '104', '2', '{2}', '{}', 'false', '103', '2026-11-25 16:53:31.719+00', 'root@main.test', '8633718d-e20b-4389-98a2-1e1bf7f2603c', 'create', 'true', 'Task', '103', 'Case', '62', '{"flag": false, "group": "default", "order": 3, "title": "Collect logs", "caseId": "62", "status": "Waiting", "endDate": null, "originId": null, "mandatory": false, "startDate": null, "originKind": "person"}', '{}', '801');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '109', '2', '{2}', '{}', 'false', '103', '2026-11-25 16:53:31.736+00', 'root@main.test', 'dbde7adb-ca35-46f4-bf24-29f41e925fdb', 'create', 'true', 'Log', '105', 'Task', '103', '{"taskId": "103", "message": "Log of the gateway", "originId": null, "originKind": "person"}', '{}', '803');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '110', '2', '{2}', '{2}', 'false', '103', '2026-11-25 16:53:31.736+00', 'root@main.test', 'dbde7adb-ca35-46f4-bf24-29f41e925fdb', 'update', 'false', 'Task', '103', 'Case', '62', '{"status": "InProgress", "assignee": "root@main.test", "startDate": 1795625611736}', '{"status": "Waiting", "assignee": null, "startDate": null}', '803');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '111', '2', '{2}', '{}', 'false', '103', '2026-11-25 16:53:31.736+00', 'root@main.test', 'dbde7adb-ca35-46f4-bf24-29f41e925fdb', 'create', 'false', 'Attachment', '106', 'Log', '105', '{"name": "gateway.log", "size": 6, "logId": "105", "hashes": ["e120c1625982c2fd785ce9ccb81d519b2bc8ba59c68469557db040d4cd0293d7", "3ad06cbd55916b91141e747f35d3ec7e81271e07", "f618ce36e69cbe5b180514a464c9149e"], "originId": null, "originKind": "person", "contentHash": "e120c1625982c2fd785ce9ccb81d519b2bc8ba59c68469557db040d4cd0293d7", "contentType": "text/plain"}', '{}', '803');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '113', '2', '{2}', '{}', 'false', '112', '2026-11-25 16:53:31.75+00', 'root@main.test', '9e7bb6c4-97f0-4f6e-a22f-935b81493ed7', 'create', 'true', 'Observable', '112', 'Case', '62', '{"ioc": false, "pap": 2, "tlp": 2, "tags": [], "caseId": "62", "message": "Dropped by the mail", "sighted": false, "dataType": "file", "originId": null, "originKind": "person", "attachmentId": "12bb7ace900e7ca17d11c535689fb64a28f123fbb79ce08f0cce775e22b81793", "attachmentName": "sample.txt", "attachmentSize": 22, "attachmentHashes": ["12bb7ace900e7ca17d11c535689fb64a28f123fbb79ce08f0cce775e22b81793", "2b8a11526d4b88a738f1e3dab2c5194e109f3d36", "6341808031b879aab0b4cda71f46fa62"], "ignoreSimilarity": false, "attachmentContentType": "text/plain"}', '{}', '805');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '121', '2', '{2}', '{}', 'false', '120', '2026-11-25 16:53:31.789+00', 'root@main.test', '534fd9f1-cc8b-41f8-8a2a-780c5f31bf58', 'create', 'true', 'Observable', '120', 'Case', '62', '{"ioc": false, "pap": 2, "tlp": 2, "data": "frozen.evil.example", "tags": [], "caseId": "62", "sighted": false, "dataType": "domain", "originId": null, "originKind": "person", "ignoreSimilarity": false}', '{}', '809');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '123', '2', '{2}', '{}', 'false', '120', '2026-11-25 16:53:31.8+00', 'root@main.test', '10b1d936-b877-4ee5-9e48-f58cf2ff610e', 'create', 'true', 'case_artifact_job', '122', 'Observable', '120', '{"pap": 2, "tlp": 2, "status": "Waiting", "neuronId": "114", "fromCache": false, "neuronName": "Demo_Reputation_1_0", "parameters": {}, "observableId": "120", "organisationId": "2", "importArtifacts": false, "neuronDefinition": "Demo_Reputation_1_0"}', '{}', '810');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '124', '2', '{2}', '{2}', 'false', '120', '2026-11-25 16:53:31.836+00', 'root@main.test', 'run-122', 'update', 'true', 'case_artifact_job', '122', 'Observable', '120', '{"status": "InProgress", "runDate": 1795625611836}', '{"status": "Waiting", "runDate": null}', '812');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '125', '2', '{2}', '{2}', 'false', '120', '2026-11-25 16:53:31.96+00', 'root@main.test', 'run-122', 'update', 'true', 'case_artifact_job', '122', 'Observable', '120', E'{"status": "Failure", "endDate": 1795625611960, "errorMessage": "node:internal/modules/package_json_reader:343\\n  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);\\n        ^\\n\\nError [ERR_MODULE_NOT_FOUND]: Cannot find package ''@skep/sdk'' imported from /tmp/freeze-tree/server/src/engine/run/command.ts\\n    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:343:9)\\n    at packageResolve (node:internal/modules/esm/resolve:751:25)\\n    at moduleResolve (node:internal/modules/esm/resolve:840:18)\\n    at defaultResolve (node:internal/modules/esm/resolve:973:11)\\n    at #cachedDefaultResolve (node:internal/modules/esm/loader:708:20)\\n    at #resolveAndMaybeBlockOnLoaderThread (node:internal/modules/esm/loader:728:38)\\n    at nextStep (node:internal/modules/customization_hooks:189:26)\\n    at resolve (data:text/javascript,import%20%7B%20registerHooks%20%7D%20from%20''node%3Amodule''%3B%0AregisterHooks(%7B%20resolve(name%2C%20context%2C%20next)%20%7B%0A%20%20try%20%7B%20return%20next(name%2C%20context)%3B%20%7D%20catch%20(error)%20%7B%0A%20%20%20%20if%20(name%20!%3D%3D%20%22%40skep%2Fsdk%22%20%26%26%20!name.startsWith(%22%40skep%2Fsdk%2F%22))%20throw%20error%3B%0A%20%20%20%20return%20next(name%2C%20%7B%20...context%2C%20parentURL%3A%20%22file%3A%2F%2F%2Ftmp%2Ffreeze-tree%2Fserver%2Fsrc%2Fengine%2Fcommand.ts%22%20%7D)%3B%0A%20%20%7D%0A%7D%20%7D)%3B:5:12)\\n    at nextStep (node:internal/modules/customization_hooks:189:26)\\n    at resolveWithHooks (node:internal/modules/customization_hooks:417:10) {\\n  code: ''ERR_MODULE_NOT_FOUND''\\n}\\n\\nNode.js v26.10.0"}', '{"status": "InProgress", "endDate": null, "errorMessage": null}', '814');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '127', '2', '{2}', '{}', 'false', '120', '2026-11-25 16:53:32.066+00', 'root@main.test', 'cc2f13f3-540f-4258-8459-6f0e3176db82', 'create', 'true', 'case_artifact_job', '126', 'Observable', '120', '{"pap": 2, "tlp": 2, "status": "Waiting", "neuronId": "116", "fromCache": false, "neuronName": "Demo_Broken_1_0", "parameters": {}, "observableId": "120", "organisationId": "2", "importArtifacts": false, "neuronDefinition": "Demo_Broken_1_0"}', '{}', '816');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '128', '2', '{2}', '{2}', 'false', '120', '2026-11-25 16:53:32.084+00', 'root@main.test', 'run-126', 'update', 'true', 'case_artifact_job', '126', 'Observable', '120', '{"status": "InProgress", "runDate": 1795625612084}', '{"status": "Waiting", "runDate": null}', '818');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '129', '2', '{2}', '{2}', 'false', '120', '2026-11-25 16:53:32.192+00', 'root@main.test', 'run-126', 'update', 'true', 'case_artifact_job', '126', 'Observable', '120', E'{"status": "Failure", "endDate": 1795625612192, "errorMessage": "node:internal/modules/package_json_reader:343\\n  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);\\n        ^\\n\\nError [ERR_MODULE_NOT_FOUND]: Cannot find package ''@skep/sdk'' imported from /tmp/freeze-tree/server/src/engine/run/command.ts\\n    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:343:9)\\n    at packageResolve (node:internal/modules/esm/resolve:751:25)\\n    at moduleResolve (node:internal/modules/esm/resolve:840:18)\\n    at defaultResolve (node:internal/modules/esm/resolve:973:11)\\n    at #cachedDefaultResolve (node:internal/modules/esm/loader:708:20)\\n    at #resolveAndMaybeBlockOnLoaderThread (node:internal/modules/esm/loader:728:38)\\n    at nextStep (node:internal/modules/customization_hooks:189:26)\\n    at resolve (data:text/javascript,import%20%7B%20registerHooks%20%7D%20from%20''node%3Amodule''%3B%0AregisterHooks(%7B%20resolve(name%2C%20context%2C%20next)%20%7B%0A%20%20try%20%7B%20return%20next(name%2C%20context)%3B%20%7D%20catch%20(error)%20%7B%0A%20%20%20%20if%20(name%20!%3D%3D%20%22%40skep%2Fsdk%22%20%26%26%20!name.startsWith(%22%40skep%2Fsdk%2F%22))%20throw%20error%3B%0A%20%20%20%20return%20next(name%2C%20%7B%20...context%2C%20parentURL%3A%20%22file%3A%2F%2F%2Ftmp%2Ffreeze-tree%2Fserver%2Fsrc%2Fengine%2Fcommand.ts%22%20%7D)%3B%0A%20%20%7D%0A%7D%20%7D)%3B:5:12)\\n    at nextStep (node:internal/modules/customization_hooks:189:26)\\n    at resolveWithHooks (node:internal/modules/customization_hooks:417:10) {\\n  code: ''ERR_MODULE_NOT_FOUND''\\n}\\n\\nNode.js v26.10.0"}', '{"status": "InProgress", "endDate": null, "errorMessage": null}', '820');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '131', '2', '{2}', '{}', 'false', '120', '2026-11-25 16:53:32.211+00', 'root@main.test', 'ef323dea-4330-4377-a664-4df883a77a12', 'create', 'true', 'Action', '130', 'Observable', '120', '{"pap": 2, "tlp": 2, "status": "Waiting", "contains": false, "neuronId": "118", "objectId": "120", "neuronName": "Demo_BlockDomain_1_0", "objectType": "observable", "parameters": {}, "organisationId": "2", "neuronDefinition": "Demo_BlockDomain_1_0"}', '{}', '822');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '132', '2', '{2}', '{2}', 'false', '120', '2026-11-25 16:53:32.221+00', 'root@main.test', 'run-130', 'update', 'true', 'Action', '130', 'Observable', '120', '{"status": "InProgress", "runDate": 1795625612221}', '{"status": "Waiting", "runDate": null}', '824');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '133', '2', '{2}', '{2}', 'false', '120', '2026-11-25 16:53:32.233+00', 'root@main.test', 'run-130', 'update', 'true', 'Action', '130', 'Observable', '120', '{"status": "Failure", "endDate": 1795625612233, "errorMessage": "PAP is higher than allowed."}', '{"status": "InProgress", "endDate": null, "errorMessage": null}', '825');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '138', '2', '{2}', '{}', 'false', '137', '2026-11-25 16:53:32.359+00', 'root@main.test', '718a53ab-0f06-4328-9c8a-9d6b554e6261', 'create', 'true', 'Task', '137', 'Case', '62', '{"flag": false, "group": "default", "order": 4, "title": "Never mind", "caseId": "62", "status": "Waiting", "endDate": null, "originId": null, "mandatory": false, "startDate": null, "originKind": "person"}', '{}', '829');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '139', '2', '{}', '{2}', 'false', '137', '2026-11-25 16:53:32.368+00', 'root@main.test', '7bb321a9-146d-4fa3-8aeb-185ac55f4754', 'delete', 'true', 'Task', '137', 'Case', '62', '{}', '{}', '830');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '72', '2', '{2,41}', '{}', 'true', '62', '2026-11-25 16:53:31.527+00', 'root@main.test', '7b3e9c62-e3ac-49dd-996e-22206d62d9eb', 'create', 'true', 'Case', '62', 'Case', '62', E'{"pap": 2, "tlp": 2, "flag": false, "tags": ["c2", "source:gateway=\\"west\\"", "phishing"], "stage": "New", "title": "[Phishing] Beacon of a laptop — Überwachung 监控", "number": 1, "status": "New", "newDate": 1795625611527, "assignee": "root@main.test", "severity": 3, "taskRule": "manual", "alertDate": 1795625611502, "fromAlert": {"_id": "~53", "type": "siem", "source": "gateway", "sourceRef": "frozen-1"}, "startDate": 1795625611502, "description": "Seen **twice**", "alertNewDate": 1795625611502, "caseTemplate": "phishing", "observableRule": "manual", "alertImportedDate": 1795625611527}', '{}', '791');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '73', '2', '{2}', '{}', 'false', '65', '2026-11-25 16:53:31.527+00', 'root@main.test', '7b3e9c62-e3ac-49dd-996e-22206d62d9eb', 'create', 'false', 'Task', '65', 'Case', '62', '{"flag": false, "group": "default", "order": 0, "title": "Look at the mail", "caseId": "62", "dueDate": null, "endDate": null, "assignee": null, "originId": "53", "mandatory": true, "startDate": null, "originKind": "alert", "description": null}', '{}', '791');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '74', '2', '{2}', '{}', 'false', '66', '2026-11-25 16:53:31.527+00', 'root@main.test', '7b3e9c62-e3ac-49dd-996e-22206d62d9eb', 'create', 'false', 'Task', '66', 'Case', '62', '{"flag": false, "group": "default", "order": 1, "title": "Block the sender", "caseId": "62", "dueDate": null, "endDate": null, "assignee": null, "originId": "53", "mandatory": false, "startDate": null, "originKind": "alert", "description": null}', '{}', '791');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '75', '2', '{2}', '{}', 'false', '67', '2026-11-25 16:53:31.527+00', 'root@main.test', '7b3e9c62-e3ac-49dd-996e-22206d62d9eb', 'create', 'false', 'Observable', '67', 'Case', '62', '{"ioc": true, "pap": 2, "tlp": 2, "data": "203.0.113.7", "tags": [], "caseId": "62", "message": null, "reports": {}, "sighted": false, "dataType": "ip", "originId": "53", "sightedAt": null, "originKind": "alert", "ignoreSimilarity": false}', '{}', '791');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '76', '2', '{2}', '{}', 'false', '68', '2026-11-25 16:53:31.527+00', 'root@main.test', '7b3e9c62-e3ac-49dd-996e-22206d62d9eb', 'create', 'false', 'Observable', '68', 'Case', '62', '{"ioc": false, "pap": 2, "tlp": 2, "data": "evil.example", "tags": [], "caseId": "62", "message": null, "reports": {}, "sighted": false, "dataType": "domain", "originId": "53", "sightedAt": null, "originKind": "alert", "ignoreSimilarity": false}', '{}', '791');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '78', '2', '{2,41}', '{2}', 'true', '62', '2026-11-25 16:53:31.527+00', 'root@main.test', '7b3e9c62-e3ac-49dd-996e-22206d62d9eb', 'update', 'false', 'Case', '62', 'Case', '62', '{"share": {"profile": "analyst", "organisation": "second"}}', '{}', '791');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '81', '2', '{2}', '{}', 'false', '79', '2026-11-25 16:53:31.582+00', 'root@main.test', '31d94431-122b-41a9-b495-464504153bbb', 'create', 'true', 'Observable', '79', 'Case', '62', '{"ioc": false, "pap": 2, "tlp": 2, "data": "eve@evil.example", "tags": [], "caseId": "62", "sighted": false, "dataType": "mail", "originId": null, "originKind": "person", "ignoreSimilarity": false}', '{}', '792');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '82', '2', '{2}', '{}', 'false', '80', '2026-11-25 16:53:31.582+00', 'root@main.test', '31d94431-122b-41a9-b495-464504153bbb', 'create', 'false', 'Observable', '80', 'Case', '62', '{"ioc": false, "pap": 2, "tlp": 2, "data": "mallory@evil.example", "tags": [], "caseId": "62", "sighted": false, "dataType": "mail", "originId": null, "originKind": "person", "ignoreSimilarity": false}', '{}', '792');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '84', '2', '{2}', '{}', 'false', '83', '2026-11-25 16:53:31.608+00', 'root@main.test', 'a9777480-a1cb-4bd2-b742-2a0c6696a8cc', 'create', 'true', 'Task', '83', 'Case', '62', '{"flag": false, "group": "people", "order": 2, "title": "Ask the user", "caseId": "62", "status": "Waiting", "endDate": null, "originId": null, "mandatory": false, "startDate": null, "originKind": "person"}', '{}', '793');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '88', '2', '{2}', '{}', 'false', '83', '2026-11-25 16:53:31.622+00', 'root@main.test', '782b1b1a-394b-47a5-9d9f-6eebbcabb2b6', 'create', 'true', 'Log', '85', 'Task', '83', '{"taskId": "83", "message": "Called: knows nothing", "originId": null, "originKind": "person"}', '{}', '794');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '89', '2', '{2}', '{2}', 'false', '83', '2026-11-25 16:53:31.622+00', 'root@main.test', '782b1b1a-394b-47a5-9d9f-6eebbcabb2b6', 'update', 'false', 'Task', '83', 'Case', '62', '{"status": "InProgress", "assignee": "root@main.test", "startDate": 1795625611622}', '{"status": "Waiting", "assignee": null, "startDate": null}', '794');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '91', '2', '{2}', '{2}', 'false', '83', '2026-11-25 16:53:31.633+00', 'root@main.test', '34adff74-fd7e-48b5-8d49-f11d2d5a671f', 'update', 'true', 'Task', '83', 'Case', '62', '{"status": "Completed", "endDate": 1795625611633}', '{"status": "InProgress", "endDate": null}', '795');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '93', '2', '{2,41}', '{}', 'true', '62', '2026-11-25 16:53:31.649+00', 'root@main.test', 'e02a1c31-a267-4e66-80f1-912119431729', 'create', 'true', 'Comment', '92', 'Case', '62', '{"caseId": "62", "message": "Looks like last week", "external": false}', '{}', '796');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('62', '95', '2', '{2,41}', '{2,41}', 'true', '62', '2026-11-25 16:53:31.661+00', 'root@main.test', 'a09b6177-f320-494a-8be9-9de2a92edd69', 'update', 'true', 'Case', '62', 'Case', '62', '{"summary": "Contained", "severity": 4, "customFields": [{"name": "business-unit", "type": "string", "order": 0, "value": "Research"}, {"name": "business-unit", "type": "string", "order": 1, "value": "Sales"}], "customFieldChanges": [{"name": "business-unit", "values": ["Sales"], "operation": "valuesAdded"}]}', '{"summary": null, "severity": 3, "customFields": [{"name": "business-unit", "type": "string", "order": 0, "value": "Research"}]}', '797');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('96', '100', '2', '{2,41}', '{2}', 'true', '96', '2026-11-25 16:53:31.674+00', 'root@main.test', 'a3f57299-e8df-495d-9aa2-f61b68908f27', 'update', 'false', 'Case', '96', 'Case', '96', '{"share": {"profile": "analyst", "organisation": "second"}}', '{}', '798');
insert into skep.audit (root_id, id, organisation_id, organisation_ids, organisations_before, shared, visible_through, created_at, created_by, request_id, action, main_action, object_type, object_id, context_type, context_id, details, previous, transaction_id) overriding system value values ('96', '99', '2', '{2,41}', '{}', 'true', '96', '2026-11-25 16:53:31.674+00', 'root@main.test', 'a3f57299-e8df-495d-9aa2-f61b68908f27', 'create', 'true', 'Case', '96', 'Case', '96', '{"pap": 2, "tlp": 2, "flag": false, "tags": ["c2"], "stage": "New", "title": "Another case", "number": 2, "status": "New", "newDate": 1795625611674, "assignee": "root@main.test", "severity": 2, "taskRule": "manual", "startDate": 1795625611674, "description": "Open", "observableRule": "manual"}', '{}', '798');

delete from skep.base_configuration;

delete from skep.case_status;
insert into skep.case_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden, contained) overriding system value values ('23', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'New', 'New', '0', NULL, '#8ea3b8', 'false', 'false');
insert into skep.case_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden, contained) overriding system value values ('24', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'InProgress', 'InProgress', '1', NULL, '#3f7fd1', 'false', 'false');
insert into skep.case_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden, contained) overriding system value values ('25', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Indeterminate', 'Closed', '2', NULL, '#7b8794', 'false', 'false');
insert into skep.case_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden, contained) overriding system value values ('26', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'FalsePositive', 'Closed', '3', NULL, '#5c9e6b', 'false', 'false');
insert into skep.case_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden, contained) overriding system value values ('27', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'TruePositive', 'Closed', '4', NULL, '#c2453d', 'false', 'false');
insert into skep.case_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden, contained) overriding system value values ('28', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Other', 'Closed', '5', NULL, '#7b8794', 'false', 'false');
insert into skep.case_status (id, version, created_at, created_by, updated_at, updated_by, value, stage, "position", description, colour, hidden, contained) overriding system value values ('29', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'Duplicated', 'Closed', '6', NULL, '#7b8794', 'false', 'false');

delete from skep.case_template;
insert into skep.case_template (root_id, id, organisation_id, version, created_at, created_by, updated_at, updated_by, name, display_name, title_prefix, description, severity, tlp, pap, tags, flag, summary) overriding system value values ('46', '46', '2', '1', '2026-11-25 16:53:31.451+00', 'root@main.test', NULL, NULL, 'phishing', 'Phishing', '[Phishing]', NULL, NULL, NULL, NULL, '{phishing}', 'false', NULL);

delete from skep.comment;
insert into skep.comment (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, message, external, search, deleted_at, deleted_by) overriding system value values ('62', '92', '2', '{2,41}', 'true', '62', '1', '2026-11-25 16:53:31.649+00', 'root@main.test', NULL, NULL, 'person', NULL, '62', NULL, 'Looks like last week', 'false', '''last'':3A ''like'':2A ''looks'':1A ''week'':4A', NULL, NULL);

delete from skep.credential;
insert into skep.credential (user_id, password_hash, password_changed_at, failed_attempts, last_failed_at, locked_until) overriding system value values ('38', '$argon2id$v=19$m=19456,t=2,p=1$Y3Fd+GhWaXEpjEk4rl7DhA$5ruVaT9e0avUemaSUg0lyPqm+I1pYquJJbffRtw8Klo', '2026-11-25 16:53:30.845+00', '0', NULL, NULL);

delete from skep.custom_field;
insert into skep.custom_field (id, version, created_at, created_by, updated_at, updated_by, name, display_name, field_group, description, type, mandatory, options) overriding system value values ('44', '1', '2026-11-25 16:53:31.424+00', 'root@main.test', NULL, NULL, 'business-unit', 'Business unit', 'default', 'Who is hit', 'string', 'false', '["Sales", "Research"]');

delete from skep.custom_field_value;
insert into skep.custom_field_value (root_id, id, organisation_id, organisation_ids, shared, visible_through, entity_kind, entity_id, custom_field_id, name, type, "position", string_value, integer_value, float_value, boolean_value, date_value, origin_kind, origin_id) overriding system value values ('53', '56', '2', '{2}', 'false', '53', 'alert', '53', '44', 'business-unit', 'string', '0', 'Research', NULL, NULL, NULL, NULL, 'person', NULL);
insert into skep.custom_field_value (root_id, id, organisation_id, organisation_ids, shared, visible_through, entity_kind, entity_id, custom_field_id, name, type, "position", string_value, integer_value, float_value, boolean_value, date_value, origin_kind, origin_id) overriding system value values ('62', '64', '2', '{2,41}', 'true', '62', 'case', '62', '44', 'business-unit', 'string', '0', 'Research', NULL, NULL, NULL, NULL, 'alert', '53');
insert into skep.custom_field_value (root_id, id, organisation_id, organisation_ids, shared, visible_through, entity_kind, entity_id, custom_field_id, name, type, "position", string_value, integer_value, float_value, boolean_value, date_value, origin_kind, origin_id) overriding system value values ('62', '94', '2', '{2,41}', 'true', '62', 'case', '62', '44', 'business-unit', 'string', '1', 'Sales', NULL, NULL, NULL, NULL, 'person', NULL);

delete from skep.draft;
insert into skep.draft (organisation_id, id, version, created_at, created_by, updated_at, updated_by, place, content) overriding system value values ('2', '136', '1', '2026-11-25 16:53:32.353+00', 'root@main.test', NULL, NULL, 'case-new', '{"title": "Half a thought"}');

delete from skep.enabled_neuron;
insert into skep.enabled_neuron (organisation_id, id, version, created_at, created_by, updated_at, updated_by, name, definition_id, kind, data_types, configuration, max_tlp, max_pap, cache_minutes, rate, rate_unit, import_artifacts, contains) overriding system value values ('2', '114', '1', '2026-11-25 16:53:31.771+00', 'root@main.test', NULL, NULL, 'Demo_Reputation_1_0', 'Demo_Reputation_1_0', 'analyzer', '{domain,fqdn,url,ip,mail,hash}', '{"sealed": "skep1.2ddba697.QUc_7lHDwSjtffq3ZtsZoCV8ASmxpZIyQuPZuPnlaytMj0AhW5p_tcwA93KEuZRnbfQ6W2Wi5YCX008neGBFLvAtphWKl97lLajYcAc8mNvbDMMBDBA2diWdNPxd98kPNAbXRmBM8at83dfPgN4wTO2610YFRSEEQV0TBepF_mrJR6PaAlp6ThGd4eRlSWMhiNnSTghlriBjjZiD9Yzg3oK90kj2w5hXh-NzS2Jn5iJPESOwYzpfIqlUFL5xmhkpO3f8v6LSv2D6BSXhmoSANqZnAxcA86REqflED4sbNUXhleVtm4eKneOE5_P_QA"}', NULL, NULL, NULL, NULL, NULL, 'false', 'false');
insert into skep.enabled_neuron (organisation_id, id, version, created_at, created_by, updated_at, updated_by, name, definition_id, kind, data_types, configuration, max_tlp, max_pap, cache_minutes, rate, rate_unit, import_artifacts, contains) overriding system value values ('2', '116', '1', '2026-11-25 16:53:31.777+00', 'root@main.test', NULL, NULL, 'Demo_Broken_1_0', 'Demo_Broken_1_0', 'analyzer', '{ip,domain,fqdn,url,mail,hash,file,other}', '{"sealed": "skep1.2ddba697.83JzzS-gw_wcIkLCB7eSa8_5Bbh8a-tkRod9mXNbYlASTf4bWdwazMmpI3K226GdSOC67ezpn0FZTYQEHwRqjrirGiVK2vZ0QOEX2CsSOInb7UKSP-zbYpC5Ls1FF9ysm5ZPPjbNdv5ywE6dfvgyR63of5J70MPwPchKW5WbQe_PYKylJxxn2soWzISXHQW8XD-o_WcLWR2UARTCUglTc9Gd_ke-lOOzHykI5EffZo12NDgdT5VvVDUVO7blFcpstQqaVzohgxckiZD0R3I"}', NULL, NULL, NULL, NULL, NULL, 'false', 'false');
insert into skep.enabled_neuron (organisation_id, id, version, created_at, created_by, updated_at, updated_by, name, definition_id, kind, data_types, configuration, max_tlp, max_pap, cache_minutes, rate, rate_unit, import_artifacts, contains) overriding system value values ('2', '118', '1', '2026-11-25 16:53:31.783+00', 'root@main.test', NULL, NULL, 'Demo_BlockDomain_1_0', 'Demo_BlockDomain_1_0', 'responder', '{thehive:case_artifact}', '{"sealed": "skep1.2ddba697.mvtSqdPuIuW6RFn_SRHuMIpCTiad9HYSNdQt8SrobMXZVhg3WofiCyxab3_DRUZjVY3kDbAvolpgD4XnS61ZVHnvzyp2GMpx2FXqseRNYV88_XlHFkS6nqwGhsywH0I2PIDUiO4BfG78IEQ2gFDsN0ZogktEoW0miX4zRpxf_EgLTyh6jbajhtOvgsgdfuISDlrGYKMwmkHb_eFu-fTShCwSuGW24Exw0T3tiG_ENjScVcBJbuiA-P71ue5s4QcjwYs"}', NULL, NULL, NULL, NULL, NULL, 'false', 'false');

delete from skep.idempotency_key;

delete from skep.job;
insert into skep.job (root_id, id, organisation_id, organisation_ids, shared, visible_through, asking_organisation_id, version, created_at, created_by, updated_at, updated_by, observable_id, status, neuron_id, neuron_name, neuron_definition, parameters, run_date, end_date, error_message, report, operations, tlp, pap, cache_key, from_cache, import_artifacts, attempt, deleted_at, deleted_by) overriding system value values ('62', '122', '2', '{2}', 'false', '120', '2', '3', '2026-11-25 16:53:31.8+00', 'root@main.test', '2026-11-25 16:53:31.96+00', 'root@main.test', '120', 'Failure', '114', 'Demo_Reputation_1_0', 'Demo_Reputation_1_0', '{}', '2026-11-25 16:53:31.836+00', '2026-11-25 16:53:31.96+00', 'node:internal/modules/package_json_reader:343
  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);
        ^

Error [ERR_MODULE_NOT_FOUND]: Cannot find package ''@skep/sdk'' imported from /tmp/freeze-tree/server/src/engine/run/command.ts
    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:343:9)
    at packageResolve (node:internal/modules/esm/resolve:751:25)
    at moduleResolve (node:internal/modules/esm/resolve:840:18)
    at defaultResolve (node:internal/modules/esm/resolve:973:11)
    at #cachedDefaultResolve (node:internal/modules/esm/loader:708:20)
    at #resolveAndMaybeBlockOnLoaderThread (node:internal/modules/esm/loader:728:38)
    at nextStep (node:internal/modules/customization_hooks:189:26)
    at resolve (data:text/javascript,import%20%7B%20registerHooks%20%7D%20from%20''node%3Amodule''%3B%0AregisterHooks(%7B%20resolve(name%2C%20context%2C%20next)%20%7B%0A%20%20try%20%7B%20return%20next(name%2C%20context)%3B%20%7D%20catch%20(error)%20%7B%0A%20%20%20%20if%20(name%20!%3D%3D%20%22%40skep%2Fsdk%22%20%26%26%20!name.startsWith(%22%40skep%2Fsdk%2F%22))%20throw%20error%3B%0A%20%20%20%20return%20next(name%2C%20%7B%20...context%2C%20parentURL%3A%20%22file%3A%2F%2F%2Ftmp%2Ffreeze-tree%2Fserver%2Fsrc%2Fengine%2Fcommand.ts%22%20%7D)%3B%0A%20%20%7D%0A%7D%20%7D)%3B:5:12)
    at nextStep (node:internal/modules/customization_hooks:189:26)
    at resolveWithHooks (node:internal/modules/customization_hooks:417:10) {
  code: ''ERR_MODULE_NOT_FOUND''
}

Node.js v26.10.0', E'{"input": "{\\"data\\":\\"frozen.evil.example\\",\\"dataType\\":\\"domain\\",\\"tlp\\":2,\\"pap\\":2,\\"message\\":\\"1\\",\\"parameters\\":{\\"organisation\\":\\"main\\",\\"user\\":\\"root@main.test\\"},\\"config\\":{\\"key\\":\\"REMOVED\\",\\"delay_ms\\":0,\\"auto_extract_artifacts\\":false,\\"jobCache\\":10,\\"proxy_http\\":null,\\"proxy_https\\":null,\\"cacerts\\":null,\\"jobTimeout\\":30,\\"check_tlp\\":null,\\"max_tlp\\":null,\\"check_pap\\":null,\\"max_pap\\":null}}"}', '[]', '2', '2', E'\\xe86c884425f517c603a6477b6e707a90fb8f79c0a984922ebdccc9c178da5375', 'false', 'false', '1', NULL, NULL);
insert into skep.job (root_id, id, organisation_id, organisation_ids, shared, visible_through, asking_organisation_id, version, created_at, created_by, updated_at, updated_by, observable_id, status, neuron_id, neuron_name, neuron_definition, parameters, run_date, end_date, error_message, report, operations, tlp, pap, cache_key, from_cache, import_artifacts, attempt, deleted_at, deleted_by) overriding system value values ('62', '126', '2', '{2}', 'false', '120', '2', '3', '2026-11-25 16:53:32.066+00', 'root@main.test', '2026-11-25 16:53:32.192+00', 'root@main.test', '120', 'Failure', '116', 'Demo_Broken_1_0', 'Demo_Broken_1_0', '{}', '2026-11-25 16:53:32.084+00', '2026-11-25 16:53:32.192+00', 'node:internal/modules/package_json_reader:343
  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);
        ^

Error [ERR_MODULE_NOT_FOUND]: Cannot find package ''@skep/sdk'' imported from /tmp/freeze-tree/server/src/engine/run/command.ts
    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:343:9)
    at packageResolve (node:internal/modules/esm/resolve:751:25)
    at moduleResolve (node:internal/modules/esm/resolve:840:18)
    at defaultResolve (node:internal/modules/esm/resolve:973:11)
    at #cachedDefaultResolve (node:internal/modules/esm/loader:708:20)
    at #resolveAndMaybeBlockOnLoaderThread (node:internal/modules/esm/loader:728:38)
    at nextStep (node:internal/modules/customization_hooks:189:26)
    at resolve (data:text/javascript,import%20%7B%20registerHooks%20%7D%20from%20''node%3Amodule''%3B%0AregisterHooks(%7B%20resolve(name%2C%20context%2C%20next)%20%7B%0A%20%20try%20%7B%20return%20next(name%2C%20context)%3B%20%7D%20catch%20(error)%20%7B%0A%20%20%20%20if%20(name%20!%3D%3D%20%22%40skep%2Fsdk%22%20%26%26%20!name.startsWith(%22%40skep%2Fsdk%2F%22))%20throw%20error%3B%0A%20%20%20%20return%20next(name%2C%20%7B%20...context%2C%20parentURL%3A%20%22file%3A%2F%2F%2Ftmp%2Ffreeze-tree%2Fserver%2Fsrc%2Fengine%2Fcommand.ts%22%20%7D)%3B%0A%20%20%7D%0A%7D%20%7D)%3B:5:12)
    at nextStep (node:internal/modules/customization_hooks:189:26)
    at resolveWithHooks (node:internal/modules/customization_hooks:417:10) {
  code: ''ERR_MODULE_NOT_FOUND''
}

Node.js v26.10.0', E'{"input": "{\\"data\\":\\"frozen.evil.example\\",\\"dataType\\":\\"domain\\",\\"tlp\\":2,\\"pap\\":2,\\"message\\":\\"1\\",\\"parameters\\":{\\"organisation\\":\\"main\\",\\"user\\":\\"root@main.test\\"},\\"config\\":{\\"auto_extract_artifacts\\":false,\\"jobCache\\":10,\\"proxy_http\\":null,\\"proxy_https\\":null,\\"cacerts\\":null,\\"jobTimeout\\":30,\\"check_tlp\\":null,\\"max_tlp\\":null,\\"check_pap\\":null,\\"max_pap\\":null}}"}', '[]', '2', '2', E'\\x04585de2f24a15c745a00269b9faa3cb3da3dd5b1d6b7a2596691f4fbc77e1c7', 'false', 'false', '1', NULL, NULL);

delete from skep.membership;
insert into skep.membership (user_id, organisation_id, profile_id) overriding system value values ('38', '1', '3');
insert into skep.membership (user_id, organisation_id, profile_id) overriding system value values ('38', '2', '4');

delete from skep.mention;

delete from skep.merge_record;
insert into skep.merge_record (root_id, id, organisation_id, kind, source_id, target_id, created_at, created_by, added, undone_at, undone_by) overriding system value values ('62', '69', '2', 'promote', '53', '62', '2026-11-25 16:53:31.527+00', 'root@main.test', '{"joined": [], "attachments": [], "observables": ["67", "68"]}', NULL, NULL);

delete from skep.observable;
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('53', '54', '2', '{2}', 'false', '53', '1', '2026-11-25 16:53:31.502+00', 'root@main.test', NULL, NULL, 'person', NULL, NULL, '53', NULL, 'ip', '203.0.113.7', NULL, '2', '2', '{}', 'true', 'false', NULL, 'false', 'false', '{}', NULL, NULL, NULL, NULL, '{}', E'\\xbdfd0ded7067c5966a96d2fec9d872d187dcb6306c8e700e03924d40a074e678', '''0'':2 ''0.113.7'':1 ''113'':3 ''113.7'':1 ''203'':1 ''203.0.113.7'':1 ''7'':4', NULL, NULL);
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('53', '55', '2', '{2}', 'false', '53', '1', '2026-11-25 16:53:31.502+00', 'root@main.test', NULL, NULL, 'person', NULL, NULL, '53', NULL, 'domain', 'evil.example', NULL, '2', '2', '{}', 'false', 'false', NULL, 'false', 'false', '{}', NULL, NULL, NULL, NULL, '{}', E'\\xbb5a199d7650a1e70b95a35d30708f0972f2ce2dacbc928f59f260f3a251720d', '''evil'':1 ''evil.example'':1 ''example'':2', NULL, NULL);
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('62', '112', '2', '{2}', 'false', '112', '1', '2026-11-25 16:53:31.75+00', 'root@main.test', NULL, NULL, 'person', NULL, '62', NULL, NULL, 'file', NULL, 'Dropped by the mail', '2', '2', '{}', 'false', 'false', NULL, 'false', 'false', '{}', 'sample.txt', '12bb7ace900e7ca17d11c535689fb64a28f123fbb79ce08f0cce775e22b81793', '22', 'text/plain', '{12bb7ace900e7ca17d11c535689fb64a28f123fbb79ce08f0cce775e22b81793,2b8a11526d4b88a738f1e3dab2c5194e109f3d36,6341808031b879aab0b4cda71f46fa62}', E'\\x627c9ef4f5c7f681d3b4165ddc2ad507ac59a9a2dbebe9d4c1f81dc3ddfbf23e', '''12bb7ace900e7ca17d11c535689fb64a28f123fbb79ce08f0cce775e22b81793'':27 ''2b8a11526d4b88a738f1e3dab2c5194e109f3d36'':38 ''6341808031b879aab0b4cda71f46fa62'':49 ''by'':2A ''dropped'':1A ''mail'':4A ''sample'':15 ''sample.txt'':15 ''the'':3A ''txt'':16', NULL, NULL);
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('62', '120', '2', '{2}', 'false', '120', '1', '2026-11-25 16:53:31.789+00', 'root@main.test', NULL, NULL, 'person', NULL, '62', NULL, NULL, 'domain', 'frozen.evil.example', NULL, '2', '2', '{}', 'false', 'false', NULL, 'false', 'false', '{}', NULL, NULL, NULL, NULL, '{}', E'\\x9e386c73f34f83d30ee21949d5e1e27adf0c6eea892f6a8442ccdebdae4434ab', '''evil'':2 ''evil.example'':1 ''example'':3 ''frozen'':1 ''frozen.evil.example'':1', NULL, NULL);
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('62', '67', '2', '{2}', 'false', '67', '1', '2026-11-25 16:53:31.527+00', 'root@main.test', NULL, NULL, 'alert', '53', '62', NULL, NULL, 'ip', '203.0.113.7', NULL, '2', '2', '{}', 'true', 'false', NULL, 'false', 'false', '{}', NULL, NULL, NULL, NULL, '{}', E'\\xbdfd0ded7067c5966a96d2fec9d872d187dcb6306c8e700e03924d40a074e678', '''0'':2 ''0.113.7'':1 ''113'':3 ''113.7'':1 ''203'':1 ''203.0.113.7'':1 ''7'':4', NULL, NULL);
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('62', '68', '2', '{2}', 'false', '68', '1', '2026-11-25 16:53:31.527+00', 'root@main.test', NULL, NULL, 'alert', '53', '62', NULL, NULL, 'domain', 'evil.example', NULL, '2', '2', '{}', 'false', 'false', NULL, 'false', 'false', '{}', NULL, NULL, NULL, NULL, '{}', E'\\xbb5a199d7650a1e70b95a35d30708f0972f2ce2dacbc928f59f260f3a251720d', '''evil'':1 ''evil.example'':1 ''example'':2', NULL, NULL);
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('62', '79', '2', '{2}', 'false', '79', '1', '2026-11-25 16:53:31.582+00', 'root@main.test', NULL, NULL, 'person', NULL, '62', NULL, NULL, 'mail', 'eve@evil.example', NULL, '2', '2', '{}', 'false', 'false', NULL, 'false', 'false', '{}', NULL, NULL, NULL, NULL, '{}', E'\\x45c9007bf72f8145d1e0eda72878e99eb1ad26228767e9675a2212d015531227', '''eve'':1 ''evil'':2 ''evil.example'':2 ''example'':3', NULL, NULL);
insert into skep.observable (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, job_id, data_type, data, message, tlp, pap, tags, ioc, sighted, sighted_at, ignore_similarity, external, reports, attachment_name, attachment_id, attachment_size, attachment_content_type, attachment_hashes, match_hash, search, deleted_at, deleted_by) overriding system value values ('62', '80', '2', '{2}', 'false', '80', '1', '2026-11-25 16:53:31.582+00', 'root@main.test', NULL, NULL, 'person', NULL, '62', NULL, NULL, 'mail', 'mallory@evil.example', NULL, '2', '2', '{}', 'false', 'false', NULL, 'false', 'false', '{}', NULL, NULL, NULL, NULL, '{}', E'\\x3b2aca7364b2c6626c8d9e9bcf712cc57f8aa39487e9eb24a748029814fb75e2', '''evil'':2 ''evil.example'':2 ''example'':3 ''mallory'':1', NULL, NULL);

delete from skep.observable_type;
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('10', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'filename', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('11', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'fqdn', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('12', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'hash', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('13', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'hostname', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('14', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'ip', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('15', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'mail', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('16', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'mail-subject', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('17', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'other', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('18', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'regexp', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('19', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'registry', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('20', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'uri_path', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('21', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'url', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('22', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'user-agent', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('7', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'file', 'true', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('8', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'autonomous-system', 'false', 'true');
insert into skep.observable_type (id, version, created_at, created_by, updated_at, updated_by, name, is_attachment, is_case_sensitive) overriding system value values ('9', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'domain', 'false', 'true');

delete from skep.organisation;
insert into skep.organisation (id, version, created_at, created_by, updated_at, updated_by, name, description, task_rule, observable_rule, locked, api_key_reading) overriding system value values ('1', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'admin', 'Platform administrators', 'manual', 'manual', 'false', 'true');
insert into skep.organisation (id, version, created_at, created_by, updated_at, updated_by, name, description, task_rule, observable_rule, locked, api_key_reading) overriding system value values ('2', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'main', 'First organisation', 'manual', 'manual', 'false', 'true');
insert into skep.organisation (id, version, created_at, created_by, updated_at, updated_by, name, description, task_rule, observable_rule, locked, api_key_reading) overriding system value values ('41', '1', '2026-11-25 16:53:31.361+00', 'root@main.test', NULL, NULL, 'second', 'Another department', 'manual', 'manual', 'false', 'true');

delete from skep.organisation_link;
insert into skep.organisation_link (organisation_id, other_id, link_type) overriding system value values ('2', '41', 'supervised');
insert into skep.organisation_link (organisation_id, other_id, link_type) overriding system value values ('41', '2', 'supervised');

delete from skep.presence;

delete from skep.profile;
insert into skep.profile (id, version, created_at, created_by, updated_at, updated_by, name, type, permissions, editable) overriding system value values ('3', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'admin', 'Admin', '{manageAnalyzerTemplate,manageConfig,manageCustomField,manageKnowledgeBase,manageObservableTemplate,manageOrganisation,managePattern,managePlatform,manageProfile,manageTaxonomy,manageUser}', 'false');
insert into skep.profile (id, version, created_at, created_by, updated_at, updated_by, name, type, permissions, editable) overriding system value values ('4', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'org-admin', 'Organisation', '{manageAction,manageAlert/create,manageAlert/delete,manageAlert/import,manageAlert/reopen,manageAlert/update,manageAnalyse,manageCase/changeOwnership,manageCase/create,manageCase/delete,manageCase/merge,manageCase/reopen,manageCase/update,manageCaseReport,manageCaseReportTemplate,manageCaseTemplate,manageComment,manageConfig,manageCustomEvent,manageDashboard,manageKnowledgeBase,manageObservable,managePage,managePageTemplate,manageProcedure,manageShare,manageTag,manageTask,manageUser}', 'false');
insert into skep.profile (id, version, created_at, created_by, updated_at, updated_by, name, type, permissions, editable) overriding system value values ('5', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'analyst', 'Organisation', '{manageAction,manageAlert/create,manageAlert/delete,manageAlert/import,manageAlert/reopen,manageAlert/update,manageAnalyse,manageCase/create,manageCase/delete,manageCase/merge,manageCase/reopen,manageCase/update,manageCaseReport,manageCaseReportTemplate,manageCaseTemplate,manageComment,manageCustomEvent,manageDashboard,manageKnowledgeBase,manageObservable,managePage,managePageTemplate,manageProcedure,manageShare,manageTask}', 'true');
insert into skep.profile (id, version, created_at, created_by, updated_at, updated_by, name, type, permissions, editable) overriding system value values ('6', '1', '2026-11-25 16:53:30.723+00', 'system@thehive.local', NULL, NULL, 'read-only', 'Organisation', '{}', 'false');

delete from skep.run_output;
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '0', '2026-11-25 16:53:31.932+00', 'stderr', 'node:internal/modules/package_json_reader:343');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '1', '2026-11-25 16:53:31.932+00', 'stderr', '  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '10', '2026-11-25 16:53:31.932+00', 'stderr', '    at nextStep (node:internal/modules/customization_hooks:189:26)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '11', '2026-11-25 16:53:31.932+00', 'stderr', '    at resolve (data:text/javascript,import%20%7B%20registerHooks%20%7D%20from%20''node%3Amodule''%3B%0AregisterHooks(%7B%20resolve(name%2C%20context%2C%20next)%20%7B%0A%20%20try%20%7B%20return%20next(name%2C%20context)%3B%20%7D%20catch%20(error)%20%7B%0A%20%20%20%20if%20(name%20!%3D%3D%20%22%40skep%2Fsdk%22%20%26%26%20!name.startsWith(%22%40skep%2Fsdk%2F%22))%20throw%20error%3B%0A%20%20%20%20return%20next(name%2C%20%7B%20...context%2C%20parentURL%3A%20%22file%3A%2F%2F%2Ftmp%2Ffreeze-tree%2Fserver%2Fsrc%2Fengine%2Fcommand.ts%22%20%7D)%3B%0A%20%20%7D%0A%7D%20%7D)%3B:5:12)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '12', '2026-11-25 16:53:31.932+00', 'stderr', '    at nextStep (node:internal/modules/customization_hooks:189:26)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '13', '2026-11-25 16:53:31.932+00', 'stderr', '    at resolveWithHooks (node:internal/modules/customization_hooks:417:10) {');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '14', '2026-11-25 16:53:31.932+00', 'stderr', '  code: ''ERR_MODULE_NOT_FOUND''');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '15', '2026-11-25 16:53:31.932+00', 'stderr', '}');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '16', '2026-11-25 16:53:31.932+00', 'stderr', 'Node.js v26.10.0');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '2', '2026-11-25 16:53:31.932+00', 'stderr', '        ^');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '3', '2026-11-25 16:53:31.932+00', 'stderr', 'Error [ERR_MODULE_NOT_FOUND]: Cannot find package ''@skep/sdk'' imported from /tmp/freeze-tree/server/src/engine/run/command.ts');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '4', '2026-11-25 16:53:31.932+00', 'stderr', '    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:343:9)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '5', '2026-11-25 16:53:31.932+00', 'stderr', '    at packageResolve (node:internal/modules/esm/resolve:751:25)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '6', '2026-11-25 16:53:31.932+00', 'stderr', '    at moduleResolve (node:internal/modules/esm/resolve:840:18)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '7', '2026-11-25 16:53:31.932+00', 'stderr', '    at defaultResolve (node:internal/modules/esm/resolve:973:11)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '8', '2026-11-25 16:53:31.932+00', 'stderr', '    at #cachedDefaultResolve (node:internal/modules/esm/loader:708:20)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('122', '9', '2026-11-25 16:53:31.932+00', 'stderr', '    at #resolveAndMaybeBlockOnLoaderThread (node:internal/modules/esm/loader:728:38)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '0', '2026-11-25 16:53:32.175+00', 'stderr', 'node:internal/modules/package_json_reader:343');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '1', '2026-11-25 16:53:32.175+00', 'stderr', '  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '10', '2026-11-25 16:53:32.175+00', 'stderr', '    at nextStep (node:internal/modules/customization_hooks:189:26)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '11', '2026-11-25 16:53:32.175+00', 'stderr', '    at resolve (data:text/javascript,import%20%7B%20registerHooks%20%7D%20from%20''node%3Amodule''%3B%0AregisterHooks(%7B%20resolve(name%2C%20context%2C%20next)%20%7B%0A%20%20try%20%7B%20return%20next(name%2C%20context)%3B%20%7D%20catch%20(error)%20%7B%0A%20%20%20%20if%20(name%20!%3D%3D%20%22%40skep%2Fsdk%22%20%26%26%20!name.startsWith(%22%40skep%2Fsdk%2F%22))%20throw%20error%3B%0A%20%20%20%20return%20next(name%2C%20%7B%20...context%2C%20parentURL%3A%20%22file%3A%2F%2F%2Ftmp%2Ffreeze-tree%2Fserver%2Fsrc%2Fengine%2Fcommand.ts%22%20%7D)%3B%0A%20%20%7D%0A%7D%20%7D)%3B:5:12)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '12', '2026-11-25 16:53:32.175+00', 'stderr', '    at nextStep (node:internal/modules/customization_hooks:189:26)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '13', '2026-11-25 16:53:32.175+00', 'stderr', '    at resolveWithHooks (node:internal/modules/customization_hooks:417:10) {');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '14', '2026-11-25 16:53:32.175+00', 'stderr', '  code: ''ERR_MODULE_NOT_FOUND''');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '15', '2026-11-25 16:53:32.175+00', 'stderr', '}');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '16', '2026-11-25 16:53:32.175+00', 'stderr', 'Node.js v26.10.0');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '2', '2026-11-25 16:53:32.175+00', 'stderr', '        ^');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '3', '2026-11-25 16:53:32.175+00', 'stderr', 'Error [ERR_MODULE_NOT_FOUND]: Cannot find package ''@skep/sdk'' imported from /tmp/freeze-tree/server/src/engine/run/command.ts');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '4', '2026-11-25 16:53:32.175+00', 'stderr', '    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:343:9)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '5', '2026-11-25 16:53:32.175+00', 'stderr', '    at packageResolve (node:internal/modules/esm/resolve:751:25)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '6', '2026-11-25 16:53:32.175+00', 'stderr', '    at moduleResolve (node:internal/modules/esm/resolve:840:18)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '7', '2026-11-25 16:53:32.175+00', 'stderr', '    at defaultResolve (node:internal/modules/esm/resolve:973:11)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '8', '2026-11-25 16:53:32.175+00', 'stderr', '    at #cachedDefaultResolve (node:internal/modules/esm/loader:708:20)');
insert into skep.run_output (run_id, "position", printed_at, stream, line) overriding system value values ('126', '9', '2026-11-25 16:53:32.175+00', 'stderr', '    at #resolveAndMaybeBlockOnLoaderThread (node:internal/modules/esm/loader:728:38)');

delete from skep.schema_migration;
insert into skep.schema_migration (number, name, checksum, applied_at) overriding system value values ('1', '0001-core.sql', '986762568faf10d848ca057dbcfaa2833e2d59980810c02837549db6a7f275ea', '2026-11-25 16:53:30.279221+00');
insert into skep.schema_migration (number, name, checksum, applied_at) overriding system value values ('2', '0002-people.sql', '4393b484a45ac2ff5e2089e627dee5020e11399e13c3f3e457fc23e25f9d3fe8', '2026-11-25 16:53:30.470036+00');
insert into skep.schema_migration (number, name, checksum, applied_at) overriding system value values ('3', '0003-alert-rules.sql', '1e0ff163424b68ac53fc01b1b3b54fa7b5221ecd0fadcff4a29e9d3fa9207f92', '2026-11-25 16:53:30.498808+00');
insert into skep.schema_migration (number, name, checksum, applied_at) overriding system value values ('4', '0004-run-output.sql', 'e55b360dc10fb738850fa1237aff647c3cfb25d6e43411a62a587a96679f10d6', '2026-11-25 16:53:30.515125+00');

delete from skep.session;

delete from skep.setup_link;

delete from skep.share;
insert into skep.share (root_id, id, organisation_id, owner_organisation_id, version, created_at, created_by, updated_at, updated_by, entity_kind, entity_id, owner, profile_id, task_rule, observable_rule) overriding system value values ('62', '63', '2', '2', '1', '2026-11-25 16:53:31.527+00', 'root@main.test', NULL, NULL, 'case', '62', 'true', '4', 'manual', 'manual');
insert into skep.share (root_id, id, organisation_id, owner_organisation_id, version, created_at, created_by, updated_at, updated_by, entity_kind, entity_id, owner, profile_id, task_rule, observable_rule) overriding system value values ('62', '70', '41', '2', '1', '2026-11-25 16:53:31.527+00', 'root@main.test', NULL, NULL, 'case', '62', 'false', '5', 'manual', 'manual');
insert into skep.share (root_id, id, organisation_id, owner_organisation_id, version, created_at, created_by, updated_at, updated_by, entity_kind, entity_id, owner, profile_id, task_rule, observable_rule) overriding system value values ('96', '97', '2', '2', '1', '2026-11-25 16:53:31.674+00', 'root@main.test', NULL, NULL, 'case', '96', 'true', '4', 'manual', 'manual');
insert into skep.share (root_id, id, organisation_id, owner_organisation_id, version, created_at, created_by, updated_at, updated_by, entity_kind, entity_id, owner, profile_id, task_rule, observable_rule) overriding system value values ('96', '98', '41', '2', '1', '2026-11-25 16:53:31.674+00', 'root@main.test', NULL, NULL, 'case', '96', 'false', '5', 'manual', 'manual');

delete from skep.sign_in_failure;

delete from skep.stored_file;
insert into skep.stored_file (id, size, hashes, stored_at) overriding system value values ('12bb7ace900e7ca17d11c535689fb64a28f123fbb79ce08f0cce775e22b81793', '22', '{12bb7ace900e7ca17d11c535689fb64a28f123fbb79ce08f0cce775e22b81793,2b8a11526d4b88a738f1e3dab2c5194e109f3d36,6341808031b879aab0b4cda71f46fa62}', '2026-11-25 16:53:31.75+00');
insert into skep.stored_file (id, size, hashes, stored_at) overriding system value values ('e120c1625982c2fd785ce9ccb81d519b2bc8ba59c68469557db040d4cd0293d7', '6', '{e120c1625982c2fd785ce9ccb81d519b2bc8ba59c68469557db040d4cd0293d7,3ad06cbd55916b91141e747f35d3ec7e81271e07,f618ce36e69cbe5b180514a464c9149e}', '2026-11-25 16:53:31.736+00');
insert into skep.stored_file (id, size, hashes, stored_at) overriding system value values ('f4d2cfef66cfcc850d3cb984b9339ea0a27ca65411672bf00a68f01356162da2', '19', '{f4d2cfef66cfcc850d3cb984b9339ea0a27ca65411672bf00a68f01356162da2,1d2c14afdb196c02aa6e5ada6689a40b3fe4fae2,508b8bbeb07c1feb27769d264cf26f1a}', '2026-11-25 16:53:31.702+00');

delete from skep.tag;
insert into skep.tag (organisation_id, id, version, created_at, created_by, updated_at, updated_by, namespace, predicate, value, description, colour) overriding system value values ('2', '49', '1', '2026-11-25 16:53:31.451+00', 'root@main.test', NULL, NULL, '_freetags_', 'phishing', NULL, NULL, '#000000');
insert into skep.tag (organisation_id, id, version, created_at, created_by, updated_at, updated_by, namespace, predicate, value, description, colour) overriding system value values ('2', '57', '1', '2026-11-25 16:53:31.502+00', 'root@main.test', NULL, NULL, '_freetags_', 'c2', NULL, NULL, '#000000');
insert into skep.tag (organisation_id, id, version, created_at, created_by, updated_at, updated_by, namespace, predicate, value, description, colour) overriding system value values ('2', '58', '1', '2026-11-25 16:53:31.502+00', 'root@main.test', NULL, NULL, '_freetags_', 'source:gateway="west"', NULL, NULL, '#000000');

delete from skep.task;
insert into skep.task (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, case_template_id, title, task_group, description, status, flag, start_date, end_date, due_date, "position", assignee, mandatory, action_required, search, deleted_at, deleted_by) overriding system value values ('46', '47', '2', '{2}', 'false', '47', '1', '2026-11-25 16:53:31.451+00', 'root@main.test', NULL, NULL, 'person', NULL, NULL, '46', 'Look at the mail', 'default', NULL, 'Waiting', 'false', NULL, NULL, NULL, '0', NULL, 'true', '{}', '''at'':2A ''look'':1A ''mail'':4A ''the'':3A', NULL, NULL);
insert into skep.task (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, case_template_id, title, task_group, description, status, flag, start_date, end_date, due_date, "position", assignee, mandatory, action_required, search, deleted_at, deleted_by) overriding system value values ('46', '48', '2', '{2}', 'false', '48', '1', '2026-11-25 16:53:31.451+00', 'root@main.test', NULL, NULL, 'person', NULL, NULL, '46', 'Block the sender', 'default', NULL, 'Waiting', 'false', NULL, NULL, NULL, '1', NULL, 'false', '{}', '''block'':1A ''sender'':3A ''the'':2A', NULL, NULL);
insert into skep.task (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, case_template_id, title, task_group, description, status, flag, start_date, end_date, due_date, "position", assignee, mandatory, action_required, search, deleted_at, deleted_by) overriding system value values ('62', '103', '2', '{2}', 'false', '103', '2', '2026-11-25 16:53:31.719+00', 'root@main.test', '2026-11-25 16:53:31.736+00', 'root@main.test', 'person', NULL, '62', NULL, 'Collect logs', 'default', NULL, 'InProgress', 'false', '2026-11-25 16:53:31.736+00', NULL, NULL, '3', 'root@main.test', 'false', '{}', '''collect'':1A ''logs'':2A', NULL, NULL);
insert into skep.task (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, case_template_id, title, task_group, description, status, flag, start_date, end_date, due_date, "position", assignee, mandatory, action_required, search, deleted_at, deleted_by) overriding system value values ('62', '137', '2', '{2}', 'false', '137', '2', '2026-11-25 16:53:32.359+00', 'root@main.test', '2026-11-25 16:53:32.368+00', 'root@main.test', 'person', NULL, '62', NULL, 'Never mind', 'default', NULL, 'Waiting', 'false', NULL, NULL, NULL, '4', NULL, 'false', '{}', '''mind'':2A ''never'':1A', '2026-11-25 16:53:32.368+00', 'root@main.test');
insert into skep.task (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, case_template_id, title, task_group, description, status, flag, start_date, end_date, due_date, "position", assignee, mandatory, action_required, search, deleted_at, deleted_by) overriding system value values ('62', '65', '2', '{2}', 'false', '65', '1', '2026-11-25 16:53:31.527+00', 'root@main.test', NULL, NULL, 'alert', '53', '62', NULL, 'Look at the mail', 'default', NULL, 'Waiting', 'false', NULL, NULL, NULL, '0', NULL, 'true', '{}', '''at'':2A ''look'':1A ''mail'':4A ''the'':3A', NULL, NULL);
insert into skep.task (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, case_template_id, title, task_group, description, status, flag, start_date, end_date, due_date, "position", assignee, mandatory, action_required, search, deleted_at, deleted_by) overriding system value values ('62', '66', '2', '{2}', 'false', '66', '1', '2026-11-25 16:53:31.527+00', 'root@main.test', NULL, NULL, 'alert', '53', '62', NULL, 'Block the sender', 'default', NULL, 'Waiting', 'false', NULL, NULL, NULL, '1', NULL, 'false', '{}', '''block'':1A ''sender'':3A ''the'':2A', NULL, NULL);
insert into skep.task (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, case_template_id, title, task_group, description, status, flag, start_date, end_date, due_date, "position", assignee, mandatory, action_required, search, deleted_at, deleted_by) overriding system value values ('62', '83', '2', '{2}', 'false', '83', '3', '2026-11-25 16:53:31.608+00', 'root@main.test', '2026-11-25 16:53:31.633+00', 'root@main.test', 'person', NULL, '62', NULL, 'Ask the user', 'people', NULL, 'Completed', 'false', '2026-11-25 16:53:31.622+00', '2026-11-25 16:53:31.633+00', NULL, '2', 'root@main.test', 'false', '{}', '''ask'':1A ''the'':2A ''user'':3A', NULL, NULL);

delete from skep.task_log;
insert into skep.task_log (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, task_id, message, include_in_timeline, search, deleted_at, deleted_by) overriding system value values ('62', '105', '2', '{2}', 'false', '103', '1', '2026-11-25 16:53:31.736+00', 'root@main.test', NULL, NULL, 'person', NULL, '103', 'Log of the gateway', NULL, '''gateway'':4A ''log'':1A ''of'':2A ''the'':3A', NULL, NULL);
insert into skep.task_log (root_id, id, organisation_id, organisation_ids, shared, visible_through, version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, task_id, message, include_in_timeline, search, deleted_at, deleted_by) overriding system value values ('62', '85', '2', '{2}', 'false', '83', '1', '2026-11-25 16:53:31.622+00', 'root@main.test', NULL, NULL, 'person', NULL, '83', 'Called: knows nothing', NULL, '''called'':1A ''knows'':2A ''nothing'':3A', NULL, NULL);

delete from skep.transition;
insert into skep.transition (root_id, id, organisation_id, organisation_ids, shared, visible_through, object_type, object_id, field, value_before, value_after, stage_before, stage_after, actor, cause, at) overriding system value values ('53', '71', '2', '{2}', 'false', '53', 'Alert', '53', 'status', 'New', 'Imported', 'New', 'Imported', 'root@main.test', 'import', '2026-11-25 16:53:31.527+00');
insert into skep.transition (root_id, id, organisation_id, organisation_ids, shared, visible_through, object_type, object_id, field, value_before, value_after, stage_before, stage_after, actor, cause, at) overriding system value values ('62', '107', '2', '{2}', 'false', '103', 'Task', '103', 'status', 'Waiting', 'InProgress', NULL, NULL, 'root@main.test', 'createLog', '2026-11-25 16:53:31.736+00');
insert into skep.transition (root_id, id, organisation_id, organisation_ids, shared, visible_through, object_type, object_id, field, value_before, value_after, stage_before, stage_after, actor, cause, at) overriding system value values ('62', '108', '2', '{2}', 'false', '103', 'Task', '103', 'assignee', NULL, 'root@main.test', NULL, NULL, 'root@main.test', 'createLog', '2026-11-25 16:53:31.736+00');
insert into skep.transition (root_id, id, organisation_id, organisation_ids, shared, visible_through, object_type, object_id, field, value_before, value_after, stage_before, stage_after, actor, cause, at) overriding system value values ('62', '86', '2', '{2}', 'false', '83', 'Task', '83', 'status', 'Waiting', 'InProgress', NULL, NULL, 'root@main.test', 'createLog', '2026-11-25 16:53:31.622+00');
insert into skep.transition (root_id, id, organisation_id, organisation_ids, shared, visible_through, object_type, object_id, field, value_before, value_after, stage_before, stage_after, actor, cause, at) overriding system value values ('62', '87', '2', '{2}', 'false', '83', 'Task', '83', 'assignee', NULL, 'root@main.test', NULL, NULL, 'root@main.test', 'createLog', '2026-11-25 16:53:31.622+00');
insert into skep.transition (root_id, id, organisation_id, organisation_ids, shared, visible_through, object_type, object_id, field, value_before, value_after, stage_before, stage_after, actor, cause, at) overriding system value values ('62', '90', '2', '{2}', 'false', '83', 'Task', '83', 'status', 'InProgress', 'Completed', NULL, NULL, 'root@main.test', 'person', '2026-11-25 16:53:31.633+00');

delete from skep.user_account;
insert into skep.user_account (id, version, created_at, created_by, updated_at, updated_by, login, name, email, type, locked, avatar, default_organisation_id, has_password, has_key, preferences) overriding system value values ('38', '1', '2026-11-25 16:53:30.814+00', 'system@thehive.local', NULL, NULL, 'root@main.test', 'root@main.test', NULL, 'Normal', 'false', NULL, '2', 'true', 'true', '{}');

delete from skep.view;
insert into skep.view (organisation_id, id, version, created_at, created_by, updated_at, updated_by, name, entity, filter, list_options, sort_list, show_columns, is_shared) overriding system value values ('2', '134', '1', '2026-11-25 16:53:32.345+00', 'root@main.test', NULL, NULL, 'Night shift', 'Alert', '{"_eq": {"_field": "stage", "_value": "New"}}', '{"autoRefresh": true, "listAsGroup": false, "statsIsOpen": false, "itemsPerPage": 30}', '[]', '[]', 'true');

delete from skep.visit;

select setval('skep.case_number', 2);

select setval('skep.id_sequence', 1);

reset session_replication_role;
