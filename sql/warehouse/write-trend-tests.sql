-- The judgements of a run week.
insert into trend_tests by name
select
  $week::date as run_week, r.week::date as week, $kind as kind, r.series, r.observed_users, r.expected_users,
  r.expected, r.low, r.high, r.ratio, r.ratio_low, r.ratio_high, r.p_value, r.q_value, r.surge_probability, r.flagged,
  r.status, r.sureness, r.one_in, r.weeks_raised, r.new_level_since::date as new_level_since, r.weeks_of_history,
  r.partial, r.inputs
from (
  select unnest(from_json($rows, '[{"week":"VARCHAR","series":"VARCHAR","observed_users":"BIGINT","expected_users":"DOUBLE","expected":"DOUBLE","low":"DOUBLE","high":"DOUBLE","ratio":"DOUBLE","ratio_low":"DOUBLE","ratio_high":"DOUBLE","p_value":"DOUBLE","q_value":"DOUBLE","surge_probability":"DOUBLE","flagged":"BOOLEAN","status":"VARCHAR","sureness":"VARCHAR","one_in":"DOUBLE","weeks_raised":"INTEGER","new_level_since":"VARCHAR","weeks_of_history":"INTEGER","partial":"BOOLEAN","inputs":"VARCHAR"}]'), recursive := false) as r
)
