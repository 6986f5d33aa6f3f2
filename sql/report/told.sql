-- Earlier weeks whose tickets differ from what the last report before this one was made with.
with last_told as (
  select week, tickets
  from ops.told
  where run_week < $week::date
  qualify row_number() over (partition by week order by run_week desc) = 1
)
select l.week::varchar as week, l.tickets as before, coalesce(t.tickets, 0) as after
from last_told l
left join weekly_totals t using (week)
where l.tickets <> coalesce(t.tickets, 0) and l.week < $week::date
order by l.week
