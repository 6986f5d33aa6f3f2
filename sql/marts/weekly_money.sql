-- One row per week, topic and currency: what handling cost and what was paid back.
select
  t.closed_week as week,
  g.topic,
  t.currency,
  count(*) as tickets,
  sum(t.cost) as cost,
  sum(t.refund) as refund
from topic_tickets g
join tickets t using (ticket_id)
where g.closed_week in (select week from touched) and t.currency is not null
group by t.closed_week, g.topic, t.currency
