with "facts" as (select
  from "skep"."alert" as "t0"
  where ("t0"."organisation_id" = $1::bigint and "t0"."deleted_at" is null and "t0"."date" >= $2::timestamptz)),
"level_0" as (select grouped.*, row_number() over (order by members) as place
  from (select count(*) as members, count(*) as "n0"
    from "facts") as grouped)
select 0 as level, place, jsonb_build_array() as keys, jsonb_build_array("n0") as totals
from "level_0" order by level, place
limit $3::bigint
-- $1 = "5"
-- $2 = "2026-01-01T00:00:00.000Z"
-- $3 = 100001
