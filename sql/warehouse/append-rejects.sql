-- Refused messages at the end of their log.
insert into ops.rejects by name
select
  $batch::bigint as batch, r.stream, r.label, r.position,
  make_timestamptz(($now::bigint * 1000)::bigint) as rejected_at, r.code, r.detail
from (select unnest(from_json($facts, $structure), recursive := false) as r)
