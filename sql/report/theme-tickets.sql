-- Tickets of the chosen themes in a week, central ones first.
select
  m.theme_id, m.central, m.similarity, t.ticket_id, t.complaint_text, t.language, t.country, t.user_role, t.user_key,
  t.os, t.app_version, t.concepts, (t.closed_at::date)::varchar as closed_on
from ticket_themes m
join tickets t using (ticket_id)
where m.week = $week::date
  and m.theme_id in (select unnest(from_json($themes, '["VARCHAR"]')))
order by m.theme_id, m.central desc, m.similarity desc, t.ticket_id
