-- Marks that are set anew.
delete from ops.state
where key in (select 'told:' || r.stream from (select unnest(from_json($rows, '[{"stream":"VARCHAR","position":"BIGINT"}]'), recursive := false) as r))
