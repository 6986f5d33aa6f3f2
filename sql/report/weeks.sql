-- One row per week up to the report's: all tickets.
select week::varchar as week, tickets, users, tagged, days_seen, late
from weekly_totals
where week <= $week::date
order by week
