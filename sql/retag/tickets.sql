-- Tickets of a week that another version of the tagger tagged, with their machine-given topics.
select
  t.ticket_id, t.complaint_text, t.language, t.user_key, t.user_role, t.stream, t.position, t.sentiment, t.severity,
  (
    select list(g.topic order by g.confidence desc)
    from ops.closing_topics g
    where g.ticket_id = t.ticket_id and g.stream = t.stream and g.position = t.position
  ) as topics
from tickets t
where t.closed_week = $week::date and t.tagger_version is distinct from $version and t.complaint_text is not null
order by t.ticket_id
