-- View, one row per week and topic: what was seen, and what had been expected from the weeks before.
create or replace view main.weekly_topics as
with latest as (
  select *
  from trend_tests
  where kind = 'topic'
  qualify row_number() over (partition by series, week order by run_week desc) = 1
)
select
  c.week, c.topic, c.tickets, c.share, c.users,
  j.expected, j.low, j.high, j.ratio, j.ratio_low, j.ratio_high, j.p_value, j.q_value,
  coalesce(j.status, 'steady') as status,
  j.sureness, j.flagged, j.expected_users, j.weeks_of_history,
  c.csat, c.csat_rated, c.negative_share, c.severity, c.currency, c.cost, c.refund, c.before_change, c.tagged_as
from weekly_topic_counts c
left join latest j on j.series = c.topic and j.week = c.week
