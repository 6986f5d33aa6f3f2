-- The themes that a week describes anew.
delete from themes
where theme_id in (select r.theme_id from (select unnest(from_json($rows, '[{"theme_id":"VARCHAR"}]'), recursive := false) as r))
