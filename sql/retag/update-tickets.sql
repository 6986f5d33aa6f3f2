-- The same in the tickets.
update tickets t
set sentiment = r.sentiment, severity = r.severity, concepts = r.concepts, tagger_version = $version
from retagged r
where r.ticket_id = t.ticket_id
