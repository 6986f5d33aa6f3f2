-- One row per slice of a topic: its users in the report's week and a week in the up to eight weeks before it rose, and the
-- same of all users of the slice, whatever they wrote about; and the whole. A slice of what is not known is none.
with cases as (
  select
    t.closed_week = $week::date as is_now, t.closed_week, t.user_key, g.ticket_id is not null as is_topic,
    t.country, t.language, t.os, t.app_version, t.device, t.network, t.feature, t.vendor, t.user_role
  from tickets t
  left join (select ticket_id from topic_tickets where topic = $topic) g using (ticket_id)
  where t.closed_week = $week::date
    or t.closed_week between $rose::date - interval 56 day and $rose::date - interval 7 day
),
span as (
  select greatest(1, count(*)) as weeks
  from weekly_totals
  where week between $rose::date - interval 56 day and $rose::date - interval 7 day
)
select
  country, language, os, app_version, device, network, feature, vendor, user_role,
  grouping(country, language, os, app_version, device, network, feature, vendor, user_role) = 511 as is_whole,
  count(distinct user_key) filter (is_now and is_topic) as now,
  count(distinct (user_key, closed_week)) filter (not is_now and is_topic) / any_value(weeks) as before,
  count(distinct user_key) filter (is_now) as all_now,
  count(distinct (user_key, closed_week)) filter (not is_now) / any_value(weeks) as all_before
from cases, span
group by grouping sets (
  (),
  (country), (language), (os), (app_version), (device), (network), (feature), (vendor), (user_role),
  (country, app_version), (country, os), (os, app_version), (country, device), (country, network), (country, vendor),
  (language, app_version), (country, user_role), (app_version, device)
)
having now >= 3
  and bit_count(511 - grouping(country, language, os, app_version, device, network, feature, vendor, user_role))
    = (country is not null)::int + (language is not null)::int + (os is not null)::int + (app_version is not null)::int
    + (device is not null)::int + (network is not null)::int + (feature is not null)::int + (vendor is not null)::int
    + (user_role is not null)::int
order by all
