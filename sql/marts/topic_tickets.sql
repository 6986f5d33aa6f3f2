-- View, one row per ticket and topic as the taxonomy of now names it: a ticket tagged before its topic was split, merged or
-- renamed counts for what came of it. A tag is from before when its topic is gone, or when its ticket is older than the
-- change and was not tagged again by a tagger that knows of it.
create or replace view main.topic_tickets as
with earlier as (
  select g.ticket_id, g.closed_week, g.confidence, c.topic, c.was, c.since
  from topic_changes c
  join ticket_topics g on g.topic = c.was
  join tickets t using (ticket_id)
  where c.retired or (t.closed_at::date < c.since and not coalesce(list_contains(c.known_by, t.tagger_version), false))
),
own_before as (
  select ticket_id, topic, min(since) as since
  from earlier
  where topic = was
  group by ticket_id, topic
),
inherited as (
  select
    ticket_id, topic, closed_week, max(confidence) as confidence, list(distinct was order by was) as tagged_as,
    min(since) as before_change
  from earlier e
  where topic <> was
    and not exists (from ticket_topics o where o.ticket_id = e.ticket_id and o.topic = e.topic)
  group by ticket_id, topic, closed_week
)
select
  g.ticket_id, g.topic, g.closed_week, g.confidence,
  case when b.since is not null then [g.topic] end as tagged_as, b.since as before_change
from ticket_topics g
left join own_before b on b.ticket_id = g.ticket_id and b.topic = g.topic
where g.topic not in (select was from topic_changes where retired)
union all
select ticket_id, topic, closed_week, confidence, tagged_as, before_change
from inherited
