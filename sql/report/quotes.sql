-- Candidates for quotes of a topic in a week: one a user, well readable, surest first.
select complaint_text, language, country, user_role, confidence, ticket_id
from (
  select
    t.complaint_text, t.language, t.country, t.user_role, g.confidence, t.ticket_id,
    row_number() over (partition by t.user_key order by g.confidence desc, t.ticket_id) as of_user,
    row_number() over (partition by t.language, t.complaint_text order by g.confidence desc, t.ticket_id) as of_text,
    row_number() over (partition by t.language order by
      (length(t.complaint_text) between 20 and 180) desc, g.confidence desc, t.ticket_id) as of_language
  from topic_tickets g
  join tickets t using (ticket_id)
  where g.topic = $topic and g.closed_week = $week::date
)
where of_user = 1 and of_text = 1 and of_language <= 12
order by of_language, confidence desc, ticket_id
