-- One row per segment of a topic with five tickets or more in the report's week and the eight before it: its weeks, oldest
-- first, tickets and distinct users in each.
select
  topic, dimension, value, list(week::varchar order by week) as weeks, list(tickets order by week) as tickets,
  list(users order by week) as users
from weekly_segment_counts
where week <= $week::date
group by topic, dimension, value
having sum(tickets) filter (week >= $week::date - interval 56 day) >= 5
order by topic, dimension, value
