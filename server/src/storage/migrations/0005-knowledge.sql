-- What is known beyond single observables: techniques of attackers and where they were seen, taxonomies of tags, pages, events of a
-- timeline, links between cases, dashboards, templates of analyzer reports, and case reports.

-- ---------------------------------------------------------------------------------------------- reference data of the platform

create table skep.pattern_catalog (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, description text, variant text,
  constraint pattern_catalog_name_key unique (name)
);

create table skep.pattern (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  catalog_id bigint not null references skep.pattern_catalog (id) on delete cascade,
  pattern_id text not null, parent_pattern_id text, name text not null, description text, detection text,
  tactics text[] not null default '{}', url text not null, pattern_type text not null, revoked boolean not null default false,
  data_sources text[] not null default '{}', defense_bypassed text[] not null default '{}',
  permissions_required text[] not null default '{}', platforms text[] not null default '{}',
  system_requirements text[] not null default '{}', remote_support boolean not null default false,
  capec_id text, capec_url text, pattern_version text,
  constraint pattern_catalog_id_pattern_id_key unique (catalog_id, pattern_id)
);
create index pattern_by_technique on skep.pattern (pattern_id);
create index pattern_by_parent on skep.pattern (catalog_id, parent_pattern_id) where parent_pattern_id is not null;

create table skep.taxonomy (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  namespace text not null, description text not null, taxonomy_version integer not null,
  exclusive boolean not null default false, enabled boolean not null default false,
  constraint taxonomy_namespace_key unique (namespace)
);

create table skep.taxonomy_tag (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  taxonomy_id bigint not null references skep.taxonomy (id) on delete cascade,
  namespace text not null, predicate text not null, value text, description text, colour text not null default '#000000',
  -- The text by which objects carry it: `namespace:predicate="value"`.
  tag_text text not null
);
create index taxonomy_tag_by_taxonomy on skep.taxonomy_tag (taxonomy_id);
create unique index taxonomy_tag_tag_text_key on skep.taxonomy_tag (tag_text);

create table skep.analyzer_template (
  id bigint primary key,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  analyzer_id text not null, content text not null,
  constraint analyzer_template_analyzer_id_key unique (analyzer_id)
);

-- Whether the dashboards that an organisation begins with were made; those that were removed do not come back.
alter table skep.organisation add column avatar text, add column starter_dashboards boolean not null default false;

-- Files that lie in no case, alert or log are roots of their own.
create index attachment_free on skep.attachment (organisation_id, created_by) where root_id = id;

-- ---------------------------------------------------------------------------------------------- in cases and alerts

create table skep.procedure (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  case_id bigint, alert_id bigint,
  pattern_id text, pattern_name text, tactic text, description text, occur_date timestamptz not null,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index procedure_id on skep.procedure (id);
create index procedure_by_creation on skep.procedure (organisation_id, created_at desc, id desc) where deleted_at is null;
create index procedure_by_technique on skep.procedure (organisation_id, pattern_id) where deleted_at is null;

create table skep.custom_event (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  case_id bigint not null, date timestamptz not null, end_date timestamptz, title text not null, description text,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index custom_event_id on skep.custom_event (id);

-- A page of a case lies in the tree of the case; one of the knowledge base is a root of its own.
create table skep.page (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  origin_kind text not null default 'person', origin_id bigint,
  case_id bigint, title text not null, content text not null, category text not null, position integer not null default 0,
  search tsvector not null default '',
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index page_id on skep.page (id);
create index page_by_organisation on skep.page (organisation_id, category, position) where deleted_at is null and case_id is null;
create index page_search on skep.page using gin (search) where deleted_at is null;

-- A link between two cases is a row in each of their trees, so that it goes with either.
create table skep.case_link (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  case_id bigint not null, link_type text not null, linked_case_id bigint, url text,
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index case_link_id on skep.case_link (id);
create index case_link_target on skep.case_link (linked_case_id) where linked_case_id is not null;
create index case_link_types on skep.case_link (organisation_id, link_type) where deleted_at is null;

create table skep.case_report (
  root_id bigint not null, id bigint not null, organisation_id bigint not null,
  organisation_ids bigint[] not null, shared boolean not null default false, visible_through bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  case_id bigint not null, filename text not null, content_type text not null, size bigint not null, content_hash text not null,
  highest_tlp smallint, withheld integer not null default 0,
  deleted_at timestamptz, deleted_by text,
  primary key (root_id, id)
);
create index case_report_id on skep.case_report (id);
create index case_report_file on skep.case_report (content_hash);

create index procedure_deleted on skep.procedure (deleted_at) where deleted_at is not null;
create index custom_event_deleted on skep.custom_event (deleted_at) where deleted_at is not null;
create index page_deleted on skep.page (deleted_at) where deleted_at is not null;
create index case_report_deleted on skep.case_report (deleted_at) where deleted_at is not null;

-- ---------------------------------------------------------------------------------------------- of an organisation

create table skep.page_template (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  title text not null, content text not null, category text not null, position integer not null default 0,
  primary key (organisation_id, id)
);
create index page_template_id on skep.page_template (id);

create table skep.case_template_page (
  organisation_id bigint not null, case_template_id bigint not null, page_template_id bigint not null, position integer not null,
  primary key (organisation_id, case_template_id, page_template_id)
);
create index case_template_page_template on skep.case_template_page (page_template_id);

create table skep.dashboard (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  title text not null, dashboard_group text not null default 'default', description text not null, status text not null,
  definition jsonb not null, format_version integer not null default 1, owner text,
  primary key (organisation_id, id)
);
create index dashboard_id on skep.dashboard (id);

create table skep.user_setting (
  organisation_id bigint not null, user_id bigint not null references skep.user_account (id) on delete cascade,
  path text not null, value jsonb not null,
  primary key (organisation_id, user_id, path)
);
create index user_setting_by_user on skep.user_setting (user_id);

create table skep.case_report_template (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  title text not null, report_group text not null default 'default', description text not null default '',
  definition jsonb not null, format_version integer not null default 1,
  primary key (organisation_id, id),
  constraint case_report_template_organisation_id_title_key unique (organisation_id, title)
);
create index case_report_template_id on skep.case_report_template (id);

create table skep.report_image (
  organisation_id bigint not null, id bigint not null,
  created_at timestamptz not null, created_by text not null,
  case_report_template_id bigint not null,
  name text not null, content_hash text not null, hashes text[] not null, size bigint not null, content_type text not null,
  primary key (organisation_id, id)
);
create index report_image_id on skep.report_image (id);
create index report_image_template on skep.report_image (case_report_template_id);
create index report_image_file on skep.report_image (content_hash);

-- ---------------------------------------------------------------------------------------------- restricted cases
-- A case can be kept to named people of the organisations that have it. Every row of its tree says so, like `organisation_ids`
-- says who has it, because no question may look up the case first. Alerts in it stay what they are.

alter table skep."case" add column access_kind text not null default 'OrganisationAccessKind', add column restricted_to text[];
do $$
declare
  name text;
begin
  foreach name in array array['task', 'task_log', 'comment', 'observable', 'attachment', 'mention', 'custom_field_value', 'transition',
    'audit', 'job', 'action', 'procedure', 'custom_event', 'page', 'case_link', 'case_report'] loop
    execute format('alter table skep.%I add column restricted_to text[]', name);
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------- row policies

do $$
declare
  name text;
begin
  foreach name in array array['page_template', 'case_template_page', 'dashboard', 'user_setting', 'case_report_template', 'report_image'] loop
    execute format('alter table skep.%I enable row level security', name);
    execute format('create policy tenant on skep.%I to skep_app using (organisation_id = (select skep.current_organisation())) with check (organisation_id = (select skep.current_organisation()))', name);
    execute format('create policy worker on skep.%I to skep_worker using (true) with check (true)', name);
  end loop;
  foreach name in array array['procedure', 'custom_event', 'page', 'case_link', 'case_report'] loop
    execute format('alter table skep.%I enable row level security', name);
    execute format('create policy tenant_select on skep.%1$I for select to skep_app using (organisation_id = (select skep.current_organisation()) or (select true from skep.share s where s.root_id = %1$I.root_id and s.entity_id = %1$I.visible_through and s.organisation_id = (select skep.current_organisation())))', name);
    execute format('create policy tenant_insert on skep.%I for insert to skep_app with check (organisation_id = (select skep.current_organisation()) or skep.has_share(root_id, organisation_id))', name);
    execute format('create policy tenant_update on skep.%1$I for update to skep_app using (organisation_id = (select skep.current_organisation()) or (select true from skep.share s where s.root_id = %1$I.root_id and s.entity_id = %1$I.visible_through and s.organisation_id = (select skep.current_organisation())))', name);
    execute format('create policy tenant_delete on skep.%1$I for delete to skep_app using (organisation_id = (select skep.current_organisation()) or (select true from skep.share s where s.root_id = %1$I.root_id and s.entity_id = %1$I.visible_through and s.organisation_id = (select skep.current_organisation())))', name);
    execute format('create policy worker on skep.%I to skep_worker using (true) with check (true)', name);
  end loop;
end $$;
