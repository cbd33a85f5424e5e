with started as (select "t0"."id" as id
  from "skep"."alert" as "t0"
  where ("t0"."organisation_id" = $1::bigint and "t0"."deleted_at" is null and ("t0"."id" = $2::bigint and "t0"."root_id" = $3::bigint))),
sought as (select distinct on ("t4"."match_hash") "t4"."match_hash", "t4"."data_type", coalesce("t4"."data", "t4"."attachment_name", "t4"."attachment_id", '') as data
  from "skep"."observable" as "t4"
  where (("t4"."organisation_id" = $4::bigint and not "t4"."restricted") and "t4"."deleted_at" is null and exists (select
      from "skep"."alert" as "t0"
      where ("t0"."organisation_id" = $5::bigint and "t0"."deleted_at" is null and ("t0"."id" = $6::bigint and "t0"."root_id" = $7::bigint) and ("t4"."root_id" = "t0"."id" and "t4"."alert_id" is not null))) and not "t4"."ignore_similarity") order by "t4"."match_hash", "t4"."id" desc
  limit $8::bigint),
holding as (select sought.*, held.kind, held.object_id
  from sought
  cross join lateral ((select distinct on ("t2"."case_id") 'case' as kind, "t2"."case_id" as object_id
      from "skep"."observable" as "t2"
      where (("t2"."organisation_id" = $9::bigint and not "t2"."restricted") and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is not null) order by "t2"."case_id" desc
      limit $10::bigint)
    union all (select distinct on ("t2"."case_id") 'case' as kind, "t2"."case_id" as object_id
      from "skep"."observable" as "t2"
      where (("t2"."organisation_id" = $11::bigint and "t2"."restricted" and "t2"."restricted_to" @> array[$12::text]) and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is not null) order by "t2"."case_id" desc
      limit $13::bigint)
    union all (select distinct on ("t2"."case_id") 'case' as kind, "t2"."case_id" as object_id
      from "skep"."observable" as "t2"
      where (("t2"."shared" and array_remove("t2"."organisation_ids", "t2"."organisation_id") @> array[$14::bigint] and (not "t2"."restricted" or "t2"."restricted_to" @> array[$15::text])) and "t2"."deleted_at" is null and not "t2"."ignore_similarity" and "t2"."match_hash" = sought.match_hash and "t2"."case_id" is not null) order by "t2"."case_id" desc
      limit $16::bigint)
    union all (select distinct on ("t3"."case_id", "t3"."alert_id") 'alert' as kind, "t3"."alert_id" as object_id
      from "skep"."observable" as "t3"
      where (("t3"."organisation_id" = $17::bigint and not "t3"."restricted") and "t3"."deleted_at" is null and not "t3"."ignore_similarity" and "t3"."match_hash" = sought.match_hash and "t3"."case_id" is null and "t3"."alert_id" is not null) order by "t3"."case_id" desc, "t3"."alert_id" desc
      limit $18::bigint)
    union all (select distinct on ("t3"."case_id", "t3"."alert_id") 'alert' as kind, "t3"."alert_id" as object_id
      from "skep"."observable" as "t3"
      where (("t3"."organisation_id" = $19::bigint and "t3"."restricted" and "t3"."restricted_to" @> array[$20::text]) and "t3"."deleted_at" is null and not "t3"."ignore_similarity" and "t3"."match_hash" = sought.match_hash and "t3"."case_id" is null and "t3"."alert_id" is not null) order by "t3"."case_id" desc, "t3"."alert_id" desc
      limit $21::bigint)
    union all (select distinct on ("t3"."case_id", "t3"."alert_id") 'alert' as kind, "t3"."alert_id" as object_id
      from "skep"."observable" as "t3"
      where (("t3"."shared" and array_remove("t3"."organisation_ids", "t3"."organisation_id") @> array[$22::bigint] and (not "t3"."restricted" or "t3"."restricted_to" @> array[$23::text])) and "t3"."deleted_at" is null and not "t3"."ignore_similarity" and "t3"."match_hash" = sought.match_hash and "t3"."case_id" is null and "t3"."alert_id" is not null) order by "t3"."case_id" desc, "t3"."alert_id" desc
      limit $24::bigint)) as held),
valued as (select match_hash, jsonb_build_object('dataType', data_type, 'data', data, 'seen', count(*)) as value, row_number() over (order by count(*), data_type, data collate "C", match_hash) - 1 as position
  from holding
  group by match_hash, data_type, data),
catalogue as (select jsonb_object_agg(encode(match_hash, 'hex'), position) as positions, jsonb_agg(value order by position) as contents
  from valued),
ranked as (select object_id, count(*) as values_shared, sum(rarity) as rarity
  from (select kind, object_id, 1000000 / count(*) over (partition by match_hash) as rarity
    from holding) as weighed
  where kind = 'alert' and object_id not in (select id
    from started)
  group by object_id),
found as (select candidate.object_id, candidate.object_id as root_id, candidate.values_shared, candidate.rarity, object.*
  from (select *
    from ranked order by values_shared desc, rarity desc, object_id desc) as candidate
  cross join lateral (select "t1"."id" as "id", "t1"."created_at" as "created_at", "t1"."created_by" as "created_by", "t1"."updated_at" as "updated_at", "t1"."updated_by" as "updated_by", "t1"."version" as "version", "t1"."type" as "type", "t1"."source" as "source", "t1"."source_ref" as "source_ref", "t1"."external_link" as "external_link", "t1"."title" as "title", "t1"."description" as "description", "t1"."severity" as "severity", "t1"."tlp" as "tlp", "t1"."pap" as "pap", "t1"."date" as "date", "t1"."tags" as "tags", "t1"."summary" as "summary", "t1"."status" as "status", "t1"."stage" as "stage", "t1"."assignee" as "assignee", "t1"."case_template" as "case_template", "t1"."follow" as "follow", "t1"."last_sync_date" as "last_sync_date", "t1"."case_id" as "case_id", "t1"."new_date" as "new_date", "t1"."in_progress_date" as "in_progress_date", "t1"."closed_date" as "closed_date", "t1"."imported_date" as "imported_date", "t1"."first_touched_date" as "first_touched_date", ("t1"."stage" <> 'New') as "named:read", (select count(*)::integer
      from skep.observable as "t5"
      where "t5"."root_id" = "t1"."root_id" and "t5"."alert_id" = "t1"."id" and "t5"."deleted_at" is null) as "named:observableCount", "t1"."rule_key" as "named:ruleKey", (select coalesce(jsonb_agg(jsonb_build_object('id', "t6"."id"::text, 'name', "t6"."name", 'type', "t6"."type", 'value', coalesce(to_jsonb("t6"."string_value"), to_jsonb("t6"."integer_value"), to_jsonb("t6"."float_value"), to_jsonb("t6"."boolean_value"), to_jsonb(floor(extract(epoch from "t6"."date_value") * 1000)::bigint)), 'order', "t6"."position") order by "t6"."position", "t6"."id"), '[]')
      from skep.custom_field_value as "t6"
      where "t6"."root_id" = "t1"."root_id" and "t6"."entity_id" = "t1"."id") as custom_fields
    from "skep"."alert" as "t1"
    where ("t1"."organisation_id" = $25::bigint and "t1"."deleted_at" is null and (("t1"."case_id" is not null) = false and "t1"."stage" <> $26::text) and ("t1"."root_id" = candidate.object_id and "t1"."id" = candidate.object_id))
    limit 1) as object order by values_shared desc, rarity desc, object_id desc
  limit $27::bigint)
select found.*, totals.observables, totals.iocs, totals.similar, totals.similar_iocs, (select jsonb_object_agg(counted.type, counted.number)
  from (select type, count(*) as number
    from unnest(totals.types) as type
    group by type) as counted) as types, (select jsonb_agg(catalogue.contents -> position order by position)
  from catalogue, unnest(totals.positions[1:100]) as position) as shared
from found
cross join lateral (select count(*) as observables, count(*) filter (where ioc) as iocs, count(position) as similar, count(position) filter (where ioc) as similar_iocs, array_agg(data_type) filter (where position is not null) as types, array_agg(distinct position) filter (where position is not null) as positions
  from (select "t7"."data_type", "t7"."ioc", ((select positions
        from catalogue) ->> encode("t7"."match_hash", 'hex'))::integer as position
    from "skep"."observable" as "t7"
    where (("t7"."organisation_id" = $28::bigint and not "t7"."restricted") and "t7"."deleted_at" is null and ("t7"."root_id" = "found"."id" and "t7"."alert_id" is not null) and not "t7"."ignore_similarity")) as held) as totals order by values_shared desc, rarity desc, object_id desc
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
-- $18 = 500
-- $19 = "5"
-- $20 = "ann@example.org"
-- $21 = 500
-- $22 = "5"
-- $23 = "ann@example.org"
-- $24 = 500
-- $25 = "5"
-- $26 = "Imported"
-- $27 = 100
-- $28 = "5"
