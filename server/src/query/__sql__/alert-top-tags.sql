with "facts" as (select "t0"."brief_tags" as "f0"
  from "skep"."alert" as "t0"
  where ("t0"."organisation_id" = $1::bigint and "t0"."deleted_at" is null and "t0"."date" >= $2::timestamptz and "t0"."brief_tags" is not null)
  union all
  select "t0"."tags" as "f0"
  from "skep"."alert" as "t0"
  where ("t0"."organisation_id" = $3::bigint and "t0"."deleted_at" is null and "t0"."date" >= $4::timestamptz and "t0"."brief_tags" is null) offset 0),
"level_1" as (select *
  from (select grouped.*, row_number() over (order by members desc, "k0" collate "C") as place
    from (select "facts"."each_0" as "k0", count(*) as members, count(*) as "n0"
      from (select "facts".*, unnest("facts"."f0") as "each_0"
        from "facts") as "facts"
      where "facts"."each_0" is not null
      group by 1) as grouped) as ranked
  where place <= $5::bigint)
select 1 as level, place, jsonb_build_array("k0") as keys, jsonb_build_array("n0") as totals
from "level_1" order by level, place
limit $6::bigint
-- $1 = "5"
-- $2 = "2026-01-01T00:00:00.000Z"
-- $3 = "5"
-- $4 = "2026-01-01T00:00:00.000Z"
-- $5 = 5
-- $6 = 100001
