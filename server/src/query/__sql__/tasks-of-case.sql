select "t2"."id" as "id", "t2"."created_at" as "created_at", "t2"."created_by" as "created_by", "t2"."updated_at" as "updated_at", "t2"."updated_by" as "updated_by", "t2"."version" as "version", "t2"."origin_kind" as "origin_kind", "t2"."origin_id" as "origin_id", "t2"."case_id" as "case_id", "t2"."case_template_id" as "case_template_id", "t2"."title" as "title", "t2"."task_group" as "task_group", "t2"."description" as "description", "t2"."status" as "status", "t2"."flag" as "flag", "t2"."start_date" as "start_date", "t2"."end_date" as "end_date", "t2"."due_date" as "due_date", "t2"."position" as "position", "t2"."assignee" as "assignee", "t2"."mandatory" as "mandatory", ($1::bigint = any("t2"."action_required")) as "named:actionRequired", (select coalesce(jsonb_agg(jsonb_build_object('id', "t3"."id"::text, 'name', "t3"."name", 'type', "t3"."type", 'value', coalesce(to_jsonb("t3"."string_value"), to_jsonb("t3"."integer_value"), to_jsonb("t3"."float_value"), to_jsonb("t3"."boolean_value"), to_jsonb(floor(extract(epoch
from "t3"."date_value") * 1000)::bigint)), 'order', "t3"."position")
order by "t3"."position", "t3"."id"), '[]')
from skep.custom_field_value as "t3"
where "t3"."root_id" = "t2"."root_id" and "t3"."entity_id" = "t2"."id") as custom_fields
from (select *
from ((select "t1"."root_id", "t1"."id", "t1"."created_at" as "term_0", "t1"."id" as "term_1"
from "skep"."task" as "t1" 
where (("t1"."organisation_id" = $2::bigint and not "t1"."restricted") and "t1"."deleted_at" is null
and exists (select 
from "skep"."case" as "t0"
where ((("t0"."organisation_id" = $3::bigint or ("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$4::bigint])) and (not "t0"."restricted" or "t0"."restricted_to" @> array[$5::text])) and "t0"."deleted_at" is null and ("t0"."id" = $6::bigint and "t0"."root_id" = $7::bigint) and ("t1"."root_id" = "t0"."id" and "t1"."case_id" is not null))))
order by "t1"."created_at" desc, "t1"."id" desc
limit $8::bigint)
union all (select "t1"."root_id", "t1"."id", "t1"."created_at" as "term_0", "t1"."id" as "term_1"
from "skep"."task" as "t1" 
where (("t1"."organisation_id" = $9::bigint and "t1"."restricted" and "t1"."restricted_to" @> array[$10::text]) and "t1"."deleted_at" is null
and exists (select 
from "skep"."case" as "t0"
where ((("t0"."organisation_id" = $11::bigint or ("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$12::bigint])) and (not "t0"."restricted" or "t0"."restricted_to" @> array[$13::text])) and "t0"."deleted_at" is null and ("t0"."id" = $14::bigint and "t0"."root_id" = $15::bigint) and ("t1"."root_id" = "t0"."id" and "t1"."case_id" is not null))))
order by "t1"."created_at" desc, "t1"."id" desc
limit $16::bigint)
union all (select "t1"."root_id", "t1"."id", "t1"."created_at" as "term_0", "t1"."id" as "term_1"
from "skep"."task" as "t1" 
where (("t1"."shared" and array_remove("t1"."organisation_ids", "t1"."organisation_id") @> array[$17::bigint] and (not "t1"."restricted" or "t1"."restricted_to" @> array[$18::text])) and "t1"."deleted_at" is null
and exists (select 
from "skep"."case" as "t0"
where ((("t0"."organisation_id" = $19::bigint or ("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$20::bigint])) and (not "t0"."restricted" or "t0"."restricted_to" @> array[$21::text])) and "t0"."deleted_at" is null and ("t0"."id" = $22::bigint and "t0"."root_id" = $23::bigint) and ("t1"."root_id" = "t0"."id" and "t1"."case_id" is not null))))
order by "t1"."created_at" desc, "t1"."id" desc
limit $24::bigint)) as part
order by "part"."term_0" desc, "part"."term_1" desc
limit $25::bigint offset $26::bigint) as page
join "skep"."task" as "t2" on ("t2"."root_id" = "page"."root_id" and "t2"."id" = "page"."id")
order by "page"."term_0" desc, "page"."term_1" desc
