-- A range of offsets that was passed over, noted once.
insert into ops.gaps by name
select
  $stream::varchar as stream, $label::varchar as label, $from::bigint as from_position, $to::bigint as to_position,
  $cause::varchar as cause, make_timestamptz($now::bigint * 1000) as noted_at
where not exists (
  from ops.gaps g
  where g.stream = $stream and g.from_position = $from::bigint and g.to_position = $to::bigint and g.cause = $cause
)
