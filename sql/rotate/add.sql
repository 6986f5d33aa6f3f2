-- Further pairs of old and new pseudonyms.
insert into renewed
select r.old, r.new
from (select unnest(from_json($rows, '[{"old":"VARCHAR","new":"VARCHAR"}]')) as r)
