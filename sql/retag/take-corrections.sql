-- A reviewer's verdicts, from JSON rows; a new one on the same ticket and topic replaces the old.
insert into ops.corrections
select ticket_id, topic, verdict, reviewer, make_timestamptz($now::bigint * 1000)
from (
  select unnest(from_json($rows::json, '[{"ticket_id": "varchar", "topic": "varchar", "verdict": "boolean", "reviewer": "varchar"}]'), recursive := true)
)
