-- One row per week: every ticket closed in it, complaint or not; late ones came after the week's first report.
with reported as (
  select week, min(ended_at) as ended_at
  from ops.runs
  where pipeline = 'weekly' and outcome = 'done'
  group by week
),
tagged as (
  select distinct ticket_id
  from ticket_topics
  where closed_week in (select week from touched)
)
select
  t.closed_week as week,
  count(*) as tickets,
  count(distinct t.user_key) as users,
  count(g.ticket_id) as tagged,
  count(distinct t.closed_at::date) as days_seen,
  count(*) filter (t.taken_at > r.ended_at) as late,
  min(t.closed_at) as first_closed_at,
  max(t.closed_at) as last_closed_at
from tickets t
left join tagged g using (ticket_id)
left join reported r on r.week = strftime(t.closed_week, '%G-W%V')
where t.closed_week in (select week from touched)
group by t.closed_week
