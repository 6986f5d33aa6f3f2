-- Who wrote five times or more in the last four weeks, and about what? Users are pseudonyms.
select
  t.user_key, any_value(t.user_role) as user_role, count(distinct t.ticket_id) as tickets,
  list(distinct g.topic) filter (g.topic is not null) as topics
from tickets t
left join ticket_topics g using (ticket_id)
where t.closed_week > (select max(week) from weekly_totals) - interval 28 day
group by t.user_key
having count(distinct t.ticket_id) >= 5
order by tickets desc
limit 50
