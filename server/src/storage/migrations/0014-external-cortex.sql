-- Cortex servers that run neurons elsewhere: the neurons of each stand among those of the organisations that may use it, and a run
-- remembers how it is called there, so that nothing is asked twice.

create table skep.cortex_server (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, address text not null, api_key jsonb not null, active boolean not null default true,
  organisations text[] not null default '{}', internal boolean not null default false,
  verify_certificate boolean not null default true, certificate_authority text,
  status text not null default 'Unknown', status_reason text, cortex_version text, neuron_count integer not null default 0,
  checked_at timestamptz,
  primary key (organisation_id, id),
  constraint cortex_server_organisation_id_name_key unique (organisation_id, name)
);
create index cortex_server_id on skep.cortex_server (id);

alter table skep.cortex_server enable row level security;
create policy tenant on skep.cortex_server to skep_app using (organisation_id = (select skep.current_organisation()))
  with check (organisation_id = (select skep.current_organisation()));
create policy worker on skep.cortex_server to skep_worker using (true) with check (true);

-- Neurons of different engines may have the same name.
alter table skep.enabled_neuron add column cortex_id text not null default 'local', add column cortex_server_id bigint,
  add column server_facts jsonb;
alter table skep.enabled_neuron drop constraint enabled_neuron_organisation_id_name_key;
alter table skep.enabled_neuron add constraint enabled_neuron_organisation_id_name_key
  unique nulls not distinct (organisation_id, name, cortex_server_id);
create index enabled_neuron_by_server on skep.enabled_neuron (cortex_server_id) where cortex_server_id is not null;

-- `server_run_key`: label under which it is looked for there. `server_run_id`: its id there, once that is known.
alter table skep.job add column cortex_id text not null default 'local', add column server_run_key text,
  add column server_run_id text, add column server_run_at timestamptz;
alter table skep.action add column cortex_id text not null default 'local', add column server_run_key text,
  add column server_run_id text, add column server_run_at timestamptz;
