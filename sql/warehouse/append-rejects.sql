-- Refused messages at the end of their log. Columns come packed in the order of src/warehouse/pack.ts: cells separated by unit
-- separators (31), parts of a list by file separators (28), a record separator (30) for null. What was committed before
-- is left out, unless it is taken again on purpose: a Kafka stream remembers the offset it expects next, a file the last
-- record taken.
insert into ops.rejects by name
with columns as (
  select $columns::varchar[] as c
),
cells as (
  select
    unnest(string_split(c[1], chr(31))) as stream,
    unnest(string_split(c[2], chr(31))) as label,
    unnest(string_split(c[3], chr(31))) as position,
    unnest(string_split(c[4], chr(31))) as code,
    unnest(string_split(c[5], chr(31))) as detail
  from columns
)
select
  $batch::bigint as batch,
  make_timestamptz($now::bigint * 1000) as rejected_at,
  nullif(stream, chr(30)) as stream,
  nullif(label, chr(30)) as label,
  nullif(position, chr(30))::bigint as position,
  nullif(code, chr(30)) as code,
  nullif(detail, chr(30)) as detail
from cells
where not exists (
  from ops.offsets o
  where not $again::boolean
    and o.stream = cells.stream
    and cells.position::bigint < o.position + case when o.stream like 'kafka:%' then 0 else 1 end
)
