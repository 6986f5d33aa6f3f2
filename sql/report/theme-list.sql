-- Themes with tickets in the newest weeks, most users first: one row per theme, with its tickets and distinct users in them.
with since as (
  select max(week) - to_days(7 * ($weeks::integer - 1)) as week from ticket_themes
),
seen as (
  select m.theme_id, count(*) as tickets, count(distinct t.user_key) as users
  from ticket_themes m
  join tickets t using (ticket_id)
  where m.week >= (select week from since)
  group by m.theme_id
),
descent as (
  select to_theme as theme_id, string_agg(kind || ' ' || from_theme, ', ' order by week, from_theme) as descent
  from theme_lineage
  where week >= (select week from since) and from_theme <> to_theme
  group by to_theme
)
select
  themes.theme_id, themes.label, themes.label_en, themes.label_zh, themes.keywords, themes.status,
  themes.first_week::varchar as first_week, themes.last_week::varchar as last_week, themes.topic,
  seen.tickets::integer as tickets, seen.users::integer as users, descent.descent
from themes
join seen using (theme_id)
left join descent using (theme_id)
order by seen.users desc, themes.theme_id
