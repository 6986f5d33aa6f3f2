-- One row per theme and week up to the report's: tickets and distinct users.
select m.theme_id, m.week::varchar as week, count(*) as tickets, count(distinct t.user_key) as users
from ticket_themes m
join tickets t using (ticket_id)
where m.week <= $week::date
group by m.theme_id, m.week
order by m.theme_id, m.week
