select count(*) as number
from ((select 
from "skep"."task" as "t0"
where ("t0"."organisation_id" = $1::bigint and "t0"."deleted_at" is null))
union all (select 
from "skep"."task" as "t0"
where (("t0"."shared" and "t0"."organisation_ids" @> array[$2::bigint] and "t0"."organisation_id" <> $3::bigint) and "t0"."deleted_at" is null))
limit $4::bigint) as counted
