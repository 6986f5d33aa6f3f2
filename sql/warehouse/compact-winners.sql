-- The latest closing of every ticket that was closed since the last compaction: the greater closed_at, then the later taken.
-- Keys only: the closings themselves are read once more when they become tickets.
create or replace temp table winners as
with fresh as (
  select ticket_id, closed_at, batch, stream, position, true as is_fresh
  from ops.closings
  where batch > $after
),
known as (
  select t.ticket_id, t.closed_at, 0 as batch, t.stream, t.position, false as is_fresh
  from tickets t
  where t.ticket_id in (select ticket_id from fresh)
)
select ticket_id, closed_at, batch, stream, position, is_fresh
from (select * from fresh union all by name select * from known)
qualify row_number() over (
  partition by ticket_id
  order by closed_at desc, is_fresh desc, batch desc, position desc
) = 1
