-- View, one row per week, topic, dimension and value: tickets, those expected from the weeks before, the difference. What is
-- expected, with its interval, is the judgement of the week's own run; of weeks and small segments that no run judged it is
-- the mean of the up to eight weeks before, without an interval.
create or replace view main.weekly_segments as
with span as (
  select week, least(8, row_number() over (order by week) - 1) as weeks_before
  from weekly_totals
),
latest as (
  select *
  from trend_tests
  where kind = 'segment'
  qualify row_number() over (partition by series, week order by run_week desc) = 1
),
averaged as (
  select
    s.week, s.topic, s.dimension, s.value, s.tickets, s.users,
    case
      when n.weeks_before > 0 then coalesce(sum(s.tickets) over earlier / n.weeks_before, 0)
    end as mean_before
  from weekly_segment_counts s
  join span n on n.week = s.week
  window earlier as (
    partition by s.topic, s.dimension, s.value
    order by s.week
    range between interval 56 day preceding and interval 7 day preceding
  )
)
select
  a.week, a.topic, a.dimension, a.value, a.tickets,
  coalesce(j.expected, a.mean_before) as expected,
  a.tickets - coalesce(j.expected, a.mean_before) as contribution,
  a.users, j.low, j.high, j.ratio, j.p_value, j.q_value, coalesce(j.flagged, false) as flagged,
  case when j.expected is not null then 'model' when a.mean_before is not null then 'mean' end as expected_by
from averaged a
left join latest j
  on j.week = a.week and j.series = a.topic || ' ' || a.dimension || '=' || a.value
