-- An earlier publication of the same report.
delete from ops.publications where week = $week and team = $team and channel = $channel
