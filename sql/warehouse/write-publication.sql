-- A published report.
insert into ops.publications by name
select
  $week as week, $team as team, $channel as channel, $digest as digest, $tickets::bigint as tickets,
  $headline_en as headline_en, $headline_zh as headline_zh, make_timestamptz(($now::bigint * 1000)::bigint) as published_at
