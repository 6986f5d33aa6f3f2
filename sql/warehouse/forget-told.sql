-- What a report week was told, before it is told again.
delete from ops.told where run_week = $week::date
