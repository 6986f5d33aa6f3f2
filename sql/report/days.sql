-- One row per day with tickets up to the end of the report's week; days of weeks whose tickets retention removed share their
-- week's total evenly.
with removed as (
  select week, tickets, days_seen
  from weekly_totals
  where week < (select max(value)::date from ops.state where key = 'tickets_until')
)
select closed_at::date::varchar as day, count(*) as tickets
from tickets
where closed_week <= $week::date
group by closed_at::date
union all
select (week + days.i::integer)::varchar as day, tickets // days_seen as tickets
from removed
cross join range(7) as days(i)
where days.i < days_seen
order by day
