-- Packed tickets as rows, once a commit.
create or replace temp table staged as
select unnest(from_json($facts, $structure), recursive := false) as t
