-- One row per day with tickets up to the end of the report's week.
select closed_at::date::varchar as day, count(*) as tickets
from tickets
where closed_week <= $week::date
group by closed_at::date
order by closed_at::date
