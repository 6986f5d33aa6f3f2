-- The counts that a report is made with.
insert into ops.told by name
select $week::date as run_week, week, tickets
from weekly_totals
where week <= $week::date
