-- Up to where refused messages of each stream were told to Kafka.
insert into ops.state by name
select 'told:' || r.stream as key, r.position::varchar as value
from (select unnest(from_json($rows, '[{"stream":"VARCHAR","position":"BIGINT"}]'), recursive := false) as r)
