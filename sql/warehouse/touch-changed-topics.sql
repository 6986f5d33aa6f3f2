-- Weeks whose figures change with the taxonomy's changes: those of the topics named, and those of older tickets that a
-- tagger which has just become known to know of a change tagged.
create or replace temp table touched as
select distinct closed_week as week
from ticket_topics
where topic in (select unnest(from_json($topics::json, '["varchar"]')))
union
select distinct t.closed_week
from tickets t
join ticket_topics g using (ticket_id)
join topic_changes c on c.was = g.topic
where t.tagger_version = $version and t.closed_at::date < c.since
