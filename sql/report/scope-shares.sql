-- One row per event with a scope, from JSON rows: its share of the tickets of its week and the three weeks after it, up to the
-- report's week. A part of the scope that is not given is any.
with events as (
  select unnest(from_json($events::json, '[{"event": "integer", "monday": "date", "country": "varchar", "language": "varchar", "os": "varchar", "app_version": "varchar", "device": "varchar", "network": "varchar", "feature": "varchar", "vendor": "varchar", "user_role": "varchar"}]'), recursive := true)
)
select
  e.event,
  count(*) filter (
    (e.country is null or e.country = t.country) and (e.language is null or e.language = t.language)
    and (e.os is null or e.os = t.os) and (e.app_version is null or e.app_version = t.app_version)
    and (e.device is null or e.device = t.device) and (e.network is null or e.network = t.network)
    and (e.feature is null or e.feature = t.feature) and (e.vendor is null or e.vendor = t.vendor)
    and (e.user_role is null or e.user_role = t.user_role)
  ) / count(*) as share
from events e
join tickets t on t.closed_week >= e.monday and t.closed_week <= e.monday + interval 21 day and t.closed_week <= $week::date
group by e.event
order by e.event
