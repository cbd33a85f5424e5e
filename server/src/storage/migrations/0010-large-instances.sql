-- Indexes for instances with a million alerts: what a page needs in order to be found is read from the index alone.

-- In the order of the date that people see, whatever is asked of the row besides: also when it was made.
drop index skep.alert_by_date;
create index alert_by_date on skep.alert (organisation_id, date desc, id desc)
  include (root_id, severity, tlp, pap, status, stage, assignee, type, source, case_id, created_at) where deleted_at is null;
drop index skep.case_by_start;
create index case_by_start on skep."case" (organisation_id, start_date desc, id desc)
  include (root_id, visible_through, severity, tlp, pap, status, stage, assignee, impact_status, flag, restricted, created_at)
  where deleted_at is null;

-- Feeders ask whether an alert is there already; clients that ask again and again want what was changed since.
create index alert_by_reference on skep.alert (organisation_id, source_ref) where deleted_at is null;
create index alert_by_update on skep.alert (organisation_id, updated_at desc nulls last, id desc)
  where updated_at is not null and deleted_at is null;
create index case_by_update on skep."case" (organisation_id, updated_at desc nulls last, id desc)
  where updated_at is not null and deleted_at is null;

-- The newest indicators of compromise, one's own and those of others.
create index observable_ioc_by_creation on skep.observable (organisation_id, created_at desc, id desc)
  where ioc and deleted_at is null;
create index observable_ioc_shared on skep.observable using gin (organisation_ids) where shared and ioc and deleted_at is null;

-- A custom field is named in the value itself, and never renamed. How common a value is, the planner learns from the statistics: its
-- column depends on the field, and the field on the kind of object.
drop index skep.custom_field_value_string;
create index custom_field_value_string on skep.custom_field_value (organisation_id, entity_kind, name, left(string_value, 200))
  where string_value is not null;
drop index skep.custom_field_value_integer;
create index custom_field_value_integer on skep.custom_field_value (organisation_id, entity_kind, name, integer_value)
  where integer_value is not null;
drop index skep.custom_field_value_date;
create index custom_field_value_date on skep.custom_field_value (organisation_id, entity_kind, name, date_value)
  where date_value is not null;
create statistics skep.custom_field_value_texts (mcv)
  on organisation_id, entity_kind, name, (left(string_value, 200)) from skep.custom_field_value;

-- The history of a case or a task.
create index audit_context on skep.audit (context_id, created_at desc, id desc) where context_id is not null;

-- Where an indicator was seen is found, put in order and shown to be visible from the index alone.
drop index skep.observable_match;
create index observable_match on skep.observable (match_hash, organisation_id, case_id, alert_id)
  include (root_id, id, visible_through, ignore_similarity, restricted, data_type, created_at) where deleted_at is null;
