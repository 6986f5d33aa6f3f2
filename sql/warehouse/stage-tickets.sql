-- Packed tickets as rows, once a commit. What was committed before is left out: a Kafka stream remembers the offset it
-- expects next, a file the last record taken.
create or replace temp table staged as
select t
from (select unnest(from_json($facts, $structure), recursive := false) as t)
where not exists (
  from ops.offsets o
  where o.stream = t.stream
    and t.position < o.position + case when o.stream like 'kafka:%' then 0 else 1 end
)
