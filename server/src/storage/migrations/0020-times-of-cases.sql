-- Times of cases are counted by when cases ended, which the index that counts the rest of them did not hold: each case was read from the table.
drop index skep.case_by_start;
create index case_by_start on skep."case" (organisation_id, start_date desc, id desc)
  include (root_id, visible_through, severity, tlp, pap, status, stage, assignee, impact_status, flag, restricted,
    created_at, end_date, in_progress_date, alert_in_progress_date)
  where deleted_at is null;
