-- Topics that a reviewer affirmed, in the touched weeks; of several verdicts the last one counts.
insert into ticket_topics by name
select c.ticket_id, c.topic, 1.0 as confidence, 'reviewer' as source, '' as evidence, t.closed_week
from (
  select ticket_id, topic, arg_max(verdict, taken_at) as verdict
  from ops.corrections
  group by ticket_id, topic
) c
join tickets t using (ticket_id)
where c.verdict and t.closed_week in (select week from touched)
