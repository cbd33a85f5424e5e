-- Objects taken over from another instance: which object of the source became which of ours, so that a repeated import makes
-- nothing twice.

create table skep.taken_over (
  organisation_id bigint not null, source text not null, kind text not null, source_id text not null,
  object_id bigint not null, source_updated_at timestamptz, taken_at timestamptz not null,
  primary key (organisation_id, source, kind, source_id)
);
create index taken_over_source on skep.taken_over (source, kind, source_id);

alter table skep.taken_over enable row level security;
create policy tenant on skep.taken_over to skep_app using (organisation_id = (select skep.current_organisation()))
  with check (organisation_id = (select skep.current_organisation()));
create policy worker on skep.taken_over to skep_worker using (true) with check (true);

-- The number of a case that comes from elsewhere, where no case of any organisation has it; else, and without one, the next number.
-- Numbers that are drawn later are higher.
create function skep.claim_case_number(wanted integer) returns integer language plpgsql volatile security definer set search_path = skep
  as $$ begin
    perform pg_advisory_xact_lock(hashtext('skep case number'));
    if wanted is null or wanted < 1 or exists (select from skep."case" where number = wanted) then
      return nextval('skep.case_number');
    end if;
    if wanted >= (select last_value from skep.case_number) then perform setval('skep.case_number', wanted); end if;
    return wanted;
  end $$;
