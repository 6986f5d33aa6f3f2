-- Topics of the newer closings.
insert into ticket_topics by name
select g.ticket_id, g.topic, g.confidence, g.source, g.evidence, date_trunc('week', w.closed_at)::date as closed_week
from ops.closing_topics g
join winners w on w.is_fresh and w.stream = g.stream and w.position = g.position and w.ticket_id = g.ticket_id
where g.batch > $after
