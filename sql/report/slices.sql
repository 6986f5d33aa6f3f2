-- One row per slice of a topic: users in the report's week, and users a week in the up to eight weeks before it.
with cases as (
  select
    t.closed_week, t.user_key,
    t.country, t.language, t.os, t.app_version, t.device, t.network, t.feature, t.vendor, t.user_role
  from ticket_topics g
  join tickets t using (ticket_id)
  where g.topic = $topic
    and g.closed_week between $week::date - interval 56 day and $week::date
),
span as (
  select greatest(1, count(*)) as weeks
  from weekly_totals
  where week between $week::date - interval 56 day and $week::date - interval 7 day
)
select
  country, language, os, app_version, device, network, feature, vendor, user_role,
  count(distinct user_key) filter (closed_week = $week::date) as now,
  count(distinct (user_key, closed_week)) filter (closed_week < $week::date) / any_value(weeks) as before
from cases, span
group by grouping sets (
  (country), (language), (os), (app_version), (device), (network), (feature), (vendor), (user_role),
  (country, app_version), (country, os), (os, app_version), (country, device), (country, network), (country, vendor),
  (language, app_version), (country, user_role), (app_version, device)
)
having now >= 3
order by all
