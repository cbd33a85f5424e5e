select "t0"."id" as "id", "t0"."created_at" as "created_at", "t0"."created_by" as "created_by", "t0"."updated_at" as "updated_at", "t0"."updated_by" as "updated_by", "t0"."version" as "version", "t0"."number" as "number", "t0"."title" as "title", "t0"."description" as "description", "t0"."severity" as "severity", "t0"."tlp" as "tlp", "t0"."pap" as "pap", "t0"."start_date" as "start_date", "t0"."end_date" as "end_date", "t0"."tags" as "tags", "t0"."flag" as "flag", "t0"."status" as "status", "t0"."stage" as "stage", "t0"."summary" as "summary", "t0"."assignee" as "assignee", "t0"."impact_status" as "impact_status", "t0"."case_template" as "case_template", "t0"."task_rule" as "task_rule", "t0"."observable_rule" as "observable_rule", "t0"."access_kind" as "access_kind", "t0"."restricted_to" as "restricted_to", "t0"."new_date" as "new_date", "t0"."in_progress_date" as "in_progress_date", "t0"."closed_date" as "closed_date", "t0"."contained_date" as "contained_date", "t0"."first_touched_date" as "first_touched_date", "t0"."alert_date" as "alert_date", "t0"."alert_new_date" as "alert_new_date", "t0"."alert_in_progress_date" as "alert_in_progress_date", "t0"."alert_imported_date" as "alert_imported_date", "t0"."alert_closed_date" as "alert_closed_date", (select "t1"."name"
from "skep"."organisation" as "t1"
where "t1"."id" = "t0"."organisation_id") as "named:owningOrganisation", (select coalesce(jsonb_agg(jsonb_build_object('id', "t2"."id"::text, 'name', "t2"."name", 'type', "t2"."type", 'value', coalesce(to_jsonb("t2"."string_value"), to_jsonb("t2"."integer_value"), to_jsonb("t2"."float_value"), to_jsonb("t2"."boolean_value"), to_jsonb(floor(extract(epoch
from "t2"."date_value") * 1000)::bigint)), 'order', "t2"."position")
order by "t2"."position", "t2"."id"), '[]')
from skep.custom_field_value as "t2"
where "t2"."root_id" = "t0"."root_id" and "t2"."entity_id" = "t0"."id") as custom_fields, (select "t4"."permissions"
from skep.share as "t3"
join skep.profile as "t4" on "t4"."id" = "t3"."profile_id"
where "t3"."root_id" = "t0"."root_id" and "t3"."entity_id" in ("t0"."visible_through", "t0"."root_id") and "t3"."organisation_id" = $1::bigint
order by "t3"."entity_id" = "t0"."visible_through" desc
limit 1) as share_permissions
from "skep"."case" as "t0" 
where ((("t0"."organisation_id" = $2::bigint or ("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$3::bigint])) and (not "t0"."restricted" or "t0"."restricted_to" @> array[$4::text])) and "t0"."deleted_at" is null and "t0"."number" = $5::bigint)
order by "t0"."start_date" desc, "t0"."id" desc
limit $6::bigint
