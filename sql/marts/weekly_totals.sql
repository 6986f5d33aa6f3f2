-- One row per week: every ticket closed in it, complaint or not.
with tagged as (
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
  count(*) filter (t.taken_at > (t.closed_week + interval 9 day)::timestamptz) as late,
  min(t.closed_at) as first_closed_at,
  max(t.closed_at) as last_closed_at
from tickets t
left join tagged g using (ticket_id)
where t.closed_week in (select week from touched)
group by t.closed_week
