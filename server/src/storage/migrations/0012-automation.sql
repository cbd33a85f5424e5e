-- Rules by which analyzers run on new observables by themselves, and up to where the record of changes was followed.

create table skep.automation_rule (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, description text not null default '', active boolean not null default false, active_since timestamptz,
  analyzers text[] not null, data_types text[] not null default '{}', place text not null default 'any',
  minimum_severity smallint not null default 1, tags text[] not null default '{}', only_ioc boolean not null default false,
  max_tlp smallint not null default 2, max_pap smallint not null default 2, daily_quota integer not null,
  counted_day text, requested_today integer not null default 0, withheld_today integer not null default 0,
  over_quota_today integer not null default 0, last_fired_at timestamptz, fault jsonb,
  primary key (organisation_id, id),
  constraint automation_rule_organisation_id_name_key unique (organisation_id, name)
);
create index automation_rule_id on skep.automation_rule (id);
create index automation_rule_active on skep.automation_rule (organisation_id) where active;

-- Which rule asked for a run, and how many runs of rules lie between it and what a person or a feeder brought.
alter table skep.job add column rule_id bigint, add column rule_name text, add column rule_depth smallint not null default 0;
create index job_by_rule on skep.job (rule_id, observable_id) where rule_id is not null;

create table skep.followed (
  follower text primary key, transaction_id xid8 not null, record_id bigint not null
);
-- What was there before this table came is past.
insert into skep.followed values ('automation', pg_current_xact_id(), 0);

alter table skep.automation_rule enable row level security;
create policy tenant on skep.automation_rule to skep_app using (organisation_id = (select skep.current_organisation()))
  with check (organisation_id = (select skep.current_organisation()));
create policy worker on skep.automation_rule to skep_worker using (true) with check (true);
