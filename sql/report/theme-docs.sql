-- Complaint texts of a week for clustering: every ticket without a topic, and a sample of those with topics for comparison.
with tagged as (
  select ticket_id, list(topic order by topic) as topics
  from ticket_topics
  where closed_week = $week::date
  group by ticket_id
)
select t.ticket_id, t.complaint_text, t.language, t.user_key, t.country, t.concepts, g.topics
from tickets t
left join tagged g using (ticket_id)
where t.closed_week = $week::date
  and (g.ticket_id is null or hash(t.ticket_id) % greatest(1, (select count(*) from tagged) // 1500) = 0)
order by t.ticket_id
