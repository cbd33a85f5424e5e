-- What others share with an organisation is found without what it shares itself: an organisation that shares much had all of that
-- read, and thrown away, for each list.
drop index skep.case_shared;
create index case_shared on skep."case" using gin (array_remove(organisation_ids, organisation_id)) where shared;
drop index skep.task_shared;
create index task_shared on skep.task using gin (array_remove(organisation_ids, organisation_id)) where shared;
drop index skep.observable_shared;
create index observable_shared on skep.observable using gin (array_remove(organisation_ids, organisation_id)) where shared;
drop index skep.observable_ioc_shared;
create index observable_ioc_shared on skep.observable using gin (array_remove(organisation_ids, organisation_id))
  where shared and ioc and deleted_at is null;

-- Where others share very much, what is newer than the last row of a page is found by its date instead.
create index case_shared_by_start on skep."case" (start_date desc, id desc) where shared and deleted_at is null;
create index observable_shared_by_creation on skep.observable (created_at desc, id desc) where shared and deleted_at is null;
create index task_shared_by_creation on skep.task (created_at desc, id desc) where shared and deleted_at is null;

-- How much others share, the planner learns from these: it takes no statistics from indexes of some rows only, and would walk all of it
-- where the newest are wanted.
create statistics skep.case_from_others on (array_remove(organisation_ids, organisation_id)) from skep."case";
create statistics skep.observable_from_others on (array_remove(organisation_ids, organisation_id)) from skep.observable;
create statistics skep.task_from_others on (array_remove(organisation_ids, organisation_id)) from skep.task;
analyze skep."case";
analyze skep.observable;
analyze skep.task;
