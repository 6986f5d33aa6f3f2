-- Their topics, from JSON rows.
create or replace temp table retagged_topics as
select unnest(from_json($rows::json, '[{"ticket_id": "varchar", "stream": "varchar", "position": "bigint", "topic": "varchar", "confidence": "double", "source": "varchar", "evidence": "varchar"}]'), recursive := true)
