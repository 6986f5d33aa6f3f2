-- One row per week of one theme up to the report's: its label, the nearest topic, and distinct users.
select th.label, th.label_en, th.label_zh, th.topic, m.week::varchar as week, count(distinct t.user_key) as users
from themes th
left join ticket_themes m on m.theme_id = th.theme_id and m.week <= $week::date
left join tickets t using (ticket_id)
where th.theme_id = $theme
group by all
order by week
