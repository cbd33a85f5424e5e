-- Evidence of events, and tags that are counted without the rows that have them.

-- What an event of a timeline stands on: ids of observables and files in the tree of its case.
alter table skep.custom_event add column evidence bigint[] not null default '{}';

-- Tags of alerts are counted from the index alone. A list that is too long for one stands in its row only.
create function skep.brief(list text[]) returns text[] language plpgsql immutable parallel safe as $$
begin
  return case when cardinality(list) <= 64 and octet_length(array_to_string(list, '')) <= 800 then list end;
end $$;
alter table skep.alert add column brief_tags text[] generated always as (skep.brief(tags)) stored;
drop index skep.alert_by_date;
create index alert_by_date on skep.alert (organisation_id, date desc, id desc)
  include (root_id, severity, tlp, pap, status, stage, assignee, type, source, case_id, created_at,
    new_date, in_progress_date, closed_date, imported_date, brief_tags) where deleted_at is null;
create index alert_long_tags on skep.alert (organisation_id, date) where brief_tags is null and deleted_at is null;

-- Parts of titles are looked for among the alerts of an organisation, not among those of all.
drop index skep.alert_title;
create index alert_title on skep.alert using gin (organisation_id, title public.gin_trgm_ops) where deleted_at is null;
