-- The newer closings as tickets.
insert into tickets by name
select * exclude (is_fresh, closed_week), date_trunc('week', closed_at)::date as closed_week
from winners
where is_fresh
