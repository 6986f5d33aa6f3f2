-- Tickets of a week without a topic, and those of them in a theme.
select
  count(*) as tickets,
  count(m.ticket_id) as clustered
from tickets t
left join ticket_themes m on m.ticket_id = t.ticket_id and m.week = t.closed_week
where t.closed_week = $week::date
  and t.ticket_id not in (select ticket_id from ticket_topics where closed_week = $week::date)
