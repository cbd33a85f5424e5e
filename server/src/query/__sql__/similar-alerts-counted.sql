with started as (select "t0"."id" as id
  from "skep"."alert" as "t0"
  where ("t0"."organisation_id" = $1::bigint and "t0"."deleted_at" is null and ("t0"."id" = $2::bigint and "t0"."root_id" = $3::bigint))),
sought as (select distinct on ("t3"."match_hash") "t3"."match_hash", "t3"."data_type", coalesce("t3"."data", "t3"."attachment_name", "t3"."attachment_id", '') as data
  from "skep"."observable" as "t3"
  where (("t3"."organisation_id" = $4::bigint or ("t3"."shared" and "t3"."organisation_ids" @> array[$5::bigint])) and "t3"."deleted_at" is null and exists (select
      from "skep"."alert" as "t0"
      where ("t0"."organisation_id" = $6::bigint and "t0"."deleted_at" is null and ("t0"."id" = $7::bigint and "t0"."root_id" = $8::bigint) and ("t3"."root_id" = "t0"."root_id" and "t3"."alert_id" = "t0"."id"))) and not "t3"."ignore_similarity") order by "t3"."match_hash", "t3"."id" desc
  limit $9::bigint),
holding as (select sought.*, held.kind, held.object_id
  from sought
  cross join lateral ((select distinct on ("t2"."case_id", "t2"."alert_id") 'alert' as kind, "t2"."alert_id" as object_id
      from "skep"."observable" as "t2"
      where ("t2"."organisation_id" = $10::bigint and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is null and "t2"."alert_id" is not null) order by "t2"."case_id" desc, "t2"."alert_id" desc
      limit $11::bigint)
    union all (select distinct on ("t2"."case_id", "t2"."alert_id") 'alert' as kind, "t2"."alert_id" as object_id
      from "skep"."observable" as "t2"
      where (("t2"."shared" and "t2"."organisation_ids" @> array[$12::bigint] and "t2"."organisation_id" <> $13::bigint) and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is null and "t2"."alert_id" is not null) order by "t2"."case_id" desc, "t2"."alert_id" desc
      limit $14::bigint)) as held)
select count(*) as number
from (select
  from (select distinct object_id
    from holding
    where object_id not in (select id
      from started)) as candidate
  cross join lateral (select
    from "skep"."alert" as "t1"
    where ("t1"."organisation_id" = $15::bigint and "t1"."deleted_at" is null and (("t1"."case_id" is not null) = false and "t1"."stage" <> $16::text) and ("t1"."root_id" = candidate.object_id and "t1"."id" = candidate.object_id))
    limit 1) as object
  limit $17::bigint) as counted
-- $1 = "5"
-- $2 = "1234"
-- $3 = "1234"
-- $4 = "5"
-- $5 = "5"
-- $6 = "5"
-- $7 = "1234"
-- $8 = "1234"
-- $9 = 1000
-- $10 = "5"
-- $11 = 500
-- $12 = "5"
-- $13 = "5"
-- $14 = 500
-- $15 = "5"
-- $16 = "Imported"
-- $17 = 1000
