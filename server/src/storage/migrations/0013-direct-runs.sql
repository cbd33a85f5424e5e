-- Runs of neurons on a datum that belongs to no case and no alert, as programs ask for them that only want the answer. Each is a
-- root of its own; the files that it was given and has found are named by their content.

create table skep.direct_run (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  kind text not null, status text not null, neuron_id text not null, neuron_name text not null, neuron_definition text not null,
  data_type text not null, data text,
  attachment_name text, attachment_id text, attachment_size bigint, attachment_content_type text, attachment_hashes text[] not null default '{}',
  message text not null default '', label text, parameters jsonb not null default '{}', tlp smallint not null, pap smallint not null,
  run_date timestamptz, end_date timestamptz, waits_until timestamptz, error_message text, report jsonb,
  file_ids text[] not null default '{}',
  cache_key bytea not null, from_cache boolean not null default false, attempt integer not null default 0,
  deleted_at timestamptz, deleted_by text,
  primary key (organisation_id, id)
);
create index direct_run_id on skep.direct_run (id);
create index direct_run_by_organisation on skep.direct_run (organisation_id, created_at desc, id desc) where deleted_at is null;
create index direct_run_cache on skep.direct_run (organisation_id, cache_key, end_date desc) where status = 'Success';
create index direct_run_by_neuron on skep.direct_run (organisation_id, neuron_id, run_date) where run_date is not null and not from_cache;
create index direct_run_open on skep.direct_run (status) where status in ('Waiting', 'InProgress');
create index direct_run_deleted on skep.direct_run (deleted_at) where deleted_at is not null;
create index direct_run_files on skep.direct_run using gin (file_ids);

alter table skep.direct_run enable row level security;
create policy tenant on skep.direct_run to skep_app using (organisation_id = (select skep.current_organisation()))
  with check (organisation_id = (select skep.current_organisation()));
create policy worker on skep.direct_run to skep_worker using (true) with check (true);
