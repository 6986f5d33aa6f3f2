-- Themes inside one topic in a week, tickets and users as far as they were divided (at most 1,000 tickets a topic and week), the
-- tickets of the week before (null when it was not divided), and how many tickets one divided ticket stands for.
with divided as (
  select th.theme_id, m.week, t.user_key
  from themes th
  join ticket_themes m using (theme_id)
  join tickets t using (ticket_id)
  where th.in_topic = $topic and m.week in ($week::date, ($week::date - interval 7 day)::date)
),
firsts as (
  select closed_week, ticket_id
  from ticket_topics
  where closed_week in ($week::date, ($week::date - interval 7 day)::date)
  group by closed_week, ticket_id
  having first(topic order by confidence desc, topic) = $topic
),
stands_for as (
  select closed_week as week, greatest(1, count(*) / 1000) as factor
  from firsts
  group by closed_week
)
select
  th.theme_id, th.label, th.label_en, th.label_zh, th.first_week::varchar as first_week,
  count(*) filter (d.week = $week::date) as tickets,
  count(distinct d.user_key) filter (d.week = $week::date) as users,
  count(*) filter (d.week < $week::date) as before,
  coalesce((select factor from stands_for where week = $week::date), 1) as stands_for,
  coalesce((select factor from stands_for where week < $week::date), 1) as stood_for,
  exists (select 1 from divided where week < $week::date) as was_divided
from divided d
join themes th using (theme_id)
group by th.theme_id, th.label, th.label_en, th.label_zh, th.first_week
having tickets > 0
order by tickets desc, th.theme_id
