-- Active users by week and country.
insert into actives by name
select r.week::date as week, r.country, r.active_users
from (select unnest(from_json($rows, '[{"week":"VARCHAR","country":"VARCHAR","active_users":"DOUBLE"}]')) as r)
