-- One row per week of one segment of a topic up to the report's week: distinct users.
select week::varchar as week, users
from weekly_segment_counts
where week <= $week::date and topic = $topic and dimension = $dimension and value = $value
order by week
