-- What an event of a timeline stands on: ids of observables and files in the tree of its case.
alter table skep.custom_event add column evidence bigint[] not null default '{}';
