-- One row per week and country up to the report's week: active users; country null is everywhere.
select week::varchar as week, country, active_users
from actives
where week <= $week::date
order by week, country
