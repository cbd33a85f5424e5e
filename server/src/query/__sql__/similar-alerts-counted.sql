with started as (select "t0"."id" as id
  from "skep"."alert" as "t0"
  where ("t0"."organisation_id" = $1::bigint and "t0"."deleted_at" is null and ("t0"."id" = $2::bigint and "t0"."root_id" = $3::bigint))),
sought as (select distinct on ("t3"."match_hash") "t3"."match_hash", "t3"."data_type", coalesce("t3"."data", "t3"."attachment_name", "t3"."attachment_id", '') as data
  from "skep"."observable" as "t3"
  where (("t3"."organisation_id" = $4::bigint and not "t3"."restricted") and "t3"."deleted_at" is null and exists (select
      from "skep"."alert" as "t0"
      where ("t0"."organisation_id" = $5::bigint and "t0"."deleted_at" is null and ("t0"."id" = $6::bigint and "t0"."root_id" = $7::bigint) and ("t3"."root_id" = "t0"."id" and "t3"."alert_id" is not null))) and not "t3"."ignore_similarity") order by "t3"."match_hash", "t3"."id" desc
  limit $8::bigint),
holding as (select sought.*, held.kind, held.object_id
  from sought
  cross join lateral ((select distinct on ("t2"."case_id", "t2"."alert_id") 'alert' as kind, "t2"."alert_id" as object_id
      from "skep"."observable" as "t2"
      where (("t2"."organisation_id" = $9::bigint and not "t2"."restricted") and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is null and "t2"."alert_id" is not null) order by "t2"."case_id" desc, "t2"."alert_id" desc
      limit $10::bigint)
    union all (select distinct on ("t2"."case_id", "t2"."alert_id") 'alert' as kind, "t2"."alert_id" as object_id
      from "skep"."observable" as "t2"
      where (("t2"."organisation_id" = $11::bigint and "t2"."restricted" and "t2"."restricted_to" @> array[$12::text]) and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is null and "t2"."alert_id" is not null) order by "t2"."case_id" desc, "t2"."alert_id" desc
      limit $13::bigint)
    union all (select distinct on ("t2"."case_id", "t2"."alert_id") 'alert' as kind, "t2"."alert_id" as object_id
      from "skep"."observable" as "t2"
      where (("t2"."shared" and array_remove("t2"."organisation_ids", "t2"."organisation_id") @> array[$14::bigint] and (not "t2"."restricted" or "t2"."restricted_to" @> array[$15::text])) and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is null and "t2"."alert_id" is not null) order by "t2"."case_id" desc, "t2"."alert_id" desc
      limit $16::bigint)) as held)
select count(*) as number
from (select
  from (select distinct object_id
    from holding
    where object_id not in (select id
      from started)) as candidate
  cross join lateral (select
    from "skep"."alert" as "t1"
    where ("t1"."organisation_id" = $17::bigint and "t1"."deleted_at" is null and (("t1"."case_id" is not null) = false and "t1"."stage" <> $18::text) and ("t1"."root_id" = candidate.object_id and "t1"."id" = candidate.object_id))
    limit 1) as object
  limit $19::bigint) as counted
-- $1 = "5"
-- $2 = "1234"
-- $3 = "1234"
-- $4 = "5"
-- $5 = "5"
-- $6 = "1234"
-- $7 = "1234"
-- $8 = 1000
-- $9 = "5"
-- $10 = 500
-- $11 = "5"
-- $12 = "ann@example.org"
-- $13 = 500
-- $14 = "5"
-- $15 = "ann@example.org"
-- $16 = 500
-- $17 = "5"
-- $18 = "Imported"
-- $19 = 1000
