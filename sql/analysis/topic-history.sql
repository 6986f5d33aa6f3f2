-- How did one topic go, week by week, against what was expected? $topic: its id.
select a.week, coalesce(w.tickets, 0) as tickets, coalesce(w.users, 0) as users, w.expected, w.low, w.high, w.status
from weekly_totals a
left join weekly_topics w on w.week = a.week and w.topic = $topic
order by a.week
