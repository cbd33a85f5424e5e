-- Indexes for instances with a million alerts: what a page needs in order to be found is read from the index alone.

-- Made within a span of time, in the order of the date that people see.
drop index skep.alert_by_creation;
create index alert_by_creation on skep.alert (organisation_id, created_at desc, id desc)
  include (root_id, date) where deleted_at is null;
drop index skep.case_by_creation;
create index case_by_creation on skep."case" (organisation_id, created_at desc, id desc)
  include (root_id, start_date, restricted) where deleted_at is null;

-- A custom field is named in the value itself, and never renamed: with the name in the index, the planner knows how common a value is.
drop index skep.custom_field_value_string;
create index custom_field_value_string on skep.custom_field_value (organisation_id, entity_kind, name, left(string_value, 200))
  include (root_id, entity_id, visible_through) where string_value is not null;
drop index skep.custom_field_value_integer;
create index custom_field_value_integer on skep.custom_field_value (organisation_id, entity_kind, name, integer_value)
  include (root_id, entity_id, visible_through) where integer_value is not null;
drop index skep.custom_field_value_date;
create index custom_field_value_date on skep.custom_field_value (organisation_id, entity_kind, name, date_value)
  include (root_id, entity_id, visible_through) where date_value is not null;
create statistics skep.custom_field_value_texts on (left(string_value, 200)) from skep.custom_field_value;

-- The history of a case or a task.
create index audit_context on skep.audit (context_id, created_at desc, id desc) where context_id is not null;

-- Where an indicator was seen is found, put in order and shown to be visible from the index alone.
drop index skep.observable_match;
create index observable_match on skep.observable (match_hash, organisation_id, case_id, alert_id)
  include (root_id, id, visible_through, ignore_similarity, restricted, data_type, created_at) where deleted_at is null;
