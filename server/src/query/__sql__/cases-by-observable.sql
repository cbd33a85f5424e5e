select ((select count(*)
from "skep"."case" as "t1"
where ("t1"."organisation_id" = $1::bigint and "t1"."deleted_at" is null
and exists (select 
from "skep"."observable" as "t0"
where (("t0"."organisation_id" = $2::bigint or ("t0"."shared" and "t0"."organisation_ids" @> array[$3::bigint])) and "t0"."deleted_at" is null and "t0"."data_type" = $4::text and ("t0"."root_id" = "t1"."root_id" and "t0"."case_id" = "t1"."id"))))) + (select count(*)
from "skep"."case" as "t1"
where (("t1"."shared" and "t1"."organisation_ids" @> array[$5::bigint] and "t1"."organisation_id" <> $6::bigint) and "t1"."deleted_at" is null
and exists (select 
from "skep"."observable" as "t0"
where (("t0"."organisation_id" = $7::bigint or ("t0"."shared" and "t0"."organisation_ids" @> array[$8::bigint])) and "t0"."deleted_at" is null and "t0"."data_type" = $9::text and ("t0"."root_id" = "t1"."root_id" and "t0"."case_id" = "t1"."id")))))) as number
