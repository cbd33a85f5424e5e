select "t4"."id" as "id", "t4"."created_at" as "created_at", "t4"."created_by" as "created_by", "t4"."updated_at" as "updated_at", "t4"."updated_by" as "updated_by", "t4"."version" as "version", "t4"."number" as "number", "t4"."title" as "title", "t4"."description" as "description", "t4"."severity" as "severity", "t4"."tlp" as "tlp", "t4"."pap" as "pap", "t4"."start_date" as "start_date", "t4"."end_date" as "end_date", "t4"."tags" as "tags", "t4"."flag" as "flag", "t4"."status" as "status", "t4"."stage" as "stage", "t4"."summary" as "summary", "t4"."assignee" as "assignee", "t4"."impact_status" as "impact_status", "t4"."case_template" as "case_template", "t4"."task_rule" as "task_rule", "t4"."observable_rule" as "observable_rule", "t4"."access_kind" as "access_kind", "t4"."restricted_to" as "restricted_to", "t4"."new_date" as "new_date", "t4"."in_progress_date" as "in_progress_date", "t4"."closed_date" as "closed_date", "t4"."contained_date" as "contained_date", "t4"."first_touched_date" as "first_touched_date", "t4"."alert_date" as "alert_date", "t4"."alert_new_date" as "alert_new_date", "t4"."alert_in_progress_date" as "alert_in_progress_date", "t4"."alert_imported_date" as "alert_imported_date", "t4"."alert_closed_date" as "alert_closed_date", (select "t5"."name"
from "skep"."organisation" as "t5"
where "t5"."id" = "t4"."organisation_id") as "named:owningOrganisation", (select coalesce(jsonb_agg(jsonb_build_object('id', "t6"."id"::text, 'name', "t6"."name", 'type', "t6"."type", 'value', coalesce(to_jsonb("t6"."string_value"), to_jsonb("t6"."integer_value"), to_jsonb("t6"."float_value"), to_jsonb("t6"."boolean_value"), to_jsonb(floor(extract(epoch
from "t6"."date_value") * 1000)::bigint)), 'order', "t6"."position")
order by "t6"."position", "t6"."id"), '[]')
from skep.custom_field_value as "t6"
where "t6"."root_id" = "t4"."root_id" and "t6"."entity_id" = "t4"."id") as custom_fields, (select "t8"."permissions"
from skep.share as "t7"
join skep.profile as "t8" on "t8"."id" = "t7"."profile_id"
where "t7"."root_id" = "t4"."root_id" and "t7"."entity_id" in ("t4"."visible_through", "t4"."root_id") and "t7"."organisation_id" = $1::bigint
order by "t7"."entity_id" = "t4"."visible_through" desc
limit 1) as share_permissions
from (select *
from ((select "t0"."root_id", "t0"."id", "t3"."string_value" as "term_0", "t3"."integer_value" as "term_1", "t3"."float_value" as "term_2", "t3"."boolean_value" as "term_3", "t3"."date_value" as "term_4", "t0"."id" as "term_5"
from "skep"."case" as "t0"
left
join lateral (select lower("t2"."string_value") as "string_value", "t2"."integer_value" as "integer_value", "t2"."float_value" as "float_value", "t2"."boolean_value" as "boolean_value", "t2"."date_value" as "date_value"
from skep.custom_field_value as "t2"
where ("t2"."organisation_id" = "t0"."organisation_id" and "t2"."entity_kind" = $2 and "t2"."entity_id" = "t0"."id" and "t2"."name" = $3)
order by "t2"."position"
limit 1) as "t3" on true
where (("t0"."organisation_id" = $4::bigint and not "t0"."restricted") and "t0"."deleted_at" is null
and exists (select
from skep.custom_field_value as "t1"
where ("t1"."organisation_id" = "t0"."organisation_id" and "t1"."entity_kind" = $5 and "t1"."entity_id" = "t0"."id" and "t1"."name" = $6) and (left("t1"."string_value", 200) = left($7::text, 200) or "t1"."integer_value" = $8::bigint or "t1"."float_value" = $9::bigint or "t1"."date_value" = $10::timestamptz)))
order by "t3"."string_value" nulls last, "t3"."integer_value" nulls last, "t3"."float_value" nulls last, "t3"."boolean_value" nulls last, "t3"."date_value" nulls last, "t0"."id"
limit $11::bigint)
union all (select "t0"."root_id", "t0"."id", "t3"."string_value" as "term_0", "t3"."integer_value" as "term_1", "t3"."float_value" as "term_2", "t3"."boolean_value" as "term_3", "t3"."date_value" as "term_4", "t0"."id" as "term_5"
from "skep"."case" as "t0"
left
join lateral (select lower("t2"."string_value") as "string_value", "t2"."integer_value" as "integer_value", "t2"."float_value" as "float_value", "t2"."boolean_value" as "boolean_value", "t2"."date_value" as "date_value"
from skep.custom_field_value as "t2"
where ("t2"."organisation_id" = "t0"."organisation_id" and "t2"."entity_kind" = $12 and "t2"."entity_id" = "t0"."id" and "t2"."name" = $13)
order by "t2"."position"
limit 1) as "t3" on true
where (("t0"."organisation_id" = $14::bigint and "t0"."restricted" and "t0"."restricted_to" @> array[$15::text]) and "t0"."deleted_at" is null
and exists (select
from skep.custom_field_value as "t1"
where ("t1"."organisation_id" = "t0"."organisation_id" and "t1"."entity_kind" = $16 and "t1"."entity_id" = "t0"."id" and "t1"."name" = $17) and (left("t1"."string_value", 200) = left($18::text, 200) or "t1"."integer_value" = $19::bigint or "t1"."float_value" = $20::bigint or "t1"."date_value" = $21::timestamptz)))
order by "t3"."string_value" nulls last, "t3"."integer_value" nulls last, "t3"."float_value" nulls last, "t3"."boolean_value" nulls last, "t3"."date_value" nulls last, "t0"."id"
limit $22::bigint)
union all (select "t0"."root_id", "t0"."id", "t3"."string_value" as "term_0", "t3"."integer_value" as "term_1", "t3"."float_value" as "term_2", "t3"."boolean_value" as "term_3", "t3"."date_value" as "term_4", "t0"."id" as "term_5"
from "skep"."case" as "t0"
left
join lateral (select lower("t2"."string_value") as "string_value", "t2"."integer_value" as "integer_value", "t2"."float_value" as "float_value", "t2"."boolean_value" as "boolean_value", "t2"."date_value" as "date_value"
from skep.custom_field_value as "t2"
where ("t2"."organisation_id" = "t0"."organisation_id" and "t2"."entity_kind" = $23 and "t2"."entity_id" = "t0"."id" and "t2"."name" = $24)
order by "t2"."position"
limit 1) as "t3" on true
where (("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$25::bigint] and (not "t0"."restricted" or "t0"."restricted_to" @> array[$26::text])) and "t0"."deleted_at" is null
and exists (select
from skep.custom_field_value as "t1"
where ("t1"."organisation_id" = "t0"."organisation_id" and "t1"."entity_kind" = $27 and "t1"."entity_id" = "t0"."id" and "t1"."name" = $28) and (left("t1"."string_value", 200) = left($29::text, 200) or "t1"."integer_value" = $30::bigint or "t1"."float_value" = $31::bigint or "t1"."date_value" = $32::timestamptz)))
order by "t3"."string_value" nulls last, "t3"."integer_value" nulls last, "t3"."float_value" nulls last, "t3"."boolean_value" nulls last, "t3"."date_value" nulls last, "t0"."id"
limit $33::bigint)) as part
order by "part"."term_0" nulls last, "part"."term_1" nulls last, "part"."term_2" nulls last, "part"."term_3" nulls last, "part"."term_4" nulls last, "part"."term_5"
limit $34::bigint offset $35::bigint) as page
join "skep"."case" as "t4" on ("t4"."root_id" = "page"."root_id" and "t4"."id" = "page"."id")
order by "page"."term_0" nulls last, "page"."term_1" nulls last, "page"."term_2" nulls last, "page"."term_3" nulls last, "page"."term_4" nulls last, "page"."term_5"
