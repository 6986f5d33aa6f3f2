-- Weeks that hold texts that go or tickets that go.
select distinct week::varchar as week
from (
  select week from expired
  union all
  select closed_week from tickets where closed_week < $tickets::date
)
order by week
