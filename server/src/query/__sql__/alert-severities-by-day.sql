with "facts" as (select date_bin(make_interval(days => $1::integer), ("t0"."date" at time zone $2::text), timestamp '1970-01-01') as "f0", "t0"."severity" as "f1"
  from "skep"."alert" as "t0"
  where ("t0"."organisation_id" = $3::bigint and "t0"."deleted_at" is null and "t0"."date" >= $4::timestamptz) offset 0),
"level_1" as (select grouped.*, row_number() over (order by "k0") as place
  from (select "facts"."f0" as "k0", count(*) as members
    from "facts"
    where "facts"."f0" is not null
    group by 1) as grouped),
"level_2" as (select grouped.*, row_number() over (partition by "k0" order by "k1") as place
  from (select "facts"."f0" as "k0", "facts"."f1" as "k1", count(*) as members, count(*) as "n0"
    from "facts"
    where "facts"."f0" is not null
    group by 1, 2) as grouped)
select 1 as level, place, jsonb_build_array(floor(extract(epoch from ("k0" at time zone $5::text)) * 1000)::bigint) as keys, jsonb_build_array() as totals
from "level_1"
union all
select 2 as level, place, jsonb_build_array(floor(extract(epoch from ("k0" at time zone $6::text)) * 1000)::bigint, "k1") as keys, jsonb_build_array("n0") as totals
from "level_2" order by level, place
limit $7::bigint
-- $1 = 1
-- $2 = "Europe/Paris"
-- $3 = "5"
-- $4 = "2026-01-01T00:00:00.000Z"
-- $5 = "Europe/Paris"
-- $6 = "Europe/Paris"
-- $7 = 100001
