-- The tickets of a week's themes.
insert into ticket_themes by name
select r.ticket_id, r.theme_id, $week::date as week, r.similarity, r.central
from (
  select unnest(from_json($rows, '[{"ticket_id":"VARCHAR","theme_id":"VARCHAR","similarity":"DOUBLE","central":"BOOLEAN"}]'), recursive := false) as r
)
