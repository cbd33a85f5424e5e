select counted.total, "t1"."id" as "id", "t1"."created_at" as "created_at", "t1"."created_by" as "created_by", "t1"."updated_at" as "updated_at", "t1"."updated_by" as "updated_by", "t1"."version" as "version", "t1"."number" as "number", "t1"."title" as "title", "t1"."description" as "description", "t1"."severity" as "severity", "t1"."tlp" as "tlp", "t1"."pap" as "pap", "t1"."start_date" as "start_date", "t1"."end_date" as "end_date", "t1"."tags" as "tags", "t1"."flag" as "flag", "t1"."status" as "status", "t1"."stage" as "stage", "t1"."summary" as "summary", "t1"."assignee" as "assignee", "t1"."impact_status" as "impact_status", "t1"."case_template" as "case_template", "t1"."task_rule" as "task_rule", "t1"."observable_rule" as "observable_rule", "t1"."access_kind" as "access_kind", "t1"."restricted_to" as "restricted_to", "t1"."new_date" as "new_date", "t1"."in_progress_date" as "in_progress_date", "t1"."closed_date" as "closed_date", "t1"."contained_date" as "contained_date", "t1"."first_touched_date" as "first_touched_date", "t1"."alert_date" as "alert_date", "t1"."alert_new_date" as "alert_new_date", "t1"."alert_in_progress_date" as "alert_in_progress_date", "t1"."alert_imported_date" as "alert_imported_date", "t1"."alert_closed_date" as "alert_closed_date", (select "t2"."name"
from "skep"."organisation" as "t2"
where "t2"."id" = "t1"."organisation_id") as "named:owningOrganisation", (select coalesce(jsonb_agg(jsonb_build_object('id', "t3"."id"::text, 'name', "t3"."name", 'type', "t3"."type", 'value', coalesce(to_jsonb("t3"."string_value"), to_jsonb("t3"."integer_value"), to_jsonb("t3"."float_value"), to_jsonb("t3"."boolean_value"), to_jsonb(floor(extract(epoch
from "t3"."date_value") * 1000)::bigint)), 'order', "t3"."position")
order by "t3"."position", "t3"."id"), '[]')
from skep.custom_field_value as "t3"
where "t3"."root_id" = "t1"."root_id" and "t3"."entity_id" = "t1"."id") as custom_fields, (select "t5"."permissions"
from skep.share as "t4"
join skep.profile as "t5" on "t5"."id" = "t4"."profile_id"
where "t4"."root_id" = "t1"."root_id" and "t4"."entity_id" in ("t1"."visible_through", "t1"."root_id") and "t4"."organisation_id" = $1::bigint
order by "t4"."entity_id" = "t1"."visible_through" desc
limit 1) as share_permissions, jsonb_build_object('observableStats', jsonb_build_object('total', (select count(*)
from "skep"."observable" as "t6"
where ((("t6"."organisation_id" = $2::bigint or ("t6"."shared" and array_remove("t6"."organisation_ids", "t6"."organisation_id") @> array[$3::bigint])) and (not "t6"."restricted" or "t6"."restricted_to" @> array[$4::text])) and "t6"."deleted_at" is null and ("t6"."root_id" = "t1"."id" and "t6"."case_id" is not null)))), 'taskStats', (select coalesce(jsonb_object_agg(grouped.status, grouped.number), '{}') || jsonb_build_object('total', coalesce(sum(grouped.number), 0))
from (select "t7"."status" as status, count(*) as number
from "skep"."task" as "t7"
where ((("t7"."organisation_id" = $5::bigint or ("t7"."shared" and array_remove("t7"."organisation_ids", "t7"."organisation_id") @> array[$6::bigint])) and (not "t7"."restricted" or "t7"."restricted_to" @> array[$7::text])) and "t7"."deleted_at" is null and ("t7"."root_id" = "t1"."id" and "t7"."case_id" is not null) and "t7"."status" <> 'Cancel') group by "t7"."status") as grouped), 'isOwner', ("t1"."organisation_id" = $8::bigint), 'shareCount', greatest(cardinality("t1"."organisation_ids") - 1, 0), 'permissions', (select coalesce(jsonb_agg(permission
order by permission), '[]')
from unnest($9::text[]) as permission
where permission = any((select "t9"."permissions"
from skep.share as "t8"
join skep.profile as "t9" on "t9"."id" = "t8"."profile_id"
where "t8"."root_id" = "t1"."root_id" and "t8"."entity_id" in ("t1"."visible_through", "t1"."root_id") and "t8"."organisation_id" = $10::bigint
order by "t8"."entity_id" = "t1"."visible_through" desc
limit 1)::text[]) or ("t1"."organisation_id" = $11::bigint and (select "t11"."permissions"
from skep.share as "t10"
join skep.profile as "t11" on "t11"."id" = "t10"."profile_id"
where "t10"."root_id" = "t1"."root_id" and "t10"."entity_id" in ("t1"."visible_through", "t1"."root_id") and "t10"."organisation_id" = $12::bigint
order by "t10"."entity_id" = "t1"."visible_through" desc
limit 1) is null))) as extra_data
from (select ((select count(*)
from "skep"."case" as "t0"
where (("t0"."organisation_id" = $13::bigint and not "t0"."restricted") and "t0"."deleted_at" is null)) + (select count(*)
from "skep"."case" as "t0"
where (("t0"."organisation_id" = $14::bigint and "t0"."restricted" and "t0"."restricted_to" @> array[$15::text]) and "t0"."deleted_at" is null)) + (select count(*)
from "skep"."case" as "t0"
where (("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$16::bigint] and (not "t0"."restricted" or "t0"."restricted_to" @> array[$17::text])) and "t0"."deleted_at" is null))) as total) as counted
left
join ((select *
from ((select "t0"."root_id", "t0"."id", "t0"."start_date" as "term_0", "t0"."id" as "term_1"
from "skep"."case" as "t0" 
where (("t0"."organisation_id" = $18::bigint and not "t0"."restricted") and "t0"."deleted_at" is null)
order by "t0"."start_date" desc, "t0"."id" desc
limit $19::bigint)
union all (select "t0"."root_id", "t0"."id", "t0"."start_date" as "term_0", "t0"."id" as "term_1"
from "skep"."case" as "t0" 
where (("t0"."organisation_id" = $20::bigint and "t0"."restricted" and "t0"."restricted_to" @> array[$21::text]) and "t0"."deleted_at" is null)
order by "t0"."start_date" desc, "t0"."id" desc
limit $22::bigint)
union all (select "t0"."root_id", "t0"."id", "t0"."start_date" as "term_0", "t0"."id" as "term_1"
from "skep"."case" as "t0" 
where (("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$23::bigint] and (not "t0"."restricted" or "t0"."restricted_to" @> array[$24::text])) and "t0"."deleted_at" is null)
order by "t0"."start_date" desc, "t0"."id" desc
limit $25::bigint)) as part
order by "part"."term_0" desc, "part"."term_1" desc
limit $26::bigint offset $27::bigint) as page
join "skep"."case" as "t1" on ("t1"."root_id" = "page"."root_id" and "t1"."id" = "page"."id")) on true
order by "page"."term_0" desc, "page"."term_1" desc
