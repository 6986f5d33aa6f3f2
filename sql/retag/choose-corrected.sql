-- Tickets whose topics are put together again: those that a reviewer judged just now, from JSON rows.
create or replace temp table retopic as
select distinct ticket_id
from (select unnest(from_json($rows::json, '[{"ticket_id": "varchar"}]'), recursive := true))
