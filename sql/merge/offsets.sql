-- Positions of streams in which the member is further.
insert into ops.offsets by name
select m.*
from member.ops.offsets m
where not exists (from ops.offsets o where o.stream = m.stream)
