-- Webhooks: where an organisation has changes told, how far each has followed the record of changes, and what was sent.

create table skep.webhook (
  organisation_id bigint not null, id bigint not null,
  version integer not null default 1,
  created_at timestamptz not null, created_by text not null, updated_at timestamptz, updated_by text,
  name text not null, url text not null, active boolean not null default true, body_version smallint not null default 1,
  object_types text[] not null default '{}', actions text[] not null default '{}',
  authentication text not null default 'none', authentication_name text, authentication_secret text, signing_secret text,
  secrets_set text[] not null default '{}',
  followed_transaction xid8 not null default pg_current_xact_id(), followed_record bigint not null default 9007199254740991,
  primary key (organisation_id, id),
  constraint webhook_organisation_id_name_key unique (organisation_id, name)
);
create index webhook_id on skep.webhook (id);
create index webhook_active on skep.webhook (organisation_id) where active;

create table skep.webhook_delivery (
  organisation_id bigint not null, id bigint not null,
  created_at timestamptz not null,
  webhook_id bigint not null, record_id bigint not null, lane_id bigint not null,
  action text not null, object_type text not null, object_id bigint not null, happened_at timestamptz not null,
  state text not null default 'Waiting', queued boolean not null default false, round integer not null default 1,
  attempts integer not null default 0, last_attempt_at timestamptz, ended_at timestamptz,
  status_code smallint, duration_ms integer, fault text, answer text,
  primary key (organisation_id, id)
);
create index webhook_delivery_id on skep.webhook_delivery (id);
create index webhook_delivery_by_webhook on skep.webhook_delivery (webhook_id, id desc);
create index webhook_delivery_waiting on skep.webhook_delivery (webhook_id) where state = 'Waiting';
create index webhook_delivery_failed on skep.webhook_delivery (webhook_id) where state = 'Failed';
create index webhook_delivery_unqueued on skep.webhook_delivery (id) where state = 'Waiting' and not queued;

alter table skep.webhook enable row level security;
create policy tenant on skep.webhook to skep_app using (organisation_id = (select skep.current_organisation()))
  with check (organisation_id = (select skep.current_organisation()));
create policy worker on skep.webhook to skep_worker using (true) with check (true);
alter table skep.webhook_delivery enable row level security;
create policy tenant on skep.webhook_delivery to skep_app using (organisation_id = (select skep.current_organisation()))
  with check (organisation_id = (select skep.current_organisation()));
create policy worker on skep.webhook_delivery to skep_worker using (true) with check (true);
