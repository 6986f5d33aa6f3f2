-- The judgements of a run week, before they are made again.
delete from trend_tests where run_week = $week::date and kind = $kind
