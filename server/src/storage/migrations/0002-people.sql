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
