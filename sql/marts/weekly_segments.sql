-- View, one row per week, topic, dimension and value: tickets, those expected from the up to eight weeks before, the difference.
create or replace view main.weekly_segments as
with span as (
  select week, least(8, row_number() over (order by week) - 1) as weeks_before
  from weekly_totals
),
judged as (
  select
    s.week, s.topic, s.dimension, s.value, s.tickets, s.users,
    sum(s.tickets) over earlier / nullif(n.weeks_before, 0) as mean_before,
    n.weeks_before
  from weekly_segment_counts s
  join span n on n.week = s.week
  window earlier as (
    partition by s.topic, s.dimension, s.value
    order by s.week
    range between interval 56 day preceding and interval 7 day preceding
  )
)
select
  week, topic, dimension, value, tickets,
  case when weeks_before > 0 then coalesce(mean_before, 0) end as expected,
  case when weeks_before > 0 then tickets - coalesce(mean_before, 0) end as contribution,
  users
from judged
