-- Their topics as the machine gave them; what reviewers said follows.
insert into ticket_topics by name
select g.ticket_id, g.topic, g.confidence, g.source, g.evidence, t.closed_week
from tickets t
join ops.closing_topics g on g.ticket_id = t.ticket_id and g.stream = t.stream and g.position = t.position
where t.ticket_id in (select ticket_id from retopic)
