-- The topics of this version, with the batch of their closing.
insert into ops.closing_topics by name
select c.batch, n.stream, n.position, n.ticket_id, n.topic, n.confidence, n.source, n.evidence
from retagged_topics n
join ops.closings c on c.ticket_id = n.ticket_id and c.stream = n.stream and c.position = n.position
