-- What topics were before, from JSON rows.
insert into topic_changes by name
select r.topic, r.was, r.kind, r.since::date as since, r.retired, r.name_en, r.name_zh, r.known_by
from (
  select unnest(from_json($rows, '[{"topic":"VARCHAR","was":"VARCHAR","kind":"VARCHAR","since":"VARCHAR","retired":"BOOLEAN","name_en":"VARCHAR","name_zh":"VARCHAR","known_by":["VARCHAR"]}]'), recursive := false) as r
)
