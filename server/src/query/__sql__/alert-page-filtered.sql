select counted.total, "t1"."id" as "id", "t1"."created_at" as "created_at", "t1"."created_by" as "created_by", "t1"."updated_at" as "updated_at", "t1"."updated_by" as "updated_by", "t1"."version" as "version", "t1"."type" as "type", "t1"."source" as "source", "t1"."source_ref" as "source_ref", "t1"."external_link" as "external_link", "t1"."title" as "title", "t1"."description" as "description", "t1"."severity" as "severity", "t1"."tlp" as "tlp", "t1"."pap" as "pap", "t1"."date" as "date", "t1"."tags" as "tags", "t1"."summary" as "summary", "t1"."status" as "status", "t1"."stage" as "stage", "t1"."assignee" as "assignee", "t1"."case_template" as "case_template", "t1"."follow" as "follow", "t1"."last_sync_date" as "last_sync_date", "t1"."case_id" as "case_id", "t1"."new_date" as "new_date", "t1"."in_progress_date" as "in_progress_date", "t1"."closed_date" as "closed_date", "t1"."imported_date" as "imported_date", "t1"."first_touched_date" as "first_touched_date", ("t1"."stage" <> 'New') as "named:read", (select count(*)::integer
from skep.observable as "t2"
where "t2"."root_id" = "t1"."root_id" and "t2"."alert_id" = "t1"."id" and "t2"."deleted_at" is null) as "named:observableCount", "t1"."rule_key" as "named:ruleKey", (select coalesce(jsonb_agg(jsonb_build_object('id', "t3"."id"::text, 'name', "t3"."name", 'type', "t3"."type", 'value', coalesce(to_jsonb("t3"."string_value"), to_jsonb("t3"."integer_value"), to_jsonb("t3"."float_value"), to_jsonb("t3"."boolean_value"), to_jsonb(floor(extract(epoch
from "t3"."date_value") * 1000)::bigint)), 'order', "t3"."position")
order by "t3"."position", "t3"."id"), '[]')
from skep.custom_field_value as "t3"
where "t3"."root_id" = "t1"."root_id" and "t3"."entity_id" = "t1"."id") as custom_fields, jsonb_build_object('importDate', floor(extract(epoch
from "t1"."imported_date") * 1000)::bigint) as extra_data
from (select ((select count(*)
from "skep"."alert" as "t0"
where ("t0"."organisation_id" = $1::bigint and "t0"."deleted_at" is null and ("t0"."severity" >= $2::bigint and "t0"."tags" && $3::text[] and (("t0"."assignee" = $4::text) is not true) and "t0"."title" ilike $5 and "t0"."search" @@ $6::tsquery)))) as total) as counted
left
join ((select *
from (with recent as materialized (select "t0"."root_id", "t0"."id", "t0"."date" as "term_0", "t0"."id" as "term_1"
from (select *
from "skep"."alert" as "t0"
where ("t0"."organisation_id" = $7::bigint and "t0"."deleted_at" is null)
order by "t0"."date" desc, "t0"."id" desc
limit $8::bigint) as "t0" 
where ("t0"."organisation_id" = $9::bigint and ("t0"."severity" >= $10::bigint and "t0"."tags" && $11::text[] and (("t0"."assignee" = $12::text) is not true) and "t0"."title" ilike $13 and "t0"."search" @@ $14::tsquery))
order by "t0"."date" desc, "t0"."id" desc
limit $15::bigint) select *
from recent
where (select count(*)
from recent) >= $16::bigint
union all (select "t0"."root_id", "t0"."id", "t0"."date" as "term_0", "t0"."id" as "term_1"
from "skep"."alert" as "t0" 
where ("t0"."organisation_id" = $17::bigint and "t0"."deleted_at" is null and ("t0"."severity" >= $18::bigint and "t0"."tags" && $19::text[] and (("t0"."assignee" = $20::text) is not true) and "t0"."title" ilike $21 and "t0"."search" @@ $22::tsquery) and not ((select count(*)
from recent) >= $23::bigint))
order by "t0"."date" desc, "t0"."id" desc
limit $24::bigint)) as part
order by "part"."term_0" desc, "part"."term_1" desc
limit $25::bigint offset $26::bigint) as page
join "skep"."alert" as "t1" on ("t1"."root_id" = "page"."root_id" and "t1"."id" = "page"."id")) on true
order by "page"."term_0" desc, "page"."term_1" desc
