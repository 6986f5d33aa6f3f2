-- Refusals that only the member holds.
insert into ops.rejects by name
select m.* replace ($batch::bigint as batch)
from member.ops.rejects m
where not exists (from ops.rejects r where r.stream = m.stream and r.position = m.position)
  and not exists (from ops.closings c where c.stream = m.stream and c.position = m.position)
