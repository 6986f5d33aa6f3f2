-- Which complaints are above what was expected in the newest week, and how sure is that?
select topic, tickets, users, expected, ratio, ratio_low, ratio_high, q_value, status
from weekly_topics
where week = (select max(week) from weekly_totals) and ratio is not null
order by q_value, ratio desc
