with "facts" as (select date_trunc('month', ("t0"."start_date" at time zone $1::text)) as "f0", round(date_part('epoch', ("t0"."end_date" - least("t0"."alert_in_progress_date", "t0"."in_progress_date"))) * 1000)::bigint as "f1"
  from "skep"."case" as "t0"
  where (("t0"."organisation_id" = $2::bigint and not "t0"."restricted") and "t0"."deleted_at" is null)
  union all
  select date_trunc('month', ("t0"."start_date" at time zone $3::text)) as "f0", round(date_part('epoch', ("t0"."end_date" - least("t0"."alert_in_progress_date", "t0"."in_progress_date"))) * 1000)::bigint as "f1"
  from "skep"."case" as "t0"
  where (("t0"."organisation_id" = $4::bigint and "t0"."restricted" and "t0"."restricted_to" @> array[$5::text]) and "t0"."deleted_at" is null)
  union all
  select date_trunc('month', ("t0"."start_date" at time zone $6::text)) as "f0", round(date_part('epoch', ("t0"."end_date" - least("t0"."alert_in_progress_date", "t0"."in_progress_date"))) * 1000)::bigint as "f1"
  from "skep"."case" as "t0"
  where (("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$7::bigint] and (not "t0"."restricted" or "t0"."restricted_to" @> array[$8::text])) and "t0"."deleted_at" is null) offset 0),
"level_1" as (select grouped.*, row_number() over (order by "k0") as place
  from (select "facts"."f0" as "k0", count(*) as members, count(*) as "n0", round(percentile_cont(0.5::double precision) within group (order by ("facts"."f1")::double precision)) as "n1", round(percentile_cont(0.9::double precision) within group (order by ("facts"."f1")::double precision)) as "n2"
    from "facts"
    where "facts"."f0" is not null
    group by 1) as grouped)
select 1 as level, place, jsonb_build_array(floor(extract(epoch from ("k0" at time zone $9::text)) * 1000)::bigint) as keys, jsonb_build_array("n0", "n1", "n2") as totals
from "level_1" order by level, place
limit $10::bigint
-- $1 = "UTC"
-- $2 = "5"
-- $3 = "UTC"
-- $4 = "5"
-- $5 = "ann@example.org"
-- $6 = "UTC"
-- $7 = "5"
-- $8 = "ann@example.org"
-- $9 = "UTC"
-- $10 = 100001
