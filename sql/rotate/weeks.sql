-- Weeks that hold tickets.
select distinct closed_week::varchar as week from tickets order by week
