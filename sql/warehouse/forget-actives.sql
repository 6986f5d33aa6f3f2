-- Weeks that a file of active users gives anew.
delete from actives
where week in (select r.week::date from (select unnest(from_json($rows, '[{"week":"VARCHAR"}]')) as r))
