select count(*) as number
from ((select 
from "skep"."task" as "t0"
where (("t0"."organisation_id" = $1::bigint and not "t0"."restricted") and "t0"."deleted_at" is null))
union all (select 
from "skep"."task" as "t0"
where (("t0"."organisation_id" = $2::bigint and "t0"."restricted" and "t0"."restricted_to" @> array[$3::text]) and "t0"."deleted_at" is null))
union all (select 
from "skep"."task" as "t0"
where (("t0"."shared" and array_remove("t0"."organisation_ids", "t0"."organisation_id") @> array[$4::bigint] and (not "t0"."restricted" or "t0"."restricted_to" @> array[$5::text])) and "t0"."deleted_at" is null))
limit $6::bigint) as counted
