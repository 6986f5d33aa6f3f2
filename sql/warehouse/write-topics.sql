-- The taxonomy's topics.
insert into topics by name
select r.topic, r.area, r.name_en, r.name_zh, r.owner
from (
  select unnest(from_json($rows, '[{"topic":"VARCHAR","area":"VARCHAR","name_en":"VARCHAR","name_zh":"VARCHAR","owner":"VARCHAR"}]'), recursive := false) as r
)
