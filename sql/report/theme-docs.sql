-- Complaint texts of a week for clustering: every ticket without a topic; those whose first topic is large (60 tickets of 20
-- users, half of that where the topic was divided before), at most 1,000 a topic; a sample of the others for comparison.
with tagged as (
  select
    g.ticket_id,
    list(g.topic order by g.topic) as topics,
    first(g.topic order by g.confidence desc, g.topic) as first_topic
  from ticket_topics g
  where g.closed_week = $week::date
  group by g.ticket_id
),
large as (
  select g.first_topic as topic
  from tagged g
  join tickets t using (ticket_id)
  where t.closed_week = $week::date
  group by g.first_topic
  having
    count(*) >= 60 and count(distinct t.user_key) >= 20
    or count(*) >= 30
    and count(distinct t.user_key) >= 10
    and g.first_topic in (select unnest(from_json($divided, '["VARCHAR"]')))
),
inside as (
  select ticket_id, first_topic as topic
  from tagged
  where first_topic in (select topic from large)
  qualify row_number() over (partition by first_topic order by hash(ticket_id), ticket_id) <= 1000
)
select
  t.ticket_id, t.complaint_text, t.language, t.user_key, t.country, t.concepts, g.topics, i.topic as in_topic,
  g.ticket_id is not null and hash(t.ticket_id) % greatest(1, (select count(*) from tagged) // 1500) = 0 as compared
from tickets t
left join tagged g using (ticket_id)
left join inside i using (ticket_id)
where t.closed_week = $week::date
  and (g.ticket_id is null or i.topic is not null or compared)
order by t.ticket_id
