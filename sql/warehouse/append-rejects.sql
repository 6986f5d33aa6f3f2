-- Refused messages at the end of their log, but for those committed before (see stage-tickets).
insert into ops.rejects by name
select
  $batch::bigint as batch, r.stream, r.label, r.position,
  make_timestamptz(($now::bigint * 1000)::bigint) as rejected_at, r.code, r.detail
from (select unnest(from_json($facts, $structure), recursive := false) as r)
where not exists (
  from ops.offsets o
  where o.stream = r.stream
    and r.position < o.position + case when o.stream like 'kafka:%' then 0 else 1 end
)
