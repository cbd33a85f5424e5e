select "t6"."id" as "id", "t6"."created_at" as "created_at", "t6"."created_by" as "created_by", "t6"."updated_at" as "updated_at", "t6"."updated_by" as "updated_by", "t6"."version" as "version", "t6"."number" as "number", "t6"."title" as "title", "t6"."description" as "description", "t6"."severity" as "severity", "t6"."tlp" as "tlp", "t6"."pap" as "pap", "t6"."start_date" as "start_date", "t6"."end_date" as "end_date", "t6"."tags" as "tags", "t6"."flag" as "flag", "t6"."status" as "status", "t6"."stage" as "stage", "t6"."summary" as "summary", "t6"."assignee" as "assignee", "t6"."impact_status" as "impact_status", "t6"."case_template" as "case_template", "t6"."task_rule" as "task_rule", "t6"."observable_rule" as "observable_rule", "t6"."access_kind" as "access_kind", "t6"."restricted_to" as "restricted_to", "t6"."new_date" as "new_date", "t6"."in_progress_date" as "in_progress_date", "t6"."closed_date" as "closed_date", "t6"."contained_date" as "contained_date", "t6"."first_touched_date" as "first_touched_date", "t6"."alert_date" as "alert_date", "t6"."alert_new_date" as "alert_new_date", "t6"."alert_in_progress_date" as "alert_in_progress_date", "t6"."alert_imported_date" as "alert_imported_date", "t6"."alert_closed_date" as "alert_closed_date", (select "t7"."name"
from "skep"."organisation" as "t7"
where "t7"."id" = "t6"."organisation_id") as "named:owningOrganisation", (select coalesce(jsonb_agg(jsonb_build_object('id', "t8"."id"::text, 'name', "t8"."name", 'type', "t8"."type", 'value', coalesce(to_jsonb("t8"."string_value"), to_jsonb("t8"."integer_value"), to_jsonb("t8"."float_value"), to_jsonb("t8"."boolean_value"), to_jsonb(floor(extract(epoch
from "t8"."date_value") * 1000)::bigint)), 'order', "t8"."position")
order by "t8"."position", "t8"."id"), '[]')
from skep.custom_field_value as "t8"
where "t8"."root_id" = "t6"."root_id" and "t8"."entity_id" = "t6"."id") as custom_fields, (select "t10"."permissions"
from skep.share as "t9"
join skep.profile as "t10" on "t10"."id" = "t9"."profile_id"
where "t9"."root_id" = "t6"."root_id" and "t9"."entity_id" in ("t6"."visible_through", "t6"."root_id") and "t9"."organisation_id" = $1::bigint
order by "t9"."entity_id" = "t6"."visible_through" desc
limit 1) as share_permissions
from (select *
from ((select "t0"."root_id", "t0"."id", "t5"."string_value" as "term_0", "t5"."integer_value" as "term_1", "t5"."float_value" as "term_2", "t5"."boolean_value" as "term_3", "t5"."date_value" as "term_4", "t0"."id" as "term_5"
from "skep"."case" as "t0"
left
join lateral (select lower("t3"."string_value") as "string_value", "t3"."integer_value" as "integer_value", "t3"."float_value" as "float_value", "t3"."boolean_value" as "boolean_value", "t3"."date_value" as "date_value"
from skep.custom_field_value as "t3"
where ("t3"."organisation_id" = "t0"."organisation_id" and "t3"."entity_kind" = $2 and "t3"."root_id" = "t0"."root_id" and "t3"."entity_id" = "t0"."id" and "t3"."custom_field_id" = (select "t4"."id"
from skep.custom_field as "t4"
where "t4"."name" = $3))
order by "t3"."position"
limit 1) as "t5" on true
where (("t0"."organisation_id" = $4::bigint and not "t0"."restricted") and "t0"."deleted_at" is null
and exists (select
from skep.custom_field_value as "t1"
where ("t1"."organisation_id" = "t0"."organisation_id" and "t1"."entity_kind" = $5 and "t1"."root_id" = "t0"."root_id" and "t1"."entity_id" = "t0"."id" and "t1"."custom_field_id" = (select "t2"."id"
from skep.custom_field as "t2"
where "t2"."name" = $6)) and (left("t1"."string_value", 200) = left($7::text, 200) or "t1"."integer_value" = $8::bigint or "t1"."float_value" = $9::bigint or "t1"."date_value" = $10::timestamptz)))
order by "t5"."string_value" nulls last, "t5"."integer_value" nulls last, "t5"."float_value" nulls last, "t5"."boolean_value" nulls last, "t5"."date_value" nulls last, "t0"."id"
limit $11::bigint)
union all (select "t0"."root_id", "t0"."id", "t5"."string_value" as "term_0", "t5"."integer_value" as "term_1", "t5"."float_value" as "term_2", "t5"."boolean_value" as "term_3", "t5"."date_value" as "term_4", "t0"."id" as "term_5"
from "skep"."case" as "t0"
left
join lateral (select lower("t3"."string_value") as "string_value", "t3"."integer_value" as "integer_value", "t3"."float_value" as "float_value", "t3"."boolean_value" as "boolean_value", "t3"."date_value" as "date_value"
from skep.custom_field_value as "t3"
where ("t3"."organisation_id" = "t0"."organisation_id" and "t3"."entity_kind" = $12 and "t3"."root_id" = "t0"."root_id" and "t3"."entity_id" = "t0"."id" and "t3"."custom_field_id" = (select "t4"."id"
from skep.custom_field as "t4"
where "t4"."name" = $13))
order by "t3"."position"
limit 1) as "t5" on true
where (("t0"."organisation_id" = $14::bigint and "t0"."restricted" and "t0"."restricted_to" @> array[$15::text]) and "t0"."deleted_at" is null
and exists (select
from skep.custom_field_value as "t1"
where ("t1"."organisation_id" = "t0"."organisation_id" and "t1"."entity_kind" = $16 and "t1"."root_id" = "t0"."root_id" and "t1"."entity_id" = "t0"."id" and "t1"."custom_field_id" = (select "t2"."id"
from skep.custom_field as "t2"
where "t2"."name" = $17)) and (left("t1"."string_value", 200) = left($18::text, 200) or "t1"."integer_value" = $19::bigint or "t1"."float_value" = $20::bigint or "t1"."date_value" = $21::timestamptz)))
order by "t5"."string_value" nulls last, "t5"."integer_value" nulls last, "t5"."float_value" nulls last, "t5"."boolean_value" nulls last, "t5"."date_value" nulls last, "t0"."id"
limit $22::bigint)
union all (select "t0"."root_id", "t0"."id", "t5"."string_value" as "term_0", "t5"."integer_value" as "term_1", "t5"."float_value" as "term_2", "t5"."boolean_value" as "term_3", "t5"."date_value" as "term_4", "t0"."id" as "term_5"
from "skep"."case" as "t0"
left
join lateral (select lower("t3"."string_value") as "string_value", "t3"."integer_value" as "integer_value", "t3"."float_value" as "float_value", "t3"."boolean_value" as "boolean_value", "t3"."date_value" as "date_value"
from skep.custom_field_value as "t3"
where ("t3"."organisation_id" = "t0"."organisation_id" and "t3"."entity_kind" = $23 and "t3"."root_id" = "t0"."root_id" and "t3"."entity_id" = "t0"."id" and "t3"."custom_field_id" = (select "t4"."id"
from skep.custom_field as "t4"
where "t4"."name" = $24))
order by "t3"."position"
limit 1) as "t5" on true
where (("t0"."shared" and "t0"."organisation_ids" @> array[$25::bigint] and "t0"."organisation_id" <> $26::bigint and (not "t0"."restricted" or "t0"."restricted_to" @> array[$27::text])) and "t0"."deleted_at" is null
and exists (select
from skep.custom_field_value as "t1"
where ("t1"."organisation_id" = "t0"."organisation_id" and "t1"."entity_kind" = $28 and "t1"."root_id" = "t0"."root_id" and "t1"."entity_id" = "t0"."id" and "t1"."custom_field_id" = (select "t2"."id"
from skep.custom_field as "t2"
where "t2"."name" = $29)) and (left("t1"."string_value", 200) = left($30::text, 200) or "t1"."integer_value" = $31::bigint or "t1"."float_value" = $32::bigint or "t1"."date_value" = $33::timestamptz)))
order by "t5"."string_value" nulls last, "t5"."integer_value" nulls last, "t5"."float_value" nulls last, "t5"."boolean_value" nulls last, "t5"."date_value" nulls last, "t0"."id"
limit $34::bigint)) as part
order by "part"."term_0" nulls last, "part"."term_1" nulls last, "part"."term_2" nulls last, "part"."term_3" nulls last, "part"."term_4" nulls last, "part"."term_5"
limit $35::bigint offset $36::bigint) as page
join "skep"."case" as "t6" on ("t6"."root_id" = "page"."root_id" and "t6"."id" = "page"."id")
order by "page"."term_0" nulls last, "page"."term_1" nulls last, "page"."term_2" nulls last, "page"."term_3" nulls last, "page"."term_4" nulls last, "page"."term_5"
