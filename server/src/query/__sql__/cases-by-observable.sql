select ((select count(*)
from "skep"."case" as "t1"
where (("t1"."organisation_id" = $1::bigint and not "t1"."restricted") and "t1"."deleted_at" is null
and exists (select 
from "skep"."observable" as "t0"
where ((("t0"."organisation_id" = $2::bigint or ("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$3::bigint])) and (not "t0"."restricted" or "t0"."restricted_to" @> array[$4::text])) and "t0"."deleted_at" is null and "t0"."data_type" = $5::text and ("t0"."root_id" = "t1"."id" and "t0"."case_id" is not null))))) + (select count(*)
from "skep"."case" as "t1"
where (("t1"."organisation_id" = $6::bigint and "t1"."restricted" and "t1"."restricted_to" @> array[$7::text]) and "t1"."deleted_at" is null
and exists (select 
from "skep"."observable" as "t0"
where ((("t0"."organisation_id" = $8::bigint or ("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$9::bigint])) and (not "t0"."restricted" or "t0"."restricted_to" @> array[$10::text])) and "t0"."deleted_at" is null and "t0"."data_type" = $11::text and ("t0"."root_id" = "t1"."id" and "t0"."case_id" is not null))))) + (select count(*)
from "skep"."case" as "t1"
where (("t1"."shared" and array_remove("t1"."organisation_ids", "t1"."organisation_id") @> array[$12::bigint] and (not "t1"."restricted" or "t1"."restricted_to" @> array[$13::text])) and "t1"."deleted_at" is null
and exists (select 
from "skep"."observable" as "t0"
where ((("t0"."organisation_id" = $14::bigint or ("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$15::bigint])) and (not "t0"."restricted" or "t0"."restricted_to" @> array[$16::text])) and "t0"."deleted_at" is null and "t0"."data_type" = $17::text and ("t0"."root_id" = "t1"."id" and "t0"."case_id" is not null)))))) as number
