-- The splits and merges of a week.
insert into theme_lineage by name
select $week::date as week, r.kind, r.from_theme, r.to_theme, r.tickets
from (
  select unnest(from_json($rows, '[{"kind":"VARCHAR","from_theme":"VARCHAR","to_theme":"VARCHAR","tickets":"BIGINT"}]'), recursive := false) as r
)
