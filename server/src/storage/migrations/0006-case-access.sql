-- Who sees a case within the organisations that have it. `restricted_to` names the people; `restricted` says that there are any:
-- it is small enough for the indexes that answer counts and comparisons without reading rows.

-- Administrators of organisations may do all that can be done in one.
update skep.profile set permissions = array_append(permissions, 'manageCaseAccess/restrict')
  where name = 'org-admin' and not permissions @> array['manageCaseAccess/restrict'];

alter table skep.share add column restricted_to text[];
-- Whom a change took sight from is told once that the object is gone.
alter table skep.audit add column restricted_before text[];

do $$
declare
  name text;
begin
  foreach name in array array['case', 'task', 'task_log', 'comment', 'observable', 'attachment', 'mention', 'custom_field_value',
    'transition', 'audit', 'job', 'action', 'procedure', 'custom_event', 'page', 'case_link', 'case_report', 'share'] loop
    execute format('alter table skep.%I add column restricted boolean not null default false', name);
    execute format('alter table skep.%I add constraint %I check (restricted = (restricted_to is not null))', name, name || '_restricted_check');
    -- What is kept to people is little; each finds theirs by name.
    execute format('create index %I on skep.%I using gin (restricted_to) where restricted', name || '_restricted', name);
  end loop;
end $$;

-- What the row policy reads is included as well, so that counting cases reads the index alone.
drop index skep.case_by_start;
create index case_by_start on skep."case" (organisation_id, start_date desc, id desc)
  include (root_id, visible_through, severity, tlp, pap, status, stage, assignee, impact_status, flag, restricted)
  where deleted_at is null;

drop index skep.observable_match;
create index observable_match on skep.observable (match_hash, organisation_id, case_id, alert_id)
  include (root_id, visible_through, ignore_similarity, restricted) where deleted_at is null;

create index observable_match_restricted on skep.observable (match_hash) where restricted and deleted_at is null;

-- A login that is changed stays the same person everywhere.
create or replace function skep.rename_login(before text, after text) returns void language plpgsql volatile security definer
  set search_path = skep as $$
  declare
    tree text;
  begin
    update skep.alert set assignee = after where assignee = before;
    update skep."case" set assignee = after where assignee = before;
    update skep.task set assignee = after where assignee = before;
    update skep.view set created_by = after where created_by = before;
    update skep.draft set created_by = after where created_by = before;
    update skep.dashboard set owner = after where owner = before;
    foreach tree in array array['case', 'task', 'task_log', 'comment', 'observable', 'attachment', 'mention', 'custom_field_value',
      'transition', 'audit', 'job', 'action', 'procedure', 'custom_event', 'page', 'case_link', 'case_report', 'share'] loop
      execute format('update skep.%I set restricted_to = array_replace(restricted_to, $1, $2) where restricted and restricted_to @> array[$1]', tree)
        using before, after;
    end loop;
    update skep.audit set restricted_before = array_replace(restricted_before, before, after) where restricted and before = any(restricted_before);
  end
  $$;

-- Links lead to the case that another one was merged into, each once, and none from a case to itself. They stand also in trees that
-- the merging organisation need not see.
create function skep.redirect_case_links(merged bigint, into_case bigint) returns void language plpgsql volatile security definer
  set search_path = skep as $$
  begin
    if (select count(*) from skep."case" where root_id in (merged, into_case) and id = root_id
        and organisation_id = skep.current_organisation()) < 2 then
      raise exception 'only the owner of both cases redirects links';
    end if;
    update skep.case_link set linked_case_id = into_case where linked_case_id = merged;
    delete from skep.case_link l where l.linked_case_id = into_case and (l.case_id = into_case or exists (select from skep.case_link o
      where o.linked_case_id = into_case and o.root_id = l.root_id and o.case_id = l.case_id and o.link_type = l.link_type
        and o.deleted_at is null and o.id < l.id));
    delete from skep.case_link l where l.root_id = into_case and exists (select from skep.case_link o where o.root_id = into_case
      and o.case_id = l.case_id and o.link_type = l.link_type and o.linked_case_id is not distinct from l.linked_case_id
      and o.url is not distinct from l.url and o.deleted_at is null and o.id < l.id);
  end
  $$;

-- A case is handed over whole: every row of its tree belongs to the new owner from then on. Rows do not change hands otherwise, so
-- the role of organisations may not do it by itself; only the owner can call this, and for its own case. Unless it keeps the case by
-- shares that stand already, the old owner no longer sees any of it.
create function skep.hand_over_case(handed bigint, new_owner bigint, keeps boolean, share_id bigint, owner_profile bigint, at timestamptz,
    by_whom text) returns void language plpgsql volatile security definer set search_path = skep as $$
  declare
    tree text;
    old_owner bigint;
    leaving bigint;
  begin
    select organisation_id into old_owner from skep."case" where root_id = handed and id = handed and deleted_at is null for update;
    if old_owner is null or old_owner is distinct from skep.current_organisation() or old_owner = new_owner then
      raise exception 'only the owner hands a case over, and to another organisation';
    end if;
    leaving = case when keeps then null else old_owner end;
    foreach tree in array array['case', 'task', 'task_log', 'comment', 'observable', 'attachment', 'mention', 'custom_field_value',
      'transition', 'audit', 'job', 'action', 'procedure', 'custom_event', 'page', 'case_link', 'case_report'] loop
      execute format('update skep.%I set organisation_id = $2,
        organisation_ids = array_prepend($2, array_remove(array_remove(organisation_ids, $2), $3)),
        shared = cardinality(array_remove(array_remove(organisation_ids, $2), $3)) > 0 where root_id = $1', tree)
        using handed, new_owner, leaving;
    end loop;
    update skep.task set action_required = array_remove(action_required, old_owner) where root_id = handed and not keeps;
    delete from skep.presence where root_id = handed;
    delete from skep.share where root_id = handed and organisation_id in (new_owner, leaving);
    update skep.share set owner_organisation_id = new_owner, owner = false where root_id = handed;
    insert into skep.share (root_id, id, organisation_id, owner_organisation_id, created_at, created_by, entity_kind, entity_id, owner,
        profile_id, restricted, restricted_to)
      select handed, share_id, new_owner, new_owner, at, by_whom, 'case', handed, true, owner_profile, restricted, restricted_to
      from skep."case" where root_id = handed and id = handed;
  end
  $$;
