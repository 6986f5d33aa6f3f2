-- The topics of the staged tickets at the end of their log.
insert into ops.closing_topics by name
select
  $batch::bigint as batch, s.t.stream, s.t.position, s.t.ticket_id,
  g.topic, g.confidence, g.source, g.evidence
from staged s, unnest(s.t.topics) as u(g)
