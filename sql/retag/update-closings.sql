-- Sentiment, severity, concepts and version in the log.
update ops.closings c
set sentiment = r.sentiment, severity = r.severity, concepts = r.concepts, tagger_version = $version
from retagged r
where r.ticket_id = c.ticket_id and r.stream = c.stream and r.position = c.position
