-- The latest closing of every ticket that was closed since the last compaction: the greater closed_at, then the later taken.
create or replace temp table winners as
with fresh as (
  select *, true as is_fresh
  from ops.closings
  where batch > $after
),
known as (
  select t.*, false as is_fresh
  from tickets t
  where t.ticket_id in (select ticket_id from fresh)
)
select * exclude (batch, rank)
from (
  select *, row_number() over (
    partition by ticket_id
    order by closed_at desc, is_fresh desc, batch desc, position desc
  ) as rank
  from (select * from fresh union all by name select * from known)
)
where rank = 1
