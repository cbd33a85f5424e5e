-- Indexes for filters that met every organisation's rows, or every row of a tree.

-- Which alerts and cases hold an indicator of compromise is read from the index alone.
create index observable_ioc on skep.observable (organisation_id, root_id, alert_id, case_id)
  include (visible_through, restricted) where ioc and deleted_at is null;

-- Values of custom fields are looked for in one organisation and in one kind of object.
drop index skep.custom_field_value_string;
create index custom_field_value_string on skep.custom_field_value (organisation_id, entity_kind, custom_field_id, left(string_value, 200))
  where string_value is not null;
drop index skep.custom_field_value_integer;
create index custom_field_value_integer on skep.custom_field_value (organisation_id, entity_kind, custom_field_id, integer_value)
  where integer_value is not null;
drop index skep.custom_field_value_date;
create index custom_field_value_date on skep.custom_field_value (organisation_id, entity_kind, custom_field_id, date_value)
  where date_value is not null;
