-- The end of a run.
update ops.runs
set ended_at = make_timestamptz(($now::bigint * 1000)::bigint), outcome = $outcome, detail = $detail
where run = $run
