-- One row per week and topic up to the report's week.
select week::varchar as week, topic, tickets, users, share, csat, csat_rated, negative_share, severity,
  before_change::varchar as before_change
from weekly_topic_counts
where week <= $week::date
order by topic, week
