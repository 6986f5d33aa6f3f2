-- Topics of the closings that came.
insert into ops.closing_topics by name
select m.* replace ($batch::bigint as batch)
from member.ops.closing_topics m
where exists (from ops.closings c where c.batch = $batch and c.stream = m.stream and c.position = m.position)
