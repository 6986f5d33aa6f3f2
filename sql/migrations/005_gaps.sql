-- Offsets that a warehouse passed over: deleted before they were read, or read by another member of the group.
create table ops.gaps (
  stream varchar,
  label varchar,
  from_position bigint,
  to_position bigint,
  cause varchar,
  noted_at timestamptz
);
