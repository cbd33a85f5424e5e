-- Dashboards count everything of an organisation in a span of time: what they count by is read from the index alone, without the rows.
drop index skep.alert_by_date;
create index alert_by_date on skep.alert (organisation_id, date desc, id desc)
  include (root_id, severity, tlp, pap, status, stage, assignee, type, source, case_id, created_at,
    new_date, in_progress_date, closed_date, imported_date) where deleted_at is null;
drop index skep.observable_by_creation;
create index observable_by_creation on skep.observable (organisation_id, created_at desc, id desc)
  include (root_id, visible_through, restricted, data_type) where deleted_at is null;
