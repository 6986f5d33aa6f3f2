-- Closings that only the member holds: stream and position say which message it is.
insert into ops.closings by name
select m.* replace ($batch::bigint as batch)
from member.ops.closings m
where not exists (from ops.closings c where c.stream = m.stream and c.position = m.position)
  and not exists (from ops.rejects r where r.code = 'erased' and r.stream = m.stream and r.position = m.position)
