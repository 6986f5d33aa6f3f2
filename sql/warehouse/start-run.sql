-- The beginning of a run.
insert into ops.runs by name
select $run as run, $pipeline as pipeline, $week as week, make_timestamptz(($now::bigint * 1000)::bigint) as started_at, $inputs as inputs
