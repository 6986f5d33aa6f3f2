-- The themes of a week.
insert into themes by name
select
  r.theme_id, r.label, r.label_en, r.label_zh, r.keywords, r.first_week::date as first_week, r.last_week::date as last_week,
  r.status, r.topic, r.in_topic
from (
  select unnest(from_json($rows, '[{"theme_id":"VARCHAR","label":"VARCHAR","label_en":"VARCHAR","label_zh":"VARCHAR","keywords":["VARCHAR"],"first_week":"VARCHAR","last_week":"VARCHAR","status":"VARCHAR","topic":"VARCHAR","in_topic":"VARCHAR"}]'), recursive := false) as r
)
