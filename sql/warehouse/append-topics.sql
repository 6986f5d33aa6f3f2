-- Topics of tickets at the end of their log. Columns come packed in the order of src/warehouse/pack.ts: cells separated by unit
-- separators (31), parts of a list by file separators (28), a record separator (30) for null. What was committed before
-- is left out, unless it is taken again on purpose: a Kafka stream remembers the offset it expects next, a file the last
-- record taken.
insert into ops.closing_topics by name
with columns as (
  select $columns::varchar[] as c
),
cells as (
  select
    unnest(string_split(c[1], chr(31))) as stream,
    unnest(string_split(c[2], chr(31))) as position,
    unnest(string_split(c[3], chr(31))) as ticket_id,
    unnest(string_split(c[4], chr(31))) as topic,
    unnest(string_split(c[5], chr(31))) as confidence,
    unnest(string_split(c[6], chr(31))) as source,
    unnest(string_split(c[7], chr(31))) as evidence
  from columns
)
select
  $batch::bigint as batch,
  nullif(stream, chr(30)) as stream,
  nullif(position, chr(30))::bigint as position,
  nullif(ticket_id, chr(30)) as ticket_id,
  nullif(topic, chr(30)) as topic,
  nullif(confidence, chr(30))::double as confidence,
  nullif(source, chr(30)) as source,
  nullif(evidence, chr(30)) as evidence
from cells
where not exists (
  from ops.offsets o
  where not $again::boolean
    and o.stream = cells.stream
    and cells.position::bigint < o.position + case when o.stream like 'kafka:%' then 0 else 1 end
)
