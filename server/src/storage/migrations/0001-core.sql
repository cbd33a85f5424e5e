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
