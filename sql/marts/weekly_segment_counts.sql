-- One row per week, topic, dimension and value that occurs.
with cases as (
  select
    t.closed_week as week, g.topic, t.user_key,
    t.country, t.language, t.os, t.app_version, t.device, t.network, t.feature, t.vendor, t.user_role
  from topic_tickets g
  join tickets t using (ticket_id)
  where g.closed_week in (select week from touched)
),
slices as (
  unpivot cases
  on country, language, os, app_version, device, network, feature, vendor, user_role
  into name dimension value value
)
select week, topic, dimension, value, count(*) as tickets, count(distinct user_key) as users
from slices
group by week, topic, dimension, value
