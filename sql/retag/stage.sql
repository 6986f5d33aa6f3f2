-- Tickets tagged anew, from JSON rows.
create or replace temp table retagged as
select unnest(from_json($rows::json, '[{"ticket_id": "varchar", "stream": "varchar", "position": "bigint", "sentiment": "double", "severity": "tinyint", "concepts": ["varchar"]}]'), recursive := true)
