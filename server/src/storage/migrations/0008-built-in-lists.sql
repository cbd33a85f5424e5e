-- Which entries of the built-in lists an instance has been given. A later version brings its new ones by it, and nothing comes back
-- that somebody deleted or renamed.

create table skep.built_in (
  list text not null, name text not null,
  primary key (list, name)
);

-- What an instance began with before this was noted.
insert into skep.built_in (list, name)
select list, name from (
  select 'profile' as list, unnest(array['admin', 'org-admin', 'analyst', 'read-only']) as name
  union all
  select 'observableType', unnest(array['file', 'autonomous-system', 'domain', 'filename', 'fqdn', 'hash', 'hostname', 'ip', 'mail',
    'mail-subject', 'other', 'regexp', 'registry', 'uri_path', 'url', 'user-agent'])
  union all
  select 'caseStatus', unnest(array['New', 'InProgress', 'Indeterminate', 'FalsePositive', 'TruePositive', 'Other', 'Duplicated'])
  union all
  select 'alertStatus', unnest(array['New', 'Updated', 'InProgress', 'Pending', 'Imported', 'Ignored', 'FalsePositive', 'Duplicate'])
) as began where exists (select from skep.organisation);
